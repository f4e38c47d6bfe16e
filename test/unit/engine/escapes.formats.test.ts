import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../../server/src/engine/duckdb/open.ts';
import type { Engine } from '../../../server/src/engine/engine.ts';
import type { CsvDialect, FileRelation, Relation } from '../../../server/src/engine/relation.ts';
import { fileRelation, problemOf, temporaryFolder } from './standIn/engine.ts';

let engine: Engine;
let folder: ReturnType<typeof temporaryFolder>;
let relations: Readonly<Record<string, Relation>>;

const dialect: CsvDialect = { delimiter: ',', quote: '"', escape: '"', header: true, encoding: 'utf-8' };
const declared: FileRelation['declared'] = [
	{ name: 'id', type: { kind: 'integer', bits: 64, signed: true } },
	{ name: 'name', type: { kind: 'text' } },
];

beforeAll(async () => {
	folder = temporaryFolder();
	const { DuckDBInstance } = await import('@duckdb/node-api');
	const database = await DuckDBInstance.create(join(folder.path, 'base.duckdb'));
	const connection = await database.connect();
	await connection.run(`CREATE TABLE stock AS SELECT range AS id, 'n' || range AS name FROM range(3)`);
	await connection.run(`COPY stock TO '${join(folder.path, 'data.parquet')}'`);
	connection.closeSync();
	database.closeSync();

	const csv = 'id,name\n1,Zoë\nx,b\n3,c\n';
	const table = tableFromArrays({ id: Int32Array.of(1, 2, 3), name: ['a', 'b', 'c'] });
	const text = (name: string, content: string | Uint8Array, more: Partial<FileRelation> = {}): FileRelation => ({
		...fileRelation('data', folder.file(name, content)),
		csv: dialect,
		declared,
		...more,
	});
	const zipped = text('data.csv.gz', gzipSync(csv));
	relations = {
		csv: text('data.csv', csv),
		'csv with signs of patterns in its name': text('da[t]a*.csv', csv),
		'csv in gzip': { ...zipped, files: zipped.files.map((file) => ({ ...file, compression: 'gzip' })) },
		'csv in UTF-16': text('data16.csv', Buffer.from(`\ufeff${csv}`, 'utf16le'), { csv: { ...dialect, encoding: 'utf-16' } }),
		'csv in Windows-1252': text('data1252.csv', Buffer.from(csv, 'latin1'), { csv: { ...dialect, encoding: 'windows-1252' } }),
		'JSON lines': text('data.jsonl', '{"id":1,"name":"Zoë"}\n{"id":2}\n{"id":3,"name":"c"}\n', {
			format: 'json',
			json: { layout: 'lines' },
		}),
		'a JSON array': text('data.json', '[{"id":1,"name":"Zoë"},{"id":2},{"id":3}]', { format: 'json', json: { layout: 'array' } }),
		Parquet: { ...fileRelation('data', join(folder.path, 'data.parquet'), 'parquet'), declared },
		Arrow: text('data.arrow', tableToIPC(table, 'file'), { format: 'arrow' }),
		'a database file': { kind: 'table', name: 'data', database: join(folder.path, 'base.duckdb'), table: 'stock', declared },
	};
	engine = await openEngine({
		where: 'process',
		threads: 2,
		memoryBytes: 512 * 2 ** 20,
		timeoutMs: 20_000,
		temporaryFolder: join(folder.path, 'temporary'),
		entry: join(import.meta.dirname, '..', '..', '..', 'server', 'src', 'engine', 'duckdb', 'child.ts'),
		nodeArgs: ['--experimental-strip-types', '--no-warnings'],
	});
});

afterAll(async () => {
	await engine.close();
	const left = readdirSync(join(folder.path, 'temporary'));
	folder.remove();
	expect(left).toEqual([]);
});

describe.each([
	'csv',
	'csv with signs of patterns in its name',
	'csv in gzip',
	'csv in UTF-16',
	'csv in Windows-1252',
	'JSON lines',
	'a JSON array',
	'Parquet',
	'Arrow',
	'a database file',
])('over %s', (name) => {
	const relation = () => relations[name] as Relation;
	const path = () => (relation().kind === 'table' ? join(folder.path, 'base.duckdb') : (relation() as FileRelation).files[0]!.path);

	it("a contract's query sees every row, and leaves the file as it was", async () => {
		const before = readFileSync(path());
		const [connection] = await engine.connect([relation()]);
		expect(connection).toMatchObject({ ok: true });
		const ask = (text: string) => engine.run({ kind: 'sql', text, relations: ['data'], limit: 5 });
		expect(await ask('SELECT count(*) FROM data')).toMatchObject({ ok: true, answer: { rows: [[3]] } });
		expect(await ask('SELECT sum(id) + 0.5 > 0, max(length(name)) < 5 FROM data')).toMatchObject({
			ok: true,
			answer: { rows: [[true, true]] },
		});
		expect(problemOf(await ask(`SELECT * FROM read_text('${path()}')`)).kind).toBe('refused');
		expect(problemOf(await ask(`COPY (SELECT 1) TO '${path()}'`)).kind).toBe('refused');
		expect(readFileSync(path()).equals(before)).toBe(true);
	});

	it('a compiled scan counts every row', async () => {
		await engine.connect([relation()]);
		const result = await engine.run({ kind: 'scan', relation: 'data', measures: [{ key: 'rows', aggregate: { kind: 'count' } }] });
		expect(result).toMatchObject({ ok: true, answer: { values: { rows: 3 } } });
	});
});

it('no child leaves anything in the system’s temporary folder', () => {
	expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`plumbline-${process.pid}-`))).toEqual([]);
});
