import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../../server/src/engine/duckdb/database.ts';
import { guardSql } from '../../../server/src/engine/duckdb/guard.ts';
import { allowedFunctions } from '../../../server/src/engine/duckdb/guardFunctions.ts';
import { Sandbox } from '../../../server/src/engine/duckdb/sandbox.ts';
import { standIn } from './standIn/collaborators.ts';
import { fileRelation, temporaryFolder } from './standIn/engine.ts';

const settings = { threads: 1, memoryBytes: 128 * 2 ** 20, temporaryFolder: '' };

describe('the guard', () => {
	let database: Database;
	beforeAll(async () => {
		database = await Database.open(settings);
	});
	afterAll(() => database.close());

	const verdict = async (sql: string) => (await guardSql(database.query, sql, ['orders', 'Parts']))?.message;

	it('compares names of relations as SQL does, and only for ASCII', async () => {
		expect(await verdict('SELECT * FROM ORDERS, parts')).toBeUndefined();
		expect(await verdict('SELECT * FROM ORDERſ')).toMatch(/ORDERſ is none/);
	});

	it('sees a CTE only where it is in sight', async () => {
		expect(await verdict('WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b')).toBeUndefined();
		expect(await verdict('WITH b AS (SELECT * FROM a), a AS (SELECT 1) SELECT * FROM b')).toMatch(/table a is none/);
		expect(await verdict('WITH a AS (SELECT * FROM a) SELECT 1')).toMatch(/table a is none/);
		expect(await verdict('SELECT (WITH a AS (SELECT 1) SELECT * FROM a) FROM a')).toMatch(/table a is none/);
		expect(await verdict('WITH a AS (SELECT 1) SELECT (SELECT * FROM a), (WITH c AS (SELECT * FROM a) SELECT * FROM c)')).toBeUndefined();
	});

	it('says where a thing stands in bytes that are not characters', async () => {
		expect(await verdict(`SELECT 'ünï🎈', getenv('x')`)).toMatch(/line 1, column 17\)/);
	});

	it('tells of no table when there is none to see', async () => {
		expect((await guardSql(database.query, 'SELECT * FROM x', []))?.message).toMatch(/none of the contract/);
	});

	it('holds no function that DuckDB says has side effects, save chance', async () => {
		const { rows } = await database.query(`SELECT DISTINCT function_name FROM duckdb_functions() WHERE has_side_effects`);
		const chance = ['random', 'uuid', 'uuidv4', 'uuidv7', 'gen_random_uuid'];
		expect(rows.map(([name]) => String(name)).filter((name) => allowedFunctions.has(name) && !chance.includes(name))).toEqual([]);
	});

	it('lists no function that DuckDB lacks', async () => {
		const { rows } = await database.query(`SELECT DISTINCT lower(function_name) FROM duckdb_functions()`);
		const known = new Set(rows.map(([name]) => String(name)));
		// Made by the binder, not the catalog; and an operator with a lambda's sign.
		const special = ['coalesce', 'if', 'ifnull', 'grouping', 'grouping_id', 'unnest', '->'];
		expect([...allowedFunctions].filter((name) => !known.has(name) && !special.includes(name))).toEqual([]);
	});
});

describe('a shut sandbox, were the guard to fail', () => {
	let database: Database;
	let folder: ReturnType<typeof temporaryFolder>;
	beforeEach(async () => {
		folder = temporaryFolder();
		folder.file('other.csv', 'secret\n1\n');
		database = await Database.open(settings);
		await Sandbox.shut(database, [fileRelation('t', folder.file('t.csv', 'id\n1\n'))], standIn);
	});
	afterEach(() => {
		database.close();
		folder.remove();
	});

	it.each([
		['reads no other file', () => `SELECT * FROM read_csv('${folder.path}/other.csv')`],
		['lists no folder', () => `SELECT * FROM glob('${folder.path}/*')`],
		['writes no new file', () => `COPY (SELECT 1) TO '${folder.path}/new.csv'`],
		['attaches nothing', () => `ATTACH '${folder.path}/new.duckdb'`],
		['opens itself no door', () => 'SET enable_external_access = true'],
		['allows itself no path', () => `SET allowed_paths = ['/etc/passwd']`],
		['gives itself no memory', () => `SET memory_limit = '64GB'`],
		['loads nothing', () => 'LOAD httpfs'],
		['exports nothing', () => `EXPORT DATABASE '${folder.path}/export'`],
	])('%s', async (_, sql) => {
		await expect(database.query(sql())).rejects.toThrow(/disabled|locked/);
		expect((await database.query('SELECT * FROM t')).rows).toEqual([[1]]);
		expect(readFileSync(`${folder.path}/t.csv`, 'utf8')).toBe('id\n1\n');
	});
});
