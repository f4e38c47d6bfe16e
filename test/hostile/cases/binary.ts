import { spawn } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { type HostileCase, header, rows } from '../case.ts';

const parquet = { path: 'data.parquet', format: 'parquet' };
const arrow = { path: 'data.arrow', format: 'arrow' };
const database = { type: 'duckdb', database: 'data.duckdb' };

const select = `SELECT i::BIGINT AS id, 'n' || i AS name, i / 2 AS amount, DATE '2024-01-31' AS day FROM range(1, 1001) t(i)`;

/** Runs SQL with `{folder}` as the case's folder, in a database of its own. */
function sql(...statements: string[]): (folder: string) => Promise<void> {
	return async (folder) => {
		const instance = await DuckDBInstance.create(':memory:');
		const connection = await instance.connect();
		for (const statement of statements) await connection.run(statement.replaceAll('{folder}', folder.replaceAll("'", "''")));
		connection.closeSync();
		instance.closeSync();
	};
}

const written = (query = select, options = '') => sql(`COPY (${query}) TO '{folder}/data.parquet' (FORMAT parquet${options})`);
const then = (make: (folder: string) => Promise<void>, next: (folder: string) => void) => async (folder: string) => {
	await make(folder);
	next(folder);
};
const spoil = (folder: string, change: (bytes: Buffer) => void) => {
	const path = join(folder, 'data.parquet');
	const bytes = readFileSync(path);
	change(bytes);
	writeFileSync(path, bytes);
};
const made = (...statements: string[]) => sql(`ATTACH '{folder}/data.duckdb' AS d`, ...statements, 'DETACH d');
const ipc = (kind: 'file' | 'stream') =>
	Uint8Array.from(
		tableToIPC(
			tableFromArrays({ id: BigInt64Array.from([1n, 9007199254740993n]), name: ['a', 'b'], amount: Float64Array.from([1.5, Number.NaN]) }),
			kind,
		),
	);
const three = { id: 'integer', name: 'string', amount: 'number' };

export const binaryCases: readonly HostileCase[] = [
	{ name: 'Parquet', make: written(), server: parquet, expect: { rows: 1000 } },
	{ name: 'Parquet without rows', make: written(`${select} LIMIT 0`), server: parquet, expect: { rows: 0 } },
	{
		name: 'Parquet that is cut',
		make: then(written(), (folder) => truncateSync(join(folder, 'data.parquet'), 3000)),
		server: parquet,
		expect: { problem: 'invalid-data', says: /data\.parquet is truncated/ },
	},
	{
		name: 'Parquet with a footer of noise',
		make: then(written(), (folder) => spoil(folder, (bytes) => bytes.fill(0x5a, bytes.length - 200, bytes.length - 8))),
		server: parquet,
		expect: { problem: 'invalid-data', says: /data\.parquet is damaged/ },
	},
	{
		name: 'Parquet with a footer length beyond the file',
		make: then(written(), (folder) => spoil(folder, (bytes) => bytes.writeUInt32LE(0x7fffffff, bytes.length - 8))),
		server: parquet,
		expect: { problem: 'invalid-data', says: /damaged/ },
	},
	{
		name: 'Parquet with pages of noise',
		unread: true,
		make: then(written(select, ', COMPRESSION zstd'), (folder) => spoil(folder, (bytes) => bytes.fill(0xff, 20, 400))),
		server: parquet,
		expect: { problem: 'invalid-data', says: /damaged/ },
	},
	{
		name: 'an empty file that is called Parquet',
		files: { 'data.parquet': '' },
		server: parquet,
		expect: { problem: 'invalid-data', says: /empty \(0 bytes\)/ },
	},
	{
		name: 'CSV that is called Parquet',
		files: { 'data.parquet': header + rows(1, 3) },
		server: parquet,
		expect: { problem: 'invalid-data', says: /is not a Parquet file/ },
	},
	{
		name: 'Parquet with an encrypted footer',
		files: { 'data.parquet': Uint8Array.from(Buffer.from(`PARE${'x'.repeat(100)}PARE`)) },
		server: parquet,
		expect: { problem: 'unsupported', says: /encrypted/ },
	},
	{
		name: 'Parquet files that disagree on a type',
		make: sql(
			`COPY (SELECT 1::BIGINT AS id, 'a' AS name) TO '{folder}/a.parquet'`,
			`COPY (SELECT 'x' AS id, 'b' AS name) TO '{folder}/b.parquet'`,
		),
		server: { path: '*.parquet', format: 'parquet' },
		properties: { id: 'integer', name: 'string' },
		expect: { problem: 'invalid-data', says: /"id" is a number in a\.parquet and text in b\.parquet/ },
	},
	{
		name: 'Parquet files of two schemas',
		make: sql(
			`COPY (SELECT 1::BIGINT AS id, 'a' AS name) TO '{folder}/a.parquet'`,
			`COPY (SELECT 2::INTEGER AS id) TO '{folder}/b.parquet'`,
		),
		server: { path: '*.parquet', format: 'parquet' },
		properties: { id: 'integer', name: 'string' },
		expect: { rows: 2, nulls: { name: 1 }, notes: /"name" is absent from 1 of 2 files \(b\.parquet\)/ },
	},
	{
		name: 'Parquet columns with the names of ours',
		make: written(`SELECT 1::BIGINT AS id, 'a' AS filename, 5 AS file_row_number, 'x' AS "a""b"`),
		server: parquet,
		properties: { id: 'integer', filename: 'string', file_row_number: 'integer' },
		expect: { rows: 1, notes: /a"b/ },
	},
	{
		name: 'Arrow file',
		files: { 'data.arrow': ipc('file') },
		server: arrow,
		properties: three,
		expect: { rows: 2, first: { id: '1', name: 'a' } },
	},
	{ name: 'Arrow stream', files: { 'data.arrow': ipc('stream') }, server: arrow, properties: three, expect: { rows: 2 } },
	{
		name: 'Arrow file that is cut',
		files: { 'data.arrow': ipc('file').subarray(0, 300) },
		server: arrow,
		properties: three,
		expect: { problem: 'invalid-data', says: /truncated/ },
	},
	{
		name: 'Arrow stream that is cut',
		files: { 'data.arrow': ipc('stream').subarray(0, ipc('stream').length - 60) },
		server: arrow,
		properties: three,
		expect: { problem: 'invalid-data', says: /damaged|truncated/ },
	},
	{
		name: 'noise that is called Arrow',
		files: { 'data.arrow': Uint8Array.from({ length: 500 }, (_, at) => (at * 37) % 251) },
		server: arrow,
		properties: three,
		expect: { problem: 'invalid-data', says: /no Arrow data|no an Arrow/ },
	},
	{
		name: 'an empty file that is called Arrow',
		files: { 'data.arrow': '' },
		server: arrow,
		properties: three,
		expect: { problem: 'invalid-data', says: /empty/ },
	},
	{ name: 'a DuckDB table', make: made(`CREATE TABLE d.things AS ${select}`), server: database, expect: { rows: 1000 } },
	{
		name: 'a DuckDB table that is not there',
		make: made(`CREATE TABLE d.thing AS ${select}`),
		server: database,
		expect: { problem: 'unreadable', says: /has no table things; did you mean thing\?/ },
	},
	{
		name: 'a DuckDB view',
		make: made(`CREATE TABLE d.t AS ${select}`, 'USE d', 'CREATE VIEW things AS SELECT * FROM t', 'USE memory'),
		server: database,
		expect: { rows: 1000 },
	},
	{
		name: 'a DuckDB view that reads files',
		files: { 'x.csv': header + rows(1, 2) },
		make: made(`CREATE VIEW d.things AS SELECT * FROM read_csv('{folder}/x.csv')`),
		server: database,
		expect: { problem: 'refused', says: /reads files or calls table functions/ },
	},
	{
		name: 'a DuckDB view that names a file',
		files: { 'x.csv': header + rows(1, 2) },
		make: made(`CREATE VIEW d.things AS SELECT * FROM '{folder}/x.csv'`),
		server: database,
		expect: { problem: 'refused', says: /reads files/ },
	},
	{
		name: 'a database file that is none',
		files: { 'data.duckdb': 'not a database, but text' },
		server: database,
		expect: { problem: 'invalid-data', says: /is not a DuckDB database file/ },
	},
	{
		name: 'a database file that is empty',
		files: { 'data.duckdb': '' },
		server: database,
		expect: { problem: 'invalid-data', says: /is empty/ },
	},
	{
		name: 'a database file that is cut',
		make: then(made(`CREATE TABLE d.things AS ${select}`), (folder) => truncateSync(join(folder, 'data.duckdb'), 10_000)),
		server: database,
		expect: { problem: 'unreadable', says: /cannot be opened as a DuckDB database|cannot read/ },
	},
	{
		name: 'a database file that another process writes',
		make: held,
		server: database,
		expect: { problem: 'unreadable', says: /open for writing in another program/ },
	},
];

/** Another process has the database open for a few seconds. */
function held(folder: string): Promise<void> {
	const script = `const { DuckDBInstance } = require('@duckdb/node-api');
DuckDBInstance.create(process.argv[1]).then(async (db) => { await (await db.connect()).run('CREATE TABLE things AS SELECT 1 AS id'); process.stdout.write('held'); setTimeout(() => process.exit(0), 8000); });`;
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, ['-e', script, join(folder, 'data.duckdb')], {
			cwd: process.cwd(),
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		children.add(child);
		child.stdout.once('data', () => resolve());
		child.once('error', reject);
	});
}

const children = new Set<{ kill(): unknown }>();

/** Ends what a case left running. */
export function release(): void {
	for (const child of children) child.kill();
	children.clear();
}
