import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Checking, resultOf, said } from './checking.ts';

let checking: Checking;
beforeEach(() => {
	checking = new Checking();
});
afterEach(() => checking.close());

const local = (path: string, format = 'csv') => `servers: [{ server: s, type: local, path: '${path}', format: ${format} }]\n`;

describe('a source that cannot be read', () => {
	const object = `schema: [{ name: t, properties: [{ name: a, logicalType: integer, required: true }], quality: [{ type: text, description: words }] }]\n`;
	test.each([
		[
			'of a type that is not supported yet',
			'servers: [{ server: s, type: postgres, host: h, port: 1, database: d, schema: x }]\n',
			/not supported yet/,
		],
		['whose file is not there', local('gone.csv'), /gone\.csv/],
		['of a contract without servers', '', /no servers/],
	])('%s makes every check of its objects errored, with the reason', async (_, servers, reason) => {
		const results = await checking.check(`${servers}${object}`);
		const executable = results.filter(({ rule }) => rule !== 'data.text');
		expect(executable.map(({ rule }) => rule).sort()).toEqual(['data.presence', 'data.required', 'data.source', 'data.type']);
		for (const result of executable) expect(result).toMatchObject({ outcome: 'errored', reason: expect.stringMatching(reason) });
		expect(results.find(({ rule }) => rule === 'data.text')?.outcome).toBe('notEnforced');
		expect(checking.opened).toBe(0);
	});

	test('is said once where several objects suffer alike', async () => {
		const results = await checking.check(
			'servers: [{ server: s, type: kafka, host: h }]\nschema: [{ name: a, properties: [{ name: x }] }, { name: b, properties: [{ name: x }] }]\n',
		);
		expect(results.filter(({ rule }) => rule === 'data.source')).toHaveLength(1);
		expect(results.filter(({ outcome }) => outcome === 'errored')).toHaveLength(3);
	});
});

test('a missing column is reported once, and what needs it is not run', async () => {
	checking.write('t.csv', 'a,b\n1,2\n');
	const results = await checking.check(
		`${local('t.csv')}schema: [{ name: t, properties: [{ name: a, logicalType: integer }, { name: gone, physicalName: weg, logicalType: string, required: true, unique: true, logicalTypeOptions: { maxLength: 3, format: email }, enum: [{ value: x }], quality: [{ metric: nullValues, mustBe: 0 }] }] }]\n`,
	);
	const about = results.filter(({ property }) => property === 'gone');
	expect(about.filter(({ outcome }) => outcome === 'failed').map(({ message }) => message)).toEqual(['gone: not in the data (column weg)']);
	const others = about.filter(({ outcome }) => outcome !== 'failed');
	expect(others).toHaveLength(7);
	for (const other of others)
		expect(other).toMatchObject({ outcome: 'notEnforced', reason: expect.stringMatching(/^not run: column missing/) });
	expect(results.filter(({ rule }) => rule === 'data.undeclared-column').map(({ message, outcome }) => `${outcome} ${message}`)).toEqual([
		'warned t: 1 column of the data not declared: "b" (every column declared)',
	]);
});

test('a bad cell is its type check’s, other rules see the rest', async () => {
	checking.write('t.csv', 'n,d\n1,2024-01-01\nx,31.01.2024\n-5,2024-02-30\n,\n');
	const results = await checking.check(
		`${local('t.csv')}schema: [{ name: t, properties: [{ name: n, logicalType: integer, required: true, logicalTypeOptions: { minimum: 0 } }, { name: d, logicalType: date }] }]\n`,
	);
	expect(resultOf(results, 'schema.t.n.logicalType')).toMatchObject({
		outcome: 'failed',
		failingRows: 1,
		totalRows: 4,
		samples: [{ cells: { n: 'x' }, row: 2, violating: ['n'] }],
	});
	expect(resultOf(results, 'schema.t.n.minimum')).toMatchObject({ outcome: 'failed', failingRows: 1 });
	expect(resultOf(results, 'schema.t.n.required')).toMatchObject({ outcome: 'failed', failingRows: 1 });
	expect(resultOf(results, 'schema.t.d.logicalType').samples?.map(({ cells }) => cells.d)).toEqual(['31.01.2024', '2024-02-30']);
	expect(resultOf(results, 'schema.t.readable').outcome).toBe('passed');
});

test('rows that are no rows are a finding of their own, also where nothing else reads the file', async () => {
	checking.write('t.csv', 'a,b\n1,2\n3\n4,5,6\n7,8\n');
	for (const property of ['{ name: a, logicalType: integer }', '{ name: a }']) {
		const results = await checking.check(`${local('t.csv')}schema: [{ name: t, properties: [${property}, { name: b }] }]\n`);
		const readable = resultOf(results, 'schema.t.readable');
		expect(readable).toMatchObject({ outcome: 'failed', failingRows: 2 });
		expect(readable.samples?.map(({ line }) => line)).toEqual([3, 4]);
	}
});

test('foreign keys reach into another contract, whose object may have the same name', async () => {
	checking.write('orders.csv', 'id,customer\n1,a\n2,b\n3,z\n4,\n');
	checking.write('customers.csv', 'id\na\nb\n');
	checking.write(
		'other.odcs.yaml',
		`apiVersion: v3.2.0\nkind: DataContract\nid: o\nversion: 1.0.0\nstatus: active\n${local('customers.csv')}schema: [{ id: c, name: orders, properties: [{ id: i, name: id, logicalType: string }] }]\n`,
	);
	const body = (to: string) =>
		`${local('orders.csv')}schema: [{ name: orders, properties: [{ name: id, logicalType: integer }, { name: customer, logicalType: string, relationships: [{ to: '${to}' }] }] }]\n`;
	const found = resultOf(await checking.check(body('other.odcs.yaml#/schema/c/properties/i')), 'schema.orders.customer.relationship.1');
	expect(found).toMatchObject({ outcome: 'failed', failingRows: 1, totalRows: 4, samples: [{ cells: { customer: 'z' } }] });
	expect(found.message).toBe('customer: 1 of 4 rows without a match (in orders.id)');
	for (const [to, outcome] of [
		['gone.odcs.yaml#/schema/c/properties/i', 'errored'],
		['other.odcs.yaml#/schema/nobody/properties/i', 'errored'],
		['https://example.com/other.odcs.yaml#/schema/c/properties/i', 'notEnforced'],
		['nowhere.id', 'errored'],
	]) {
		const result = resultOf(await checking.check(body(to ?? '')), 'schema.orders.customer.relationship.1');
		expect(result, to).toMatchObject({ outcome, reason: expect.stringMatching(/./) });
	}
});

test('composite keys and relationships look at combinations', async () => {
	checking.write('t.csv', 'a,b,c\n1,1,x\n1,2,y\n1,1,y\n,3,x\n2,2,x\n');
	checking.write('u.csv', 'p,q\n1,1\n1,2\n');
	const results = await checking.check(`${local('{object}.csv')}schema:
  - name: t
    relationships: [{ from: [t.a, t.b], to: [u.p, u.q] }]
    properties:
      - { name: b, logicalType: integer, primaryKey: true, primaryKeyPosition: 2 }
      - { name: a, logicalType: integer, primaryKey: true, primaryKeyPosition: 1 }
      - { name: c, logicalType: string }
  - { name: u, properties: [{ name: p, logicalType: integer }, { name: q, logicalType: integer }] }
`);
	expect(resultOf(results, 'schema.t.primaryKey')).toMatchObject({ failingRows: 3, expected: 'primary key (a and b)' });
	expect(resultOf(results, 'schema.t.relationship.1')).toMatchObject({ outcome: 'failed', failingRows: 1 });
	expect(said(results).filter((line) => line.startsWith('errored'))).toEqual([]);
});

test('SQL sees every object by its names, and placeholders of both styles', async () => {
	checking.write('t.csv', 'odd "name",n\n1,1\n2,3\n');
	checking.write('u.csv', 'x\n1\n');
	const sql = (query: string, mustBe: number) => `{ type: sql, query: '${query}', mustBe: ${mustBe} }`;
	const results = await checking.check(`${local('{object}.csv')}schema:
  - name: t
    physicalName: physical_t
    properties:
      - name: 'odd "name"'
        logicalType: integer
        quality: [${sql('SELECT sum({property}) FROM {object}', 3)}, ${sql('SELECT max(${column}) FROM ${table}', 2)}, ${sql('SELECT count("{property}") FROM "{object}"', 2)}]
      - { name: n, logicalType: integer, quality: [${sql('SELECT count(*) FROM physical_t JOIN u ON n = x', 1)}, ${sql("SELECT count(*) FROM t WHERE ''{property}'' = ''{property}''", 2)}, ${sql('SELECT {nonsense}', 1)}] }
  - { name: u, properties: [{ name: x, logicalType: integer }] }
`);
	const queries = results.filter(({ rule }) => rule === 'data.sql');
	expect(queries.map(({ outcome, observed }) => `${outcome} ${observed ?? ''}`.trim())).toEqual([
		'passed 3',
		'passed 2',
		'passed 2',
		'passed 1',
		'passed 2',
		'errored',
	]);
});

describe('library metrics', () => {
	const metric = async (rule: string, property = '{ name: c, logicalType: integer'): Promise<string> => {
		checking.write('t.csv', 'c,k\n1,1\n2,2\n2,3\n,4\nN/A,5\n"",6\n99,7\n,8\n');
		const results = await checking.check(
			`${local('t.csv')}schema: [{ name: t, properties: [${property}, quality: [{ id: q, ${rule} }] }, { name: k }] }]\n`,
		);
		const { outcome, observed } = resultOf(results, 'schema.t.c.quality.q');
		return `${outcome} ${observed}`;
	};
	const text = '{ name: c, logicalType: string';
	test.each([
		['metric: nullValues, mustBe: 3', undefined, 'passed 3'],
		['metric: nullValues, mustBe: 2', text, 'passed 2'],
		['metric: nullValues, mustBeLessThan: 25, unit: percent', text, 'failed 25'],
		['metric: nullValues, mustBeLessOrEqualTo: 25, unit: percent', text, 'passed 25'],
		["metric: missingValues, arguments: { missingValues: [null, '', N/A] }, mustBe: 4", undefined, 'passed 4'],
		["metric: missingValues, arguments: { missingValues: [null, '', N/A] }, mustBe: 4", text, 'passed 4'],
		['metric: missingValues, arguments: { missingValues: [99] }, mustBe: 4', undefined, 'passed 4'],
		['metric: invalidValues, arguments: { validValues: [1, 2] }, mustBe: 2', undefined, 'passed 2'],
		['metric: invalidValues, arguments: { validValues: [1, 2, N/A] }, mustBe: 1', undefined, 'passed 1'],
		["metric: invalidValues, arguments: { pattern: '^[0-9]+$' }, mustBe: 2", text, 'passed 2'],
		["metric: invalidValues, arguments: { validValues: ['1', '2'], pattern: '^[0-9]+$' }, mustBe: 3", text, 'passed 3'],
		['metric: duplicateValues, mustBe: 2', undefined, 'passed 2'],
		['rule: duplicateCount, mustBeBetween: [0, 2]', undefined, 'passed 2'],
		['metric: rowCount, mustNotBeBetween: [1, 8]', undefined, 'failed 8'],
		['metric: rowCount, mustNotBe: 7', undefined, 'passed 8'],
		["metric: rowCount, mustBe: '8'", undefined, 'passed 8'],
		['metric: rowCount, mustBeGreaterOrEqualTo: 8', undefined, 'passed 8'],
		['metric: rowCount, mustBeGreaterThan: 8', undefined, 'failed 8'],
		['metric: nullValues, mustBe: 0, severity: warning', text, 'warned 2'],
		['metric: nullValues, mustBe: 0, unit: furlongs', text, 'notEnforced undefined'],
		['metric: nullValues', text, 'errored undefined'],
		['metric: invalidValues, mustBe: 0', text, 'errored undefined'],
	])('%s', async (rule, property, expected) => {
		expect(await metric(rule, property)).toBe(expected);
	});
});

test('Parquet columns are judged by their own types, NaN breaks every bound, and one wrong type is said once', async () => {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	await connection.run(
		`COPY (SELECT * FROM (VALUES (1, 'NaN'::DOUBLE, '1.1.2024', {'a': 1, 'b': NULL}), (2, 0.5, 'no', NULL), (3, NULL, NULL, {'a': 2, 'b': 'x'})) t(id, x, day, s)) TO '${checking.path('t.parquet')}'`,
	);
	const results = await checking.check(`${local('t.parquet', 'parquet')}schema:
  - name: t
    properties:
      - { name: id, logicalType: string, logicalTypeOptions: { minLength: 2, pattern: x } , physicalType: int }
      - { name: x, logicalType: number, physicalType: float, logicalTypeOptions: { minimum: 0, maximum: 1, multipleOf: 0.5 } }
      - { name: day, logicalType: date, physicalType: varchar(7), logicalTypeOptions: { format: d.M.yyyy, minimum: '2.1.2024' } }
      - { name: s, logicalType: object, properties: [{ name: a, logicalType: integer }, { name: b, logicalType: string, required: true }, { name: lost, required: true }] }
`);
	expect(said(results).filter((line) => !line.startsWith('passed'))).toEqual([
		'failed id: INTEGER in the data (type string)',
		'notEnforced id: minLength 2 not run: id is INTEGER, not string',
		'notEnforced id: pattern "x" not run: id is INTEGER, not string',
		'failed x: 1 of 3 rows below 0 or NaN (minimum 0)',
		'failed x: 1 of 3 rows above 1 or NaN (maximum 1)',
		'failed x: 1 of 3 rows no multiple of 0.5 (multiple of 0.5)',
		'failed day: 1 of 3 rows of another type (type date)',
		'failed day: 1 of 3 rows longer than 7 characters (length of varchar(7)); longest 8',
		'failed day: 1 of 3 rows in another form (format "d.M.yyyy")',
		'failed day: 1 of 3 rows before 2.1.2024 (minimum 2.1.2024)',
		'failed s.b: 1 of 3 rows null (required)',
		'failed s.lost: not in the data (field lost)',
		'notEnforced s.lost: required not run: column missing: s.lost',
	]);
});

test('what is not selected is not read, and what needs no data opens no engine', async () => {
	checking.write('t.csv', 'a\n1\n');
	const body = `${local('t.csv')}schema: [{ name: t, physicalName: tt, properties: [{ name: a, logicalType: integer, tags: [x], quality: [{ type: text, description: words }] }] }, { name: u, properties: [{ name: b }] }]\n`;
	const words = await checking.check(body, { select: ({ rule }) => rule === 'data.text' });
	expect(words.map(({ outcome }) => outcome)).toEqual(['notEnforced']);
	expect(checking.opened).toBe(0);
	const one = await checking.check(body.replace('t.csv', '{object}.csv'), {
		objects: ['tt'],
		select: ({ tags, rule }) => tags.includes('x') && rule === 'data.type',
	});
	expect(one.map(({ id, outcome }) => `${outcome} ${id}`)).toEqual(['passed schema.t.a.logicalType']);
});

test('variables are put into rules, not over the names of placeholders, and secrets are not shown', async () => {
	checking.write('t.csv', 'n,s\n1,a\n5,b\n');
	const results = await checking.check(
		`${local('${FOLDER:-.}/t.csv')}schema: [{ name: t, properties: [{ name: n, logicalType: integer, logicalTypeOptions: { maximum: '\${MOST}' }, quality: [{ type: sql, query: 'SELECT count(\${column}) FROM \${table} WHERE n > \${LEAST:-2}', mustBe: '\${COUNT:-1}' }] }, { name: s, logicalType: string, enum: [{ value: '\${API_TOKEN}' }, { value: a }] }, { name: 'x\${UNSET}' }] }]\n`,
		{ environment: { MOST: '4', API_TOKEN: 'tell-nobody', table: 'nonsense' } },
	);
	expect(resultOf(results, 'schema.t.n.maximum')).toMatchObject({ outcome: 'failed', expected: 'maximum 4', failingRows: 1 });
	expect(resultOf(results, 'schema.t.n.quality.1')).toMatchObject({ outcome: 'passed', observed: 1 });
	expect(resultOf(results, 'schema.t.s.enum')).toMatchObject({ outcome: 'failed', failingRows: 1 });
	expect(JSON.stringify(results)).not.toContain('tell-nobody');
	expect(resultOf(results, 'schema.t.x${UNSET}.presence').outcome).toBe('failed');
});

test('what is inside of a value of another type is that value’s matter', async () => {
	checking.write('t.json', '[{"o":{"a":"x"},"l":["p",1,2]},{"o":"text","l":["q","q"]},{"o":{"b":1},"l":[null,null]}]');
	const results = await checking.check(`${local('t.json', 'json')}schema:
  - name: t
    properties:
      - { name: o, logicalType: object, properties: [{ name: a, logicalType: string, required: true }] }
      - { name: l, logicalType: array, logicalTypeOptions: { uniqueItems: true }, items: { logicalType: string } }
`);
	expect(resultOf(results, 'schema.t.o.logicalType')).toMatchObject({ outcome: 'failed', failingRows: 1 });
	expect(resultOf(results, 'schema.t.o.a.required')).toMatchObject({ outcome: 'failed', failingRows: 1, samples: [{ row: 3 }] });
	expect(resultOf(results, 'schema.t.l.uniqueItems')).toMatchObject({ outcome: 'failed', failingRows: 1, samples: [{ row: 2 }] });
});

test('the distribution of a column of dates bears the rule’s bound on its axis', async () => {
	checking.write('t.csv', `d\n${Array.from({ length: 28 }, (_, day) => `2024-02-${String(day + 1).padStart(2, '0')}`).join('\n')}\n`);
	const results = await checking.check(
		`${local('t.csv')}schema: [{ name: t, properties: [{ name: d, logicalType: date, logicalTypeOptions: { maximum: '2024-02-20' } }] }]\n`,
		{ histograms: true },
	);
	expect(resultOf(results, 'schema.t.d.maximum').histogram).toMatchObject({ instants: true, bounds: [Date.UTC(2024, 1, 20)] });
});

test('a missing column names the one that is meant most likely', async () => {
	checking.write('t.csv', 'id,Order Date\n1,x\n');
	const results = await checking.check(
		`${local('t.csv')}schema: [{ name: t, properties: [{ name: ID }, { name: order_date }, { name: other }] }]\n`,
	);
	expect(results.filter(({ rule }) => rule === 'data.presence').map(({ message }) => message)).toEqual([
		'ID: not in the data, which has "id" (column ID)',
		'order_date: not in the data, which has "Order Date" (column order_date)',
		'other: not in the data (column other)',
	]);
});

test('a measure is computed, unless the data stores it', async () => {
	checking.write('t.csv', 'price\n-1\n');
	const results = await checking.check(`${local('t.csv')}schema:
  - name: t
    properties:
      - { name: price, semanticType: measure, logicalType: number, logicalTypeOptions: { minimum: 0 } }
      - { name: total, semanticType: measure, logicalType: number, required: true }
      - { name: sum, physicalName: price, semanticType: measure, transformLogic: SUM(price), logicalType: number, logicalTypeOptions: { minimum: 0 } }
`);
	expect(resultOf(results, 'schema.t.price.minimum').outcome).toBe('failed');
	expect(resultOf(results, 'schema.t.total.required')).toMatchObject({ outcome: 'notEnforced', reason: expect.stringMatching(/computed/) });
	expect(resultOf(results, 'schema.t.sum.minimum').outcome).toBe('notEnforced');
});

test('a variable that is not set is named where its value is wanted', async () => {
	checking.write('t.csv', 'a\n1\n');
	const results = await checking.check(
		`${local('t.csv')}schema: [{ name: t, quality: [{ id: rows, metric: rowCount, mustBe: '\${ROWS}' }], properties: [{ name: a, logicalType: integer, logicalTypeOptions: { minimum: '\${LEAST}' } }] }]\n`,
	);
	for (const [id, name] of [
		['schema.t.quality.rows', 'ROWS'],
		['schema.t.a.minimum', 'LEAST'],
	] as const)
		expect(resultOf(results, id)).toMatchObject({ outcome: 'errored', reason: expect.stringContaining(`\${${name}} is not set`) });
});

test('a column that only some files have and nobody declared is told once', async () => {
	checking.write('m1.csv', 'a\n1\n');
	checking.write('m2.csv', 'a,c\n1,2\n');
	const results = await checking.check(`${local('m*.csv')}schema: [{ name: t, properties: [{ name: a }] }]\n`);
	expect(said(results).filter((line) => !line.startsWith('passed'))).toEqual([
		'warned t: 1 column of the data not declared: "c" (every column declared)',
	]);
});
