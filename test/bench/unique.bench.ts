import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Check } from '../../server/src/checks/check.ts';
import { measureChecks } from '../../server/src/checks/measure/index.ts';
import { openEngine } from '../../server/src/engine/duckdb/open.ts';
import type { Connection } from '../../server/src/engine/engine.ts';
import type { Relation } from '../../server/src/engine/relation.ts';
import type { Bench } from './bench.ts';
import { interleaved } from './bench.ts';
import { cache } from './orders.ts';

const rows = 10_000_000;

/** Uniqueness alone, in a warm process: what the check adds to a scan that reads the column anyway. */
export const bench: Bench = {
	name: 'unique',
	async run(options) {
		const path = await keysFile(options.log);
		const engine = await openEngine({ where: 'process', threads: 2 });
		const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
		const connection = await instance.connect();
		const counted = async () => {
			const start = performance.now();
			await connection.runAndReadAll(`SELECT count(DISTINCT name) FROM read_parquet('${path}')`);
			return performance.now() - start;
		};
		try {
			const relation: Relation = {
				kind: 'files',
				name: 'keys',
				format: 'parquet',
				files: [{ path, display: path, bytes: statSync(path).size, modifiedMs: 0, compression: 'none' }],
				declared: [],
				partitions: [],
			};
			const [connected] = await engine.connect([relation]);
			if (!connected?.ok) throw new Error(connected?.problem.message);
			const unique = (column: string) => timeUnique(column, engine, connected);
			const times = await interleaved({ integers: () => unique('id'), texts: () => unique('name'), counted }, options.repetitions);
			return [
				{ what: 'uniqueness of 10M integers', figure: times.integers, unit: 'ms', bound: 100, detail: 'range known from the footer' },
				{
					what: 'uniqueness of 10M texts ÷ count(DISTINCT)',
					figure: times.texts / times.counted,
					unit: 'ratio',
					bound: 0.75,
					detail: `${times.texts.toFixed(0)} ms against ${times.counted.toFixed(0)} ms`,
				},
			];
		} finally {
			connection.closeSync();
			instance.closeSync();
			await engine.close();
		}
	},
};

async function timeUnique(column: string, engine: Awaited<ReturnType<typeof openEngine>>, connection: Connection): Promise<number> {
	const check: Check = {
		id: column,
		rule: 'data.unique',
		family: 'uniqueness',
		severity: 'error',
		tags: [],
		range: { start: 0, end: 0 },
		subject: column,
		expected: 'unique',
		needs: [column],
		measure: { kind: 'duplicates', relation: 'keys', keys: [{ kind: 'column', name: column }], nulls: 'ignored' },
		bound: { kind: 'zero' },
		unit: 'rows',
	};
	const start = performance.now();
	const { measured } = await measureChecks([check], engine, new Map([['keys', connection]]), { sampleRows: 5, histograms: false });
	const found = measured.get(column);
	if (found?.kind !== 'measured' || found.observed !== 0) throw new Error(`${column} should be unique: ${JSON.stringify(found)}`);
	return performance.now() - start;
}

async function keysFile(log: (line: string) => void): Promise<string> {
	mkdirSync(cache, { recursive: true });
	const path = join(cache, `keys-${rows}.parquet`);
	if (existsSync(path)) return path;
	log('Writing 10,000,000 keys …');
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
	const connection = await instance.connect();
	await connection.run(
		`COPY (SELECT i::BIGINT AS id, 'customer-' || i || '@example.com' AS name FROM range(${rows}) t(i)) TO '${path}.part' (FORMAT parquet, COMPRESSION zstd)`,
	);
	connection.closeSync();
	instance.closeSync();
	renameSync(`${path}.part`, path);
	return path;
}
