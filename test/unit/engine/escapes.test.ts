import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/src/engine/engine.ts';
import { fileRelation, openTestEngine, problemOf, temporaryFolder } from './standIn/engine.ts';

let engine: Engine;
let folder: ReturnType<typeof temporaryFolder>;
let before: string;

beforeAll(async () => {
	folder = temporaryFolder();
	const { DuckDBInstance } = await import('@duckdb/node-api');
	const database = await DuckDBInstance.create(join(folder.path, 'base.duckdb'));
	const connection = await database.connect();
	await connection.run(`CREATE TABLE stock AS SELECT range AS id FROM range(5)`);
	await connection.run(`COPY (SELECT range AS id, 'p' || range AS name FROM range(4)) TO '${join(folder.path, 'parts.parquet')}'`);
	connection.closeSync();
	database.closeSync();
	folder.file('orders.csv', 'id,part,amount,day\n1,0,10.5,2024-01-01\n2,1,20,2024-01-02\n3,1,30,2024-02-01\n');
	folder.file('secret.csv', 'password\nhunter2\n');
	folder.file('events.json', '[{"id": 1, "payload": {"a": [1, 2]}}]');
	symlinkSync(join(folder.path, 'secret.csv'), join(folder.path, 'link.csv'));
	engine = await openTestEngine({ where: 'process', timeoutMs: 3_000, memoryBytes: 256 * 2 ** 20 });
	await engine.connect([
		fileRelation('orders', join(folder.path, 'orders.csv')),
		fileRelation('parts', join(folder.path, 'parts.parquet'), 'parquet'),
		fileRelation('events', join(folder.path, 'events.json'), 'json'),
		{ kind: 'table', name: 'stock', database: join(folder.path, 'base.duckdb'), table: 'stock', declared: [] },
		fileRelation('Odd "Name', join(folder.path, 'orders.csv')),
	]);
	before = contentOf(folder.path);
});

afterAll(async () => {
	await engine.close();
	folder.remove();
});

const relations = ['orders', 'parts', 'stock'];

function run(text: string, seen: readonly string[] = relations) {
	return engine.run({ kind: 'sql', text, relations: seen, limit: 100 });
}

/** Names and hashes of all files in a folder. */
function contentOf(path: string): string {
	const hash = (name: string) =>
		createHash('sha256')
			.update(readFileSync(join(path, name)))
			.digest('hex');
	return readdirSync(path)
		.sort()
		.map((name) => `${name} ${hash(name)}`)
		.join('\n');
}

const data = () => join(folder.path, 'orders.csv');
const secret = () => join(folder.path, 'secret.csv');

/** What is refused before it is run; a function where the text needs a path. */
const refused: readonly (readonly [string, string | (() => string)])[] = [
	// the list of engine.md
	['COPY over the data', () => `COPY (SELECT 1) TO '${data()}'`],
	['COPY over the data without a temporary file', () => `COPY (SELECT 1) TO '${data()}' (USE_TMP_FILE false)`],
	['a link to another file', () => `SELECT * FROM '${join(folder.path, 'link.csv')}'`],
	['logging to a file', () => `SELECT * FROM enable_logging(storage='file', storage_config={'path': '${folder.path}'})`],
	['settings by table function', 'SELECT * FROM duckdb_settings()'],
	['json_structure of a deep text', `SELECT json_structure(repeat('[', 100000) || repeat(']', 100000))`],
	['json_merge_patch of deep texts', `SELECT json_merge_patch(repeat('{"a":', 100000), repeat('{"a":', 100000))`],
	['two statements', 'SELECT 1; SELECT 2'],
	['a statement after a SELECT', 'SELECT 1; DROP VIEW orders'],
	['IMPORT DATABASE', () => `IMPORT DATABASE '${folder.path}'`],
	// reading
	['a file by its name', () => `SELECT * FROM '${secret()}'`],
	['a file by a quoted identifier', () => `SELECT * FROM "${secret()}"`],
	['the data by its path', () => `SELECT * FROM '${data()}'`],
	['a file by its bare name', `FROM 'secret.csv'`],
	['a URL', `SELECT * FROM 'https://example.com/x.parquet'`],
	['read_csv', () => `SELECT * FROM read_csv('${secret()}')`],
	['read_csv of the data itself', () => `SELECT * FROM read_csv('${data()}', auto_detect=true)`],
	['read_text', `SELECT * FROM read_text('/etc/passwd')`],
	['read_blob', `SELECT content FROM read_blob('/etc/passwd')`],
	['read_json_objects', `SELECT * FROM read_json_objects('/etc/passwd')`],
	['read_duckdb', () => `SELECT * FROM read_duckdb('${join(folder.path, 'base.duckdb')}')`],
	['parquet_scan', () => `SELECT * FROM parquet_scan('${join(folder.path, 'parts.parquet')}')`],
	['parquet_metadata', () => `SELECT * FROM parquet_metadata('${join(folder.path, 'parts.parquet')}')`],
	['sniff_csv', () => `SELECT * FROM sniff_csv('${secret()}')`],
	['glob', `SELECT * FROM glob('/etc/*')`],
	['sqlite_scan', `SELECT * FROM sqlite_scan('x.db', 't')`],
	['postgres_scan', `SELECT * FROM postgres_scan('host=localhost', 'public', 't')`],
	['a table of the database file', 'SELECT * FROM source.stock'],
	['a table of the database file, in full', 'SELECT * FROM source.main.stock'],
	// catalog, settings, environment
	['current_setting', `SELECT current_setting('allowed_paths')`],
	['getenv', `SELECT getenv('HOME')`],
	['getvariable', `SELECT getvariable('x')`],
	['a qualified system function', `SELECT system.main.current_setting('threads')`],
	['a method call', `SELECT 'threads'.current_setting()`],
	['information_schema', 'SELECT * FROM information_schema.tables'],
	['pg_catalog', 'SELECT * FROM pg_catalog.pg_class'],
	['pg_class by its bare name', 'SELECT * FROM pg_class'],
	['sqlite_master', 'SELECT * FROM sqlite_master'],
	['duckdb_secrets', 'SELECT * FROM duckdb_secrets()'],
	['duckdb_tables as a view', 'SELECT * FROM duckdb_tables'],
	['pragma_table_info', `SELECT * FROM pragma_table_info('orders')`],
	['pragma as a call', `CALL pragma_version()`],
	['PRAGMA', 'PRAGMA database_list'],
	['SHOW', 'SHOW ALL TABLES'],
	['SHOW in FROM', 'SELECT * FROM (SHOW ALL TABLES)'],
	['DESCRIBE', 'DESCRIBE orders'],
	['DESCRIBE in FROM', 'SELECT * FROM (DESCRIBE orders)'],
	['SUMMARIZE', 'SUMMARIZE orders'],
	['EXPLAIN ANALYZE', 'EXPLAIN ANALYZE SELECT 1'],
	// SQL in SQL
	['query()', `SELECT * FROM query('SELECT * FROM duckdb_settings()')`],
	['query_table()', `SELECT * FROM query_table('orders')`],
	['json_execute_serialized_sql', `SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))`],
	['PREPARE', 'PREPARE p AS SELECT 1'],
	['EXECUTE', 'EXECUTE p'],
	['a placeholder', 'SELECT * FROM orders WHERE id = ?'],
	// writing and changing
	['CREATE TABLE', 'CREATE TABLE x AS SELECT 1'],
	['CREATE VIEW over the relation', 'CREATE OR REPLACE VIEW orders AS SELECT 1'],
	['CREATE MACRO', 'CREATE MACRO f(x) AS x'],
	['CREATE SECRET', `CREATE SECRET s (TYPE s3)`],
	['INSERT', 'INSERT INTO orders VALUES (1)'],
	['UPDATE', 'UPDATE orders SET id = 1'],
	['DELETE', 'DELETE FROM orders'],
	['INSERT in a CTE', 'WITH x AS (INSERT INTO orders VALUES (1) RETURNING *) SELECT * FROM x'],
	['DROP', 'DROP VIEW orders'],
	['SELECT INTO', 'SELECT 1 INTO x'],
	['ATTACH', () => `ATTACH '${join(folder.path, 'new.duckdb')}'`],
	['DETACH', 'DETACH source'],
	['USE', 'USE source'],
	['EXPORT DATABASE', () => `EXPORT DATABASE '${join(folder.path, 'export')}'`],
	['INSTALL', 'INSTALL httpfs'],
	['LOAD', `LOAD '/tmp/evil.duckdb_extension'`],
	['SET', 'SET enable_external_access = true'],
	['RESET', 'RESET allowed_paths'],
	['SET VARIABLE', `SET VARIABLE x = 'y'`],
	['CHECKPOINT', 'CHECKPOINT'],
	['FORCE CHECKPOINT by table function', 'SELECT * FROM force_checkpoint()'],
	['BEGIN', 'BEGIN TRANSACTION'],
	['VACUUM', 'VACUUM'],
	['a sequence', `SELECT nextval('s')`],
	['write_log', `SELECT write_log('x')`],
	['setseed', 'SELECT setseed(0.5)'],
	['sleep', 'SELECT sleep_ms(100000)'],
	// hiding places
	['in ORDER BY', `SELECT 1 FROM orders ORDER BY getenv('HOME')`],
	['in GROUP BY', `SELECT count(*) FROM orders GROUP BY current_setting('threads')`],
	['in HAVING', `SELECT count(*) FROM orders HAVING current_setting('threads') = 1`],
	['in QUALIFY', `SELECT 1 FROM orders QUALIFY current_setting('threads') = 1`],
	['in FILTER', `SELECT count(*) FILTER (WHERE current_setting('threads') = 1) FROM orders`],
	['in a window', `SELECT sum(id) OVER (PARTITION BY current_setting('threads')) FROM orders`],
	['in a named window', `SELECT sum(id) OVER w FROM orders WINDOW w AS (ORDER BY current_setting('threads'))`],
	['in CASE', `SELECT CASE WHEN 1 = 1 THEN current_setting('threads') END`],
	['in a lambda', `SELECT list_transform(['threads'], lambda x: current_setting(x))`],
	['in a list comprehension', `SELECT [current_setting(x) FOR x IN ['threads']]`],
	['in COLUMNS', `SELECT COLUMNS(c -> c = current_setting('threads')) FROM orders`],
	['in REPLACE', `SELECT * REPLACE (current_setting('threads') AS id) FROM orders`],
	['in LIMIT', `SELECT 1 LIMIT (SELECT count(*) FROM glob('/*'))`],
	['in a scalar subquery', `SELECT (SELECT content FROM read_text('/etc/passwd'))`],
	['in EXISTS', `SELECT EXISTS (FROM read_text('/etc/passwd'))`],
	['in IN', `SELECT 1 IN (SELECT 1 FROM read_text('/etc/passwd'))`],
	['in a lateral join', `SELECT * FROM orders, LATERAL (SELECT * FROM read_text('/etc/passwd'))`],
	['in a join condition', `SELECT * FROM orders a JOIN orders b ON current_setting('threads') = '1'`],
	['in UNION', `SELECT 'x' UNION ALL SELECT content FROM read_text('/etc/passwd')`],
	['in a CTE', `WITH x AS (SELECT * FROM read_text('/etc/passwd')) SELECT 1`],
	['in a recursive CTE', `WITH RECURSIVE x AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM x, glob('/*')) SELECT * FROM x`],
	['in VALUES', `SELECT * FROM (VALUES (current_setting('threads')))`],
	['in an argument of a table function', `SELECT * FROM range((SELECT count(*) FROM glob('/*')))`],
	['in DISTINCT ON', `SELECT DISTINCT ON (current_setting('threads')) id FROM orders`],
	['in a PIVOT', `PIVOT (FROM read_text('/etc/passwd')) ON filename IN ('a') USING count(*)`],
	['in a dynamic PIVOT', `PIVOT orders ON part USING sum(amount)`],
	['behind comments', `SELECT/**/*/**/FROM/* */read_text/* */('/etc/passwd')--`],
	['behind other case', `SELECT * FROM READ_Text('/etc/passwd')`],
	['behind quotes', `SELECT * FROM "read_text"('/etc/passwd')`],
	['behind a look-alike letter', `SELECT * FROM reаd_text('/etc/passwd')`],
	['a CTE that shadows a file, out of its sight', () => `SELECT * FROM (WITH "${secret()}" AS (SELECT 1) SELECT 1), "${secret()}"`],
	['a CTE that reads a file of its own name', () => `WITH "${secret()}" AS (SELECT * FROM "${secret()}") SELECT * FROM "${secret()}"`],
	['a relation that the rule may not see', 'SELECT * FROM events'],
	['nothing', ''],
	['a comment only', '-- SELECT 1'],
	['a NUL character', `SELECT '\0'`],
	['very deep brackets', `SELECT ${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
	['a very long text', `SELECT ${'1 + '.repeat(50_000)} 1`],
];

/** Texts that do not even parse may be answered as such. */
const allowedToBeSyntax = new Set(['INSERT in a CTE', 'SELECT INTO', 'a method call', 'in a lambda']);

/** What runs, and is stopped by a limit. */
const bounded: readonly (readonly [string, string, readonly string[]])[] = [
	['a huge range', 'SELECT sum(a.range * b.range) FROM range(100000000) a, range(1000000) b', ['timeout']],
	[
		'an endless recursion',
		'WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT (i + 1) % 1000 FROM r) SELECT count(*) FROM r',
		['timeout', 'memory'],
	],
	['a memory bomb of one text', `SELECT max(length(repeat('x', 1500000000 + range::INT))) FROM range(10)`, ['memory', 'query']],
	['a memory bomb of a list', 'SELECT len(list(range)) FROM range(500000000)', ['memory', 'timeout']],
	[
		'a function that heeds no interrupt',
		`SELECT length(regexp_replace(repeat('ab', 60000000), '(a|b)*?b', 'x', 'g')) + length(regexp_replace(repeat('ba', 60000000), '(a|b)*?b', 'y', 'g'))`,
		['timeout', 'memory'],
	],
	[
		'a product of joins',
		'SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c WHERE a.range + b.range = c.range + 7.5',
		['timeout', 'memory'],
	],
	['a function that does not exist', 'SELECT count(*) FROM orders WHERE nothing = 1', ['query']],
	['a text that does not parse', 'SELEC 1', ['query']],
	['a chain of 30,000 operators', `SELECT ${'- '.repeat(30_000)}1`, ['query', 'crashed', 'refused']],
];

/** What a contract may well ask. */
const allowed: readonly (readonly [string, string, unknown])[] = [
	['a count', 'SELECT count(*) FROM orders', 3],
	['a count in other case', 'select COUNT(*) from ORDERS where "id" > 1', 2],
	['a trailing semicolon', 'SELECT count(*) FROM orders;', 3],
	['a comment', '-- how many\nSELECT /* all */ count(*) FROM orders -- done', 3],
	['the schema main', 'SELECT count(*) FROM main.orders', 3],
	['a Parquet file', 'SELECT max(name) FROM parts', 'p3'],
	['a table of a database file', 'SELECT sum(id) FROM stock', 10],
	['a join', 'SELECT count(*) FROM orders o JOIN parts p ON o.part = p.id', 3],
	['an anti join', 'SELECT count(*) FROM parts p WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.part = p.id)', 2],
	['a CTE', 'WITH big AS (SELECT * FROM orders WHERE amount > 15), n AS (SELECT count(*) AS c FROM big) SELECT c FROM n', 2],
	['a recursive CTE', 'WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 5) SELECT max(i) FROM r', 5],
	['a window', 'SELECT max(r) FROM (SELECT row_number() OVER (PARTITION BY part ORDER BY day) AS r FROM orders)', 2],
	['lag', 'SELECT max(amount - l) FROM (SELECT amount, lag(amount) OVER (ORDER BY day) AS l FROM orders)', 10],
	['QUALIFY', 'SELECT count(*) FROM (SELECT * FROM orders QUALIFY row_number() OVER (PARTITION BY part ORDER BY id) = 1)', 2],
	['FILTER', 'SELECT count(*) FILTER (WHERE amount > 15) FROM orders', 2],
	['GROUP BY ALL', 'SELECT max(c) FROM (SELECT part, count(*) AS c FROM orders GROUP BY ALL)', 2],
	['HAVING', 'SELECT count(*) FROM (SELECT part FROM orders GROUP BY part HAVING count(*) > 1)', 1],
	['CASE', `SELECT sum(CASE WHEN amount > 15 THEN 1 ELSE 0 END) FROM orders`, 2],
	['casts', `SELECT CAST('12' AS INTEGER) + TRY_CAST('x' AS INTEGER) IS NULL`, true],
	['a decimal cast', `SELECT (1.005::DECIMAL(10, 2))::VARCHAR`, '1.01'],
	['regexp', `SELECT count(*) FROM parts WHERE regexp_matches(name, '^p[0-2]$')`, 3],
	['LIKE', `SELECT count(*) FROM parts WHERE name LIKE 'p%' AND name NOT ILIKE 'P3'`, 3],
	['SIMILAR TO', `SELECT count(*) FROM parts WHERE name SIMILAR TO 'p[12]'`, 2],
	['dates', `SELECT date_diff('day', min(day), max(day)) FROM orders`, 31],
	['date_trunc and intervals', `SELECT count(*) FROM orders WHERE date_trunc('month', day) + INTERVAL 1 MONTH > DATE '2024-02-15'`, 1],
	['EXTRACT', 'SELECT max(EXTRACT(month FROM day)) FROM orders', 2],
	['the clock', 'SELECT count(*) FROM orders WHERE day < current_date AND day < now()', 3],
	['COALESCE, NULLIF, IFNULL', 'SELECT coalesce(nullif(1, 1), ifnull(NULL, 7))', 7],
	['IN and BETWEEN', 'SELECT count(*) FROM orders WHERE part IN (0, 1) AND amount BETWEEN 5 AND 25', 2],
	['UNION, EXCEPT, INTERSECT', 'SELECT count(*) FROM (SELECT id FROM parts EXCEPT SELECT part FROM orders UNION ALL SELECT 1)', 3],
	['VALUES', 'SELECT count(*) FROM (VALUES (1), (2)) v(x)', 2],
	['range', 'SELECT sum(range) FROM range(4)', 6],
	['unnest', 'SELECT sum(x) FROM (SELECT unnest([1, 2, 3]) AS x)', 6],
	['a lambda', 'SELECT list_sum(list_transform([1, 2], lambda x: x + 1))', 5],
	['a list comprehension', 'SELECT len([x * 2 FOR x IN [1, 2, 3] IF x > 1])', 2],
	['a quantile', 'SELECT quantile_cont(amount, 0.5) FROM orders', 20],
	['string functions', `SELECT upper(trim(' a ')) || lpad('7', 3, '0')`, 'A007'],
	['a JSON path', `SELECT ('{"a": {"b": 7}}'::JSON ->> '$.a.b')::INT`, 7],
	['a sample', 'SELECT count(*) <= 3 FROM orders USING SAMPLE 50%', true],
	['SELECT *', 'SELECT * FROM orders ORDER BY ALL LIMIT 1', 1],
];

describe('a rule with an escape in it is refused', () => {
	it.each(refused)('%s', async (name, sql) => {
		const problem = problemOf(await run(typeof sql === 'string' ? sql : sql()));
		expect(allowedToBeSyntax.has(name) ? ['refused', 'query'] : ['refused']).toContain(problem.kind);
		expect(problem.message).not.toMatch(/hunter2|root:/);
	});
});

describe('a rule that asks too much is bounded', () => {
	it.each(bounded)('%s', async (_, sql, kinds) => {
		expect(kinds).toContain(problemOf(await run(sql)).kind);
		expect(await run('SELECT count(*) FROM orders')).toMatchObject({ ok: true, answer: { rows: [[3]] } });
	});
});

describe('a rule that only computes is run', () => {
	it.each(allowed)('%s', async (_, sql, first) => {
		expect(await run(sql)).toMatchObject({
			ok: true,
			answer: { kind: 'table', rows: expect.arrayContaining([expect.arrayContaining([first])]) },
		});
	});

	it('over a relation whose name needs quotes', async () => {
		const result = await run('SELECT count(*) FROM "Odd ""Name"', ['Odd "Name']);
		expect(result).toMatchObject({ ok: true, answer: { rows: [[3]] } });
	});

	it('over JSON', async () => {
		expect(await run('SELECT count(*) FROM events', ['events'])).toMatchObject({ ok: true, answer: { rows: [[1]] } });
	});

	it('and answers no more than its limit of rows', async () => {
		const result = await engine.run({ kind: 'sql', text: 'SELECT * FROM range(1000000)', relations, limit: 3 });
		expect(result).toMatchObject({ ok: true, answer: { columns: ['range'], rows: [[0], [1], [2]] } });
	});
});

it('a message names what is refused and where it stands', async () => {
	const problem = problemOf(await run(`SELECT 1,\n  current_setting('threads')`));
	expect(problem.message).toMatch(/current_setting.*line 2, column 3/);
	expect(problemOf(await run('SELECT *\nFROM nowhere')).message).toMatch(/nowhere is none of.*line 2, column 6/);
	expect(problemOf(await run('SELECT *\nFROM orders WHERE wrong = 1')).message).toMatch(/wrong.*line 2, column 19/);
});

it('a link in place of the data is not followed', async () => {
	const other = temporaryFolder();
	symlinkSync(secret(), join(other.path, 'swapped.csv'));
	await engine.connect([
		{
			...fileRelation('swapped', secret()),
			files: [{ path: join(other.path, 'swapped.csv'), display: 'swapped.csv', bytes: 1, modifiedMs: 0, compression: 'none' }],
		},
	]);
	expect(problemOf(await run('SELECT * FROM swapped', ['swapped']))).toMatchObject({ kind: 'refused' });
	other.remove();
});

it('the data is as it was, byte for byte, and no file has been added', () => {
	expect(contentOf(folder.path)).toBe(before);
});
