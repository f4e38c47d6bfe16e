import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import type { HostileCase } from '../case.ts';

const array = { path: 'data.json', format: 'json' };
const lines = { path: 'data.json', format: 'json', delimiter: 'new_line' };
const file = (content: string | Uint8Array) => ({ 'data.json': content });
const properties = { id: 'integer', name: 'string' };

const list: readonly Omit<HostileCase, 'properties'>[] = [
	{ name: 'a list of objects', files: file('[{"id":1,"name":"a"},\n{"id":2}]'), server: array, expect: { rows: 2, nulls: { name: 1 } } },
	{ name: 'a single object', files: file('{"id":1,"name":"a"}\n'), server: array, expect: { rows: 1 } },
	{ name: 'an empty list', files: file('[]'), server: array, expect: { rows: 0, notes: /no rows/ } },
	{ name: 'an empty JSON file', files: file(''), server: array, expect: { rows: 0, notes: /no rows/ } },
	{ name: 'lines', files: file('{"id":1}\n\n{"id":2}\n'), server: lines, expect: { rows: 2, nulls: { name: 2 } } },
	{
		name: 'lines where a list is promised',
		files: file('{"id":1}\n{"id":2}\n'),
		server: array,
		expect: { problem: 'invalid-data', says: /delimiter: new_line/, line: 2 },
	},
	{
		name: 'a list where lines are promised',
		files: file('[\n{"id":1}\n]\n'),
		server: lines,
		expect: { problem: 'invalid-data', says: /delimiter: array/, line: 1 },
	},
	{
		name: 'an object over several lines where lines are promised',
		files: file('{"id":\n1}\n'),
		server: lines,
		expect: { problem: 'invalid-data', says: /not finished at the end of its line/, line: 1 },
	},
	{
		name: 'nesting 100,000 deep',
		files: file(`[{"id":1,"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`),
		server: array,
		expect: { problem: 'invalid-data', says: /nested more than 100 levels/, line: 1 },
	},
	{
		name: 'nesting 5,000 deep in the third line',
		files: file(`{"id":1}\n{"id":2}\n{"id":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}\n`),
		server: lines,
		expect: { problem: 'invalid-data', says: /levels/, line: 3 },
	},
	{
		name: 'brackets that only open',
		files: file('['.repeat(1_000_000)),
		server: array,
		expect: { problem: 'invalid-data', says: /not an object/ },
	},
	{
		name: 'a list that is cut',
		files: file('[{"id":1},\n{"id":2}'),
		server: array,
		expect: { problem: 'invalid-data', says: /truncated/, line: 2 },
	},
	{
		name: 'a value that is missing',
		files: file('[{"id":1},\n{"id":}]'),
		server: array,
		expect: { problem: 'invalid-data', says: /line 2/, line: 2 },
	},
	{ name: 'a comma too many', files: file('[{"id":1},\n]'), server: array, expect: { problem: 'invalid-data', says: /may not/, line: 2 } },
	{
		name: 'a comment',
		files: file('[\n// one\n{"id":1}]'),
		server: array,
		expect: { problem: 'invalid-data', says: /no value of JSON/, line: 2 },
	},
	{ name: 'NaN', files: file('[{"id":NaN}]'), server: array, expect: { problem: 'invalid-data', says: /"NaN" is no value/ } },
	{ name: 'single quotes', files: file("[{'id':1}]"), server: array, expect: { problem: 'invalid-data', says: /line 1/ } },
	{
		name: 'a control character in a string',
		files: file('[{"name":"a\tb"}]'),
		server: array,
		expect: { problem: 'invalid-data', says: /control character/ },
	},
	{
		name: 'a string that is never closed',
		files: file('[{"name":"abc'),
		server: array,
		expect: { problem: 'invalid-data', says: /ends within a string/ },
	},
	{
		name: 'scalars as rows',
		files: file('[{"id":1},\n2]'),
		server: array,
		expect: { problem: 'invalid-data', says: /row 2 is not an object/, line: 2 },
	},
	{ name: 'a scalar alone', files: file('42'), server: array, expect: { problem: 'invalid-data', says: /not an object/ } },
	{ name: 'nulls as rows', files: file('[null]'), server: array, expect: { problem: 'invalid-data', says: /not an object/ } },
	{ name: 'two lists', files: file('[{"id":1}][{"id":2}]'), server: array, expect: { problem: 'invalid-data', says: /follows the end/ } },
	{ name: 'a byte order mark before a list', files: file('\ufeff[{"id":1}]'), server: array, expect: { rows: 1, nulls: { name: 1 } } },
	{
		name: 'a byte order mark before lines',
		files: file('\ufeff{"id":1,"name":"a"}\n{"id":2,"name":"b"}\n'),
		server: lines,
		expect: { rows: 2 },
	},
	{
		name: 'types judged by JSON type',
		files: file('[{"id":"12","name":5},\n{"id":1.5,"name":true},\n{"id":1.0,"name":"a"},\n{"id":1e2,"name":null},{"id":true,"name":{}}]'),
		server: array,
		expect: { rows: 5, misfits: { id: 3, name: 3 }, misfitLine: 1, nulls: { name: 1 } },
	},
	{
		name: 'integers beyond 64 bits in JSON',
		files: file('[{"id":9007199254740993},{"id":18446744073709551616},{"id":-9223372036854775808}]'),
		server: array,
		expect: { rows: 3, misfits: { id: 1 }, nulls: { name: 3 }, first: { id: '9007199254740993' } },
	},
	{ name: 'one key twice', files: file('[{"id":1,"id":2,"name":"a"}]'), server: array, expect: { rows: 1 } },
	{ name: 'keys that differ in case', files: file('[{"id":1,"ID":"x","name":"a"}]'), server: array, expect: { rows: 1, notes: /"ID"/ } },
	{
		name: 'keys with quotes, dots and slashes',
		files: file('[{"id":1,"name":"a","a.b\\"c/d~e":1}]'),
		server: array,
		expect: { rows: 1, notes: /a\.b"c\/d~e/ },
	},
	{
		name: 'half of a surrogate pair',
		files: file('[{"id":1,"name":"\\ud800"}]'),
		server: array,
		expect: { problem: 'invalid-data', says: /no JSON that can be read.*surrogate/ },
	},
	{ name: 'NULs in a string', files: file('[{"id":1,"name":"a\\u0000b"}]'), server: array, expect: { rows: 1 } },
	{
		name: 'JSON that is not UTF-8',
		files: file(Buffer.concat([Buffer.from('[{"id":1,"name":"'), Buffer.from([0xff]), Buffer.from('"}]')])),
		server: array,
		expect: { problem: 'invalid-data', says: /UTF-8/i },
	},
	{ name: 'a row of twenty megabytes', files: file(`[{"id":1,"name":"${'x'.repeat(20_000_000)}"}]`), server: array, expect: { rows: 1 } },
	{
		name: 'JSON lines in gzip that are cut',
		files: { 'data.jsonl.gz': gzipSync('{"id":1,"name":"a"}\n'.repeat(5000)).subarray(0, 60) },
		server: { path: 'data.jsonl.gz', format: 'jsonl' },
		expect: { problem: 'invalid-data', says: /truncated/ },
	},
	{
		name: 'CSV that is called JSON',
		files: file('id,name\n1,a\n'),
		server: array,
		expect: { problem: 'invalid-data', says: /no value of JSON/, line: 1 },
	},
	{
		name: 'UTF-16 JSON',
		files: file(Buffer.from('\ufeff[{"id":1}]', 'utf16le')),
		server: array,
		expect: { problem: 'unsupported', says: /UTF-16/ },
	},
];

export const jsonCases: readonly HostileCase[] = list.map((each) => ({ properties, ...each }));
