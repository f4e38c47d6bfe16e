import { DuckDBInstance, LIST, listValue, VARCHAR } from '@duckdb/node-api';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringFormat } from '../../../../server/src/checks/declare/stringFormat.ts';

let valid: (format: string, texts: readonly string[]) => Promise<boolean[]>;

beforeAll(async () => {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	valid = async (format, texts) => {
		const known = stringFormat(format);
		if ('reason' in known) throw new Error(known.reason);
		const statement = await connection.prepare('SELECT regexp_matches(t, $1), length(t) FROM (SELECT unnest($2::VARCHAR[]) AS t)');
		statement.bindVarchar(1, known.pattern);
		statement.bindList(2, listValue([...texts]), LIST(VARCHAR));
		const rows = (await statement.runAndReadAll()).getRows();
		return rows.map(([matches, length]) => matches === true && Number(length) <= (known.maxLength ?? Number.POSITIVE_INFINITY));
	};
});

const CASES: Record<string, { valid: string[]; invalid: string[] }> = {
	email: {
		valid: ['a@b.c', 'first.last+tag@example.co.uk', "o'hara@example.com", 'a@localhost', '"a b"@example.com', 'a@[127.0.0.1]'],
		invalid: ['', 'a', 'a@', '@b', 'a@b@c', 'a b@c.d', 'a..b@c.d', '.a@b.c', 'a.@b.c', 'a@-b.c', 'a@b..c', 'a@b.c\n', 'a@b,c'],
	},
	uuid: {
		valid: ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000'],
		invalid: [
			'123e4567e89b12d3a456426614174000',
			'123e4567-e89b-12d3-a456-42661417400',
			'g23e4567-e89b-12d3-a456-426614174000',
			'{123e4567-e89b-12d3-a456-426614174000}',
		],
	},
	uri: {
		valid: [
			'https://example.com',
			'http://user@example.com:80/a/b?c=d#e',
			'urn:isbn:1',
			'mailto:a@b.c',
			'file:///etc',
			'http://[::1]/',
			'a:',
			'http://a/%20',
		],
		invalid: [
			'',
			'example.com',
			'/a/b',
			'//a',
			'http://a b',
			'http://a/%2',
			'http://a/ü',
			'1http://a',
			'http://a/#b#c',
			'http://[::1',
			'http://a/{b}',
		],
	},
	hostname: {
		valid: ['a', 'example.com', 'a-b.c1', '1.2.3', 'x'.repeat(63)],
		invalid: ['', '-a', 'a-', 'a..b', 'a_b', 'x'.repeat(64), `${'a.'.repeat(127)}a`, 'a b', '.a', 'ü.de'],
	},
	ipv4: {
		valid: ['0.0.0.0', '255.255.255.255', '10.1.2.3'],
		invalid: ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.4 ', 'a.b.c.d'],
	},
	ipv6: {
		valid: [
			'::',
			'::1',
			'1::',
			'1:2:3:4:5:6:7:8',
			'1:2:3:4:5:6:7::',
			'::2:3:4:5:6:7:8',
			'1::8',
			'::ffff:1.2.3.4',
			'1:2:3:4:5:6:1.2.3.4',
			'fe80::A',
		],
		invalid: [
			'',
			':',
			'1',
			'1:2:3:4:5:6:7',
			'1:2:3:4:5:6:7:8:9',
			'1::2::3',
			':::',
			'12345::',
			'1:2:3:4:5:6:7:8::',
			'::1.2.3',
			'g::',
			'1:2:3:4:5:6:7:1.2.3.4',
			'::1%eth0',
		],
	},
	date: {
		valid: ['2024-02-29', '2000-02-29', '1999-12-31'],
		invalid: ['2023-02-29', '1900-02-29', '2023-04-31', '2023-13-01', '2023-00-10', '2023-1-1', '23-01-01', '2023-01-01T00:00:00Z'],
	},
	'date-time': {
		valid: ['2023-01-01T00:00:00Z', '2023-01-01t23:59:59.123+05:30'],
		invalid: ['2023-01-01', '2023-01-01 00:00:00Z', '2023-01-01T00:00:00', '2023-01-01T24:00:00Z', '2023-02-30T00:00:00Z'],
	},
	time: { valid: ['00:00:00Z', '23:59:59.5+01:00'], invalid: ['00:00:00', '24:00:00Z', '1:00:00Z', '00:60:00Z'] },
	duration: {
		valid: ['P1D', 'PT1H30M', 'P1Y2M3DT4H5M6S', 'P2W', 'P1M', 'P1Y2D', 'PT1H5S'],
		invalid: ['', 'P', 'PT', 'P1', '1D', 'P1H', 'PT1D', 'P1D2M', 'P1W2D', 'P1DT'],
	},
	'json-pointer': { valid: ['', '/a/b', '/~0~1'], invalid: ['a', '/~2', '/~'] },
	byte: { valid: ['', 'YQ==', 'YWI=', 'YWJj'], invalid: ['Y', 'YQ=', 'YQ', 'YW-j', 'YQ==YQ=='] },
	'uri-reference': { valid: ['', '/a', '../b?c#d', 'http://a', '#x', 'a/b:c'], invalid: ['a b', '1:2', '%', 'http://[', '\\a'] },
	'idn-hostname': { valid: ['ü.de', '例え.jp'], invalid: ['', '-a', 'a..b'] },
};

describe('a format admits what JSON Schema admits', () => {
	test.each(Object.entries(CASES))('%s', async (format, cases) => {
		expect((await valid(format, cases.valid)).map((ok, index) => (ok ? '' : cases.valid[index])).filter((text) => text !== '')).toEqual([]);
		expect(
			(await valid(format, cases.invalid)).map((ok, index) => (ok ? cases.invalid[index] : undefined)).filter((text) => text !== undefined),
		).toEqual([]);
	});

	// An independent implementation, on texts near the edge: pieces of valid ones in random order.
	test.each(['uuid', 'ipv4', 'ipv6', 'date', 'hostname', 'duration', 'json-pointer'])('%s as ajv-formats has it', async (format) => {
		const reference = fullFormats[format as keyof typeof fullFormats];
		const expected = (text: string): boolean => {
			if (reference instanceof RegExp) return reference.test(text);
			if (typeof reference === 'function') return (reference as (text: string) => boolean)(text);
			const { validate } = reference as { validate: RegExp | ((text: string) => boolean) };
			return validate instanceof RegExp ? validate.test(text) : validate(text);
		};
		const pieces = [...new Set((CASES[format]?.valid ?? []).flatMap((text) => text.split(/(?<=[^A-Za-z0-9])|(?=[^A-Za-z0-9])/)))];
		const text = fc.oneof(
			fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
			fc
				.tuple(fc.constantFrom(...(CASES[format]?.valid ?? [''])), fc.nat(30), fc.constantFrom('', 'x', '0', '-', ':', '.', '/', '~', ' '))
				.map(([base, at, put]) => base.slice(0, at) + put + base.slice(at + 1)),
		);
		// Two known differences: the root's own dot, which JSON Schema's suite rejects, and ISO 8601's fractions of a second.
		const differs = (each: string) => (format === 'hostname' && each.endsWith('.')) || (format === 'duration' && each.includes('.'));
		const texts = fc.sample(text, { numRuns: 3000, seed: 7 }).filter((each) => !differs(each));
		const found = await valid(format, texts);
		expect(texts.filter((each, index) => expected(each) !== found[index])).toEqual([]);
	});

	test.each(['password', 'binary', 'no-such-format'])('%s is not enforced, with a reason', (format) => {
		expect(stringFormat(format)).toMatchObject({ reason: expect.stringContaining(format) });
	});
});
