import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFooter } from '../../../server/src/engine/duckdb/footer.ts';
import { type Duck, openDuck } from '../../differential/support/duck.ts';

let duck: Duck;
let folder: string;
beforeAll(async () => {
	duck = await openDuck();
	await duck.query("SET TimeZone = 'UTC'");
	folder = mkdtempSync(join(tmpdir(), 'plumbline-footer-'));
});
afterAll(() => {
	duck.close();
	rmSync(folder, { recursive: true, force: true });
});

let files = 0;
async function written(sql: string, into = folder): Promise<string> {
	const path = join(into, `${files++}.parquet`);
	await duck.query(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
	return path;
}

function writtenByOther(columns: Parameters<typeof parquetWriteBuffer>[0]['columnData'], more: object = {}): string {
	const path = join(folder, `${files++}.parquet`);
	writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData: columns, ...more })));
	return path;
}

test('rows, nulls and bounds of integers, decimals and times', async () => {
	const file =
		await written(`SELECT unnest([3, NULL, -7]) AS i, unnest([1.25, 2.5, NULL]::DECIMAL(9,2)[]) AS d, unnest(['2024-01-31', NULL, '1999-12-31']::DATE[]) AS day,
		unnest(['2024-01-31 10:00:00.5', NULL, NULL]::TIMESTAMP[]) AS at, unnest(['2024-01-31 10:00:00+02', NULL, NULL]::TIMESTAMPTZ[]) AS zoned, unnest([18446744073709551615, 0, 1]::UBIGINT[]) AS u`);
	expect(await readFooter([file], duck.query)).toEqual({
		rows: 3,
		columns: {
			i: { nulls: 1, min: '-7', max: '3' },
			d: { nulls: 1, min: '1.25', max: '2.5' },
			day: { nulls: 1, min: '1999-12-31', max: '2024-01-31' },
			at: { nulls: 2, min: '2024-01-31T10:00:00.5', max: '2024-01-31T10:00:00.5' },
			zoned: { nulls: 2, min: '2024-01-31T08:00:00', max: '2024-01-31T08:00:00' },
			u: { nulls: 0, min: '0', max: '18446744073709551615' },
		},
	});
});

test('no bounds of floats, text, booleans or wide decimals; nothing of nested columns', async () => {
	const file = await written(
		"SELECT 1.5::DOUBLE AS f, 'a' AS t, true AS b, 1.5::DECIMAL(38,2) AS d, {'x': 1} AS s, [1] AS l, MAP {'a': 1} AS m, 2::HUGEINT AS h, '00000000-0000-0000-0000-000000000000'::UUID AS u",
	);
	const footer = await readFooter([file], duck.query);
	expect(footer?.columns).toEqual({ f: { nulls: 0 }, t: { nulls: 0 }, b: { nulls: 0 }, d: { nulls: 0 }, h: { nulls: 0 }, u: { nulls: 0 } });
});

test('a column without values has nulls and no bounds; row groups without values do not count', async () => {
	const file = await written('SELECT NULL::INTEGER AS n, CASE WHEN i > 130000 THEN i END AS late FROM range(200000) t(i)');
	expect((await readFooter([file], duck.query))?.columns).toEqual({
		n: { nulls: 200_000 },
		late: { nulls: 130_001, min: '130001', max: '199999' },
	});
});

test('several files: sums, and nulls where a column is absent', async () => {
	const list = [await written('SELECT 1 AS a, 5 AS b'), await written('SELECT 9 AS a FROM range(4)')];
	expect(await readFooter(list, duck.query)).toEqual({
		rows: 5,
		columns: { a: { nulls: 0, min: '1', max: '9' }, b: { nulls: 4, min: '5', max: '5' } },
	});
});

test('files that disagree on a type have no common bounds', async () => {
	const list = [await written('SELECT 1::INTEGER AS a'), await written("SELECT DATE '2024-01-01' AS a")];
	expect((await readFooter(list, duck.query))?.columns).toEqual({ a: { nulls: 0 } });
});

test('no rows, no columns', async () => {
	expect(await readFooter([await written('SELECT 1 AS a WHERE false')], duck.query)).toEqual({ rows: 0, columns: {} });
});

test('a partition in the path stands before a column of its name', async () => {
	const inside = join(folder, 'year=2024');
	mkdirSync(inside);
	expect((await readFooter([await written('SELECT 1999 AS year, 1 AS a', inside)], duck.query))?.columns).toEqual({
		a: { nulls: 0, min: '1', max: '1', inStep: true },
	});
});

test('whole numbers of one file whose row groups follow one another are in step', async () => {
	const inStep = async (...sql: string[]) => {
		const list = await Promise.all(sql.map((each) => written(`${each} AS k FROM range(300000) t(i)`)));
		return (await readFooter(list, duck.query))?.columns.k?.inStep ?? false;
	};
	expect(await inStep('SELECT i - 7')).toBe(true);
	// What stands within a row group only its rows tell.
	expect(await inStep('SELECT CASE i WHEN 5 THEN 6 ELSE i END')).toBe(true);
	expect(await inStep('SELECT i * 2')).toBe(false);
	expect(await inStep('SELECT 299999 - i')).toBe(false);
	expect(await inStep('SELECT nullif(i, 5)')).toBe(false);
	expect(await inStep('SELECT i::DOUBLE')).toBe(false);
	expect(await inStep('SELECT 1 AS FILE_ROW_NUMBER, i')).toBe(false);
	expect(await inStep('SELECT i', 'SELECT i + 300000')).toBe(false);
});

test('a writer without statistics proves nothing but rows', async () => {
	const file = writtenByOther([{ name: 'a', data: [1, 2, null], type: 'INT32' }], { statistics: false });
	expect(await readFooter([file], duck.query)).toEqual({ rows: 3, columns: { a: {} } });
});

test('a column that may not be null needs no statistics to be without nulls', async () => {
	const file = writtenByOther([{ name: 'a', data: [1, 2], type: 'INT32', nullable: false }], { statistics: false });
	expect((await readFooter([file], duck.query))?.columns).toEqual({ a: { nulls: 0 } });
});

test('dates beyond four digits of a year prove nothing', async () => {
	const file = await written("SELECT DATE '12024-01-01' AS a UNION ALL SELECT DATE '2024-01-01'");
	expect((await readFooter([file], duck.query))?.columns).toEqual({ a: { nulls: 0 } });
});

test('names are anything', async () => {
	const file = await written('SELECT 1 AS "a, b", 2 AS "it\'s", 3 AS "x""y", {\'b\': 9} AS a');
	expect(Object.keys((await readFooter([file], duck.query))?.columns ?? {})).toEqual(expect.arrayContaining(['a, b', "it's", 'x"y']));
});

test('what is no Parquet file proves nothing', async () => {
	const path = join(folder, 'no.parquet');
	writeFileSync(path, 'PAR1 and then nothing');
	expect(await readFooter([path], duck.query)).toBeUndefined();
});
