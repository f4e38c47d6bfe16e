import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SampleRow } from '../../../server/src/spec/result.ts';
import { Checking, resultOf } from '../checks/declare/checking.ts';

let checking: Checking;
beforeEach(() => {
	checking = new Checking();
});
afterEach(() => checking.close());

/** `-5 at 3:7`: the rows below 0, and those that are no rows, with the number and the line that each is given. */
async function places(csv: string | Buffer, encoding = ''): Promise<string[]> {
	writeFileSync(checking.path('t.csv'), csv);
	const results = await checking.check(
		`servers: [{ server: s, type: local, path: t.csv, format: csv${encoding} }]\nschema: [{ name: t, properties: [{ name: id, logicalType: integer, logicalTypeOptions: { minimum: 0 } }, { name: n, logicalType: string }] }]\n`,
	);
	const said = (samples: readonly SampleRow[] | undefined, column: string) =>
		(samples ?? []).map(({ cells, row, line }) => `${String(cells[column])} at ${row ?? '-'}:${line ?? '-'}`);
	return [...said(resultOf(results, 'schema.t.readable').samples, 'text'), ...said(resultOf(results, 'schema.t.id.minimum').samples, 'id')];
}

test.each<[string, string, string[]]>([
	['too few fields before', 'id,n\n1,a\n2\n-5,q\n-6,q\n', ['2 at 2:3', '-5 at 3:4', '-6 at 4:5']],
	['too many between', 'id,n\n-1,a\n2,b,c\n-5,q\n', ['2,b,c at 2:3', '-1 at 1:2', '-5 at 3:4']],
	['quoted line ends', 'id,n\n3,"x\ny"\n2\n7,"\n\n"\n-8,s\n', ['2 at 2:4', '-8 at 4:8']],
	['CRLF', 'id,n\r\n3,"x\r\ny"\r\n2\r\n-8,s\r\n', ['2 at 2:4', '-8 at 3:5']],
	['several in a row', 'id,n\n2\n2\n2,3,4\n-5,q\n', ['2 at 1:2', '2 at 2:3', '2,3,4 at 3:4', '-5 at 4:5']],
	['a byte order mark', '\uFEFFid,n\n1,a\n2\n-5,q\n', ['2 at 2:3', '-5 at 3:4']],
	['a byte order mark and short rows', '\uFEFFid,n\n1,\n2\n-5,q\n3\n-6,q\n', ['2 at 2:3', '3 at 4:5', '-5 at 3:4', '-6 at 5:6']],
	['no line end at the end', 'id,n\n2\n-5,q', ['2 at 1:2', '-5 at 2:3']],
])('%s: each row is at its own line', async (_, csv, expected) => {
	expect(await places(csv)).toEqual(expected);
});

test('blank lines are no rows, and rows behind them keep their lines', async () => {
	const found = await places('id,n\n1,a\n\n\n2\n-5,q\n');
	expect(found.map((place) => place.replace(/ at \d+:/, ' at line '))).toEqual(['2 at line 5', '-5 at line 6']);
});

test('behind a quote that swallows lines no row has a line that could be wrong', async () => {
	const found = await places('id,n\n-1,a\n4,"x\n-5,q\n7,"z"\n-7,s\n');
	expect(found.slice(1).every((place) => place.endsWith('-:-'))).toBe(true);
});

test('in an encoding that is named, rows are at their lines too', async () => {
	const csv = Buffer.from('id,n\n1,éééééééééé\n2\n-5,é\n3\n-6,q\n', 'latin1');
	expect(await places(csv, ', encoding: ISO-8859-1')).toEqual(['2 at 2:3', '3 at 4:5', '-5 at 3:4', '-6 at 5:6']);
});
