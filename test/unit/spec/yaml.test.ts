import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';
import { partsOf, problemsOf, valuesOf } from './yamlShow.ts';

describe('values', () => {
	test.each([
		['plain text', 'a: hello world', { a: 'hello world' }],
		['numbers', 'a: [1, -2.5, 0x1f, 0o17, 1e3, .inf]', { a: [1, -2.5, 31, 15, 1000, Number.POSITIVE_INFINITY] }],
		['whole numbers beyond 2^53 keep every digit', 'a: 12345678901234567890', { a: '12345678901234567890n' }],
		['dates stay text', 'a: 2022-08-02', { a: '2022-08-02' }],
		['yes and no stay text', 'a: [yes, no, on, True, false, ~]', { a: ['yes', 'no', 'on', true, false, null] }],
		['quotes', `a: ["x\\ty", 'it''s']`, { a: ['x\ty', "it's"] }],
		['literal block', 'a: |\n  x\n   y\nb: 1', { a: 'x\n y\n', b: 1 }],
		['folded block', 'a: >-\n  x\n  y\nb: 1', { a: 'x y', b: 1 }],
		['text over lines', 'a: x\n  y\nb: 1', { a: 'x y', b: 1 }],
		['flow style', 'a: { b: [1, { c: 2 }], d }', { a: { b: [1, { c: 2 }], d: null } }],
		['flow style over lines', 'a: [\n  1,\n  2,\n]\nb: 3', { a: [1, 2], b: 3 }],
		['JSON', '{"a": {"b": [1, "x", null]}}', { a: { b: [1, 'x', null] } }],
		['absent values', 'a:\nb:\n  - \n  - x', { a: null, b: [null, 'x'] }],
		['anchors and aliases', 'a: &x { b: 1 }\nc: *x\nd: [*x]', { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }] }],
		['an alias as a key', 'a: &x k\nb: { *x : 1 }', { a: 'k', b: { k: 1 } }],
		['the latest anchor of a name', 'a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
		['merge keys: own keys win', 'a: &x { b: 1, c: 2 }\nd:\n  <<: *x\n  b: 3', { a: { b: 1, c: 2 }, d: { b: 3, c: 2 } }],
		['merge keys: a list, earlier maps win', 'd:\n  <<: [{ a: 1 }, { a: 2, b: 2 }]', { d: { a: 1, b: 2 } }],
		[
			'merge keys: merged maps merge on',
			'a: &x { p: 1 }\nb: &y { <<: *x, q: 2 }\nc: { <<: *y }',
			{ a: { p: 1 }, b: { q: 2, p: 1 }, c: { q: 2, p: 1 } },
		],
		['a quoted << is a key like others', 'a: { "<<": 1 }', { a: { '<<': 1 } }],
		['explicit keys', '? a\n: b\n? c', { a: 'b', c: null }],
		['tags of the core schema', 'a: !!str 12', { a: '12' }],
		['%YAML 1.1 changes no types', '%YAML 1.1\n---\na: [yes, 2022-08-02]', { a: ['yes', '2022-08-02'] }],
		['CRLF', 'a: 1\r\nb:\r\n  - x\r\n', { a: 1, b: ['x'] }],
		['lone CR', 'a: 1\rb:\r  - x\r', { a: 1, b: ['x'] }],
		['a byte order mark', '\ufeffa: 1', { a: 1 }],
		['__proto__ is a key like others', 'a: { constructor: 1 }', { a: { constructor: 1 } }],
	])('%s', (_, text, value) => {
		expect(problemsOf(text)).toEqual([]);
		expect(valuesOf(text)).toEqual([value]);
	});

	test('several documents', () => {
		expect(valuesOf('a: 1\n---\nb: 2\n...\n---\n# nothing\n--- c')).toEqual([{ a: 1 }, { b: 2 }, undefined, 'c']);
	});

	test.each(['', '\n\n', '# only a comment\n', '---\n', '\ufeff'])('nothing in %j', (text) => {
		expect(parseYaml(text).documents.filter(({ root }) => root !== undefined)).toEqual([]);
		expect(problemsOf(text)).toEqual([]);
	});

	test.each([
		['- 1', [1]],
		['x', 'x'],
		['1', 1],
		['[]', []],
	])('a root that is no map: %j', (text, value) => {
		expect(valuesOf(text)).toEqual([value]);
	});
});

describe('ranges', () => {
	test('every key, value and item', () => {
		expect(partsOf('a: hello # why\nb:\n  - "x"\n  - c: {d: 1}\n    e:\nf: |\n  text\n\ng: 1')).toMatchInlineSnapshot(`
			[
			  " "a: hello # why\\nb:\\n  - \\"x\\"\\n  - c: {d: 1}\\n    e:\\nf: |\\n  text\\n\\ng: 1"",
			  ".a: "a"",
			  ".a "hello"",
			  ".b: "b"",
			  ".b "- \\"x\\"\\n  - c: {d: 1}\\n    e:"",
			  ".b[0] "\\"x\\""",
			  ".b[1] "c: {d: 1}\\n    e:"",
			  ".b[1].c: "c"",
			  ".b[1].c "{d: 1}"",
			  ".b[1].c.d: "d"",
			  ".b[1].c.d "1"",
			  ".b[1].e: "e"",
			  ".b[1].e """,
			  ".f: "f"",
			  ".f "|\\n  text"",
			  ".g: "g"",
			  ".g "1"",
			]
		`);
	});

	test.each(['\n', '\r\n', '\r'])('the same with line breaks %j', (lineBreak) => {
		const text = `a: 1${lineBreak}b:${lineBreak}  - x`;
		expect(partsOf(text).slice(1)).toEqual(['.a: "a"', '.a "1"', '.b: "b"', '.b "x"'.replace('"x"', '"- x"'), '.b[0] "x"']);
	});

	test('an absent value stands right after its colon', () => {
		const text = 'a:   # none\nb: 1';
		const [entry] = rootEntries(text);
		expect(entry?.value).toMatchObject({ style: 'absent', range: { start: 2, end: 2 } });
	});

	test('an alias stands where it is written; what is in it, where it was defined', () => {
		const text = 'a: &x { b: 1 }\nc: *x';
		expect(partsOf(text).slice(-3)).toEqual(['.c "*x"', '.c.b: "b"', '.c.b "1"']);
	});

	test('merged entries are marked and come last', () => {
		const [, second] = rootEntries('a: &x { b: 1 }\nc: { <<: *x, d: 2 }');
		const entries = second?.value.kind === 'map' ? second.value.entries : [];
		expect(entries.map(({ key, merged }) => [key, merged])).toEqual([
			['d', undefined],
			['b', true],
		]);
	});
});

describe('problems', () => {
	test.each([
		['tabs', 'a:\n\tb: 1\n', ['yaml.tab "\\t" A tab indents this line; YAML allows spaces only']],
		[
			'duplicate keys',
			'a: 1\nb: { c: 1, c: 2 }\na: 3',
			[
				'yaml.duplicate-key "c" "c" stands twice in this map; remove one of them',
				'yaml.duplicate-key "a" "a" stands twice in this map; remove one of them',
			],
		],
		['an alias of nothing', 'a: *b', ['yaml.alias "*b" No anchor &b stands before this alias']],
		['an alias of itself', 'a: &b [*b]', ['yaml.alias "*b" *b stands inside the value it refers to']],
		['an alias in another case', 'a: &B 1\nc: *b', ['yaml.alias "*b" No anchor &b stands before this alias; did you mean *B?']],
		['a merge of nothing mergeable', 'a: { <<: 1 }', ['yaml.merge "1" A merge key (<<) takes a map, or a list of maps, usually by alias']],
		['unknown tags', 'a: !Ref b', ['yaml.tag "!Ref" The tag !Ref has no meaning here and is ignored']],
		['NUL', 'a: \u0000', ['yaml.encoding "\\u0000" The text holds NUL characters; if it is UTF-16, save it as UTF-8']],
		[
			'control characters',
			'a: x\u0007',
			['yaml.encoding "\\u0007" The character U+0007 is forbidden in YAML; write it as "\\u0007" in double quotes'],
		],
		['reserved beginnings', 'a: @b', ['yaml.syntax "@" Text cannot begin with @ unless it is quoted']],
		['bad escapes', 'a: "\\q"', ['yaml.syntax "\\\\q" \\q is no escape in double quotes; write a backslash as \\\\, or use single quotes']],
		['brackets that never close', 'a: [1', ['yaml.syntax "" "[" is never closed; add "]"']],
		['a missing comma', 'a: ["x" "y"]', ['yaml.syntax "\\"" A comma is missing before "']],
	])('%s', (_, text, problems) => {
		expect(problemsOf(text)).toEqual(problems);
	});

	test('the second key of a name points at the first', () => {
		expect(parseYaml('a: 1\na: 2').problems[0]?.related).toEqual([{ range: { start: 0, end: 1 }, message: 'It stands here first' }]);
	});

	test('a hundred at most, the last one counts the rest', () => {
		const { problems } = parseYaml('a: @b\n'.repeat(500));
		expect(problems).toHaveLength(100);
		expect(problems.at(-1)?.message).toMatch(/^\d+ more problems/);
	});
});

describe('one mistake does not hide the rest', () => {
	test.each([
		[
			'a quote that is never closed',
			'a: "foo\nb: 3\nc: 4',
			{ a: 'foo', b: 3, c: 4 },
			['yaml.syntax "\\"foo" This quote is never closed: "foo'],
		],
		[
			'above a list that is its value without it, whatever quotes follow',
			'a:\n  b: "\n  - one\n  - two\nc: "x"',
			{ a: { b: ['one', 'two'] }, c: 'x' },
			['yaml.syntax "\\"" This quote is never closed: "'],
		],
		['with quotes behind it', `a: 'it\nb: 'x'\nc: 1`, { a: 'it', b: 'x', c: 1 }, [`yaml.syntax "'it" This quote is never closed: 'it`]],
		[
			'a colon in text',
			'a: Note: this\nb: 3',
			{ a: 'Note: this', b: 3 },
			['yaml.syntax "Note: this" A value that contains ": " must be in quotes: Note: this'],
		],
		[
			'a bracket that is never closed',
			'a: [1, 2\nb: 3',
			{ a: [1, 2], b: 3 },
			['yaml.syntax "b" The "[" above is not closed, or this line is not indented enough to be inside it'],
		],
		[
			'a bracket too many',
			'a: [1]]\nb: }\nc: 3',
			{ a: [1], b: null, c: 3 },
			['yaml.syntax "]" "]" has no counterpart before it', 'yaml.syntax "}" "}" has no counterpart before it'],
		],
		[
			'a line without a colon',
			'a: 1\nfoo bar\nb: 3',
			{ a: 1, b: 3 },
			['yaml.syntax "foo bar" "foo bar" is not "key: value": a colon is missing'],
		],
		['a colon without its space', 'a:1\nb: 3', { b: 3 }, ['yaml.syntax "a:1" A space is missing after the colon of "a:1"']],
		[
			'a key indented too deep',
			'a: 1\n  b: 2\nc: 3',
			{ a: '1 b: 2', c: 3 },
			['yaml.syntax "b" "b: 2" is indented deeper than the key above it, which already has a value'],
		],
		[
			'a dash too far left',
			'a:\n  - x: 1\n - x: 2\n  - x: 3\nb: 4',
			{ a: [{ x: 1 }, { x: 2 }, { x: 3 }], b: 4 },
			['yaml.syntax "-" Wrong indentation: this "-" is in line with no list above it'],
		],
		[
			'a key in line with the dashes',
			'a:\n  - x: 1\n   y: 2\n  - x: 3\nb: 4',
			{ a: [{ x: 1 }, { y: 2 }, { x: 3 }], b: 4 },
			['yaml.syntax "y" Wrong indentation: this line is among list items, but does not begin with "- "'],
		],
		['tabs', 'a:\n\tb: 1\nc: 2', { a: null, b: 1, c: 2 }, ['yaml.tab "\\t" A tab indents this line; YAML allows spaces only']],
	])('%s', (_, text, value, problems) => {
		expect(valuesOf(text)).toEqual([value]);
		expect(problemsOf(text)).toEqual(problems);
	});
});

describe('mends', () => {
	test.each([
		['tabs', 'a:\n\tb: 1', 'a:\n  b: 1'],
		['a colon in text', 'a: Note: "x"', 'a: "Note: \\"x\\""'],
		['a quote that is never closed', 'a: "foo # c\nb: 1', 'a: "foo # c"\nb: 1'],
		['a reserved beginning', 'a: @foo', 'a: "@foo"'],
		['a colon without its space', 'a:1\nb: 2', 'a: 1\nb: 2'],
	])('%s', (_, text, mended) => {
		const edits = parseYaml(text).problems[0]?.fixes?.[0]?.edits ?? [];
		let result = text;
		for (const { range, newText } of [...edits].reverse()) result = result.slice(0, range.start) + newText + result.slice(range.end);
		expect(result).toBe(mended);
		expect(problemsOf(result)).toEqual([]);
	});
});

function rootEntries(text: string) {
	const root = parseYaml(text).documents[0]?.root;
	return root?.kind === 'map' ? root.entries : [];
}
