import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { translatePattern } from '../../../server/src/checks/pattern/translate.ts';

type Matcher = (pattern: string, texts: readonly string[]) => Promise<boolean[]>;
let matches: Matcher;

beforeAll(async () => {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	matches = async (pattern, texts) => {
		const statement = await connection.prepare('SELECT regexp_matches(t, $1) FROM (SELECT unnest($2::VARCHAR[]) AS t)');
		statement.bindVarchar(1, pattern);
		const { listValue, LIST, VARCHAR } = await import('@duckdb/node-api');
		statement.bindList(2, listValue([...texts]), LIST(VARCHAR));
		const reader = await statement.runAndReadAll();
		return reader.getRows().map((row) => row[0] === true);
	};
});

async function re2(source: string): Promise<string> {
	const translation = await translatePattern(source);
	if (!translation.ok) throw new Error(`${source}: ${translation.reason}`);
	return translation.re2;
}

describe('a pattern means to the engine what it means to JavaScript', () => {
	const TEXTS = [
		'',
		'a',
		'A1',
		'abc\n',
		'\nabc',
		'a b',
		'a\u00a0b',
		'ß',
		'日本',
		'😀',
		'x😀y',
		'-',
		']',
		'.',
		'/',
		'$',
		'ab$',
		'a\r',
		'\u2028',
		'_',
		'٣',
		'\u0000',
		'1234567890',
		'foo@bar.com',
	];
	test.each([
		'^a',
		'a$',
		'^abc$',
		'.',
		'^.$',
		'[^]',
		'[]',
		'\\d',
		'\\D',
		'\\w+',
		'\\W',
		'\\s',
		'\\S',
		'[\\s\\S]',
		'[^\\s]',
		'[^\\S]',
		'\\/',
		'\\u0061',
		'\\u{1F600}',
		'^[\\u{1F600}-\\u{1F64F}]$',
		'\\x41',
		'\\cJ',
		'(?<year>\\d{4})',
		'(?:a|b)c',
		'a{2,3}',
		'a*?',
		'\\bfoo\\b',
		'\\Bo',
		'[a-z]+@[a-z.]+',
		'\\p{L}',
		'\\P{L}',
		'^\\p{Lu}',
		'\\p{Script=Han}',
		'\\p{Letter}',
		'\\p{Emoji_Presentation}',
		'\\p{ASCII}',
		'[^\\p{L}]',
		'[\\p{L}\\d_-]',
		'[\\b]',
		'\\0',
		'\\-',
		'[\\w-]',
		'a|',
		'(a*)*',
		'^(?:)$',
		'\\.',
		'[.]',
		'\\]',
		'[\\]]',
		'[\\^a]',
		'x{0}',
		'\\$',
		'[$]',
		'{',
		'a{,2}',
		'\\ud83d\\ude00',
		'[\\ud800-\\udfff]',
		'[\\u0000-\\uffff]',
	])('%s', async (source) => {
		let expected: RegExp;
		try {
			expected = new RegExp(source, 'u');
		} catch {
			expected = new RegExp(source);
		}
		expect(await matches(await re2(source), TEXTS)).toEqual(TEXTS.map((text) => expected.test(text)));
	});

	test('for random patterns and texts', async () => {
		const atom = fc.constantFrom(
			'a',
			'b',
			'B',
			'0',
			'\\d',
			'\\w',
			'\\s',
			'\\S',
			'.',
			'[a-c]',
			'[^a\\d]',
			'\\.',
			'-',
			'[\\w.-]',
			'é',
			'\\u00e9',
			'\\p{L}',
			'😀',
			'\\n',
			' ',
			'\\b',
			'\\B',
			'^',
			'$',
			'[^]',
			'\\x41',
			'\\W',
			'\\t',
		);
		const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '+?');
		const { pattern } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
			term: fc.oneof(
				{ weight: 5, arbitrary: atom },
				{ weight: 1, arbitrary: tie('pattern').map((inside) => `(?:${inside})`) },
				{ weight: 1, arbitrary: tie('pattern').map((inside) => `(${inside})`) },
			),
			pattern: fc
				.array(fc.tuple(tie('term'), quantifier, fc.constantFrom('', '', '', '|')), { minLength: 1, maxLength: 4 })
				.map((parts) => parts.map(([term, times, or]) => (/^(\\[bB]|[\^$])$/.test(term) ? term : term + times) + or).join('')),
		}));
		const text = fc.string({
			unit: fc.constantFrom('a', 'b', 'B', 'c', '0', '9', '.', '-', '_', ' ', '\n', '\r', '\t', 'é', '日', '😀', '\u00a0', '\u2028', 'A'),
			maxLength: 8,
		});
		let compared = 0;
		await fc.assert(
			fc.asyncProperty(pattern, fc.array(text, { minLength: 1, maxLength: 6 }), async (source, texts) => {
				const translation = await translatePattern(source);
				fc.pre(translation.ok || !/\\B/.test(translation.reason));
				const expected = new RegExp(source, 'u');
				expect(await matches(await re2(source), texts)).toEqual(texts.map((each) => expected.test(each)));
				compared += texts.length;
			}),
			{ numRuns: 1500 },
		);
		expect(compared).toBeGreaterThan(1500);
	});
});

describe('what a linear-time engine cannot run is said', () => {
	test.each([
		['(?=a)b', /lookahead/],
		['(?<!a)b', /lookbehind/],
		['(a)\\1', /backreference/],
		['(?<n>a)\\k<n>', /backreference/],
		['a{1001}', /1,000/],
		['(?:a{100}){100}', /1,000/],
		['(?i:a)', /flags/],
		['\\B|a', /\\B/],
	])('%s', async (source, reason) => {
		const translation = await translatePattern(source);
		expect(translation).toMatchObject({ ok: false, kind: 'unsupported' });
		expect(translation.ok || translation.reason).toMatch(reason);
	});

	test.each(['(', '[', 'a**', '*', ')', '(?<a', '[b-a]'])('%s does not compile at all', async (source) => {
		expect(() => new RegExp(source)).toThrow();
		expect(await translatePattern(source)).toMatchObject({ ok: false, kind: 'invalid' });
	});
});
