import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordBatchReader, type Schema } from 'apache-arrow';
import { EngineError, type RelationColumn } from '../../../engine.ts';
import type { ColumnType, DataFile, FileRelation } from '../../../relation.ts';
import type { BoundRelation, Query } from '../../boundRelation.ts';
import { identifier, textLiteral } from '../../compile/text.ts';
import { undeclaredNotes } from '../parquet.ts';
import { displayCase, patternOf } from '../paths.ts';
import { duckdbType } from '../types.ts';
import { arrowCell } from './cell.ts';
import { registerCodecs } from './codecs.ts';
import { columnTypeOfArrow } from './types.ts';

/** Arrow files are copied into the database, so there is a bound. */
const mostBytes = 2 * 1024 ** 3;

/**
 * Binds Arrow files (IPC file or stream) by copying them into a temporary table: DuckDB has no reader of its own for them.
 * Rows travel through a temporary file of JSON lines, which is deleted at once.
 */
export async function bindArrow(relation: FileRelation, query: Query): Promise<BoundRelation> {
	const bytes = relation.files.reduce((sum, file) => sum + file.bytes, 0);
	if (bytes > mostBytes)
		throw new EngineError({
			kind: 'unsupported',
			message: `The Arrow files of "${relation.name}" are larger than 2 GiB together, which is not read; store them as Parquet`,
		});
	registerCodecs();
	const table = `arrow_${createHash('sha256').update(JSON.stringify(relation.files)).digest('hex').slice(0, 16)}`;
	const columns = await load(relation, table, query);
	const index = (name: string) => columns.findIndex((column) => column.name === name);
	const own = (name: string) => `r.v${index(name)}`;
	return {
		columns,
		from: `${table} AS r`,
		value: own,
		text: (name, path) =>
			`CAST(${(path ?? []).reduce((sql, step) => `struct_extract(${sql}, ${textLiteral(step)})`, own(name))} AS VARCHAR)`,
		misfit: () => 'false',
		place: { from: `${table} AS r`, file: displayCase('r.file', relation.files), row: 'r.number' },
		lenient: false,
		notes: undeclaredNotes(columns, new Map(relation.declared.map((column) => [column.name, column]))),
	};
}

async function load(relation: FileRelation, table: string, query: Query): Promise<RelationColumn[]> {
	const folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
	try {
		const path = join(folder, 'rows.jsonl');
		const { types, longest } = await writeRows(relation.files, path);
		const names = [...types.keys()];
		const columns = names.map((name): RelationColumn => {
			const type = types.get(name) ?? { kind: 'unknown' };
			return { name, engineType: duckdbType(type), type };
		});
		const read = columns.map(({ type }, index) => `'${index}': '${(isNested(type) ? duckdbType(type) : 'VARCHAR').replaceAll("'", "''")}'`);
		const cast = columns.map(({ type }, index) => `${castSql(identifier(String(index)), type)} AS v${index}`);
		const from = `read_json(${textLiteral(patternOf(path))}, format = 'newline_delimited', maximum_object_size = ${Math.max(16_777_216, longest + 1024)}, columns = {${[...read, "'file': 'VARCHAR'", "'number': 'BIGINT'"].join(', ')}})`;
		await query(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${[...cast, 'file', 'number'].join(', ')} FROM ${from}`);
		return columns;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function castSql(text: string, type: ColumnType): string {
	if (isNested(type) || type.kind === 'text') return text;
	return type.kind === 'binary' ? `unhex(${text})` : `CAST(${text} AS ${duckdbType(type)})`;
}

function isNested(type: ColumnType): boolean {
	return type.kind === 'list' || type.kind === 'struct' || type.kind === 'map';
}

/** Columns by name, over all files; of two types for one name the files do not agree. */
async function writeRows(files: readonly DataFile[], path: string): Promise<{ types: ReadonlyMap<string, ColumnType>; longest: number }> {
	const types = new Map<string, ColumnType>();
	let longest = 0;
	const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
	try {
		for (const file of files) longest = Math.max(longest, await writeFileRows(file, types, out));
	} finally {
		out.end();
		await once(out, 'close');
	}
	return { types, longest };
}

async function writeFileRows(file: DataFile, types: Map<string, ColumnType>, out: ReturnType<typeof createWriteStream>): Promise<number> {
	const handle = await open(file.path, 'r');
	try {
		const reader = await RecordBatchReader.from(handle);
		await reader.open();
		const names = columnsOf(reader.schema, file, types);
		let number = 0;
		let longest = 0;
		for await (const batch of reader) {
			for (let row = 0; row < batch.numRows; row++) {
				const cells: Record<string, unknown> = { file: file.path, number: ++number };
				for (const [at, data] of batch.data.children.entries()) cells[String(names[at])] = arrowCell(data, row);
				const line = `${JSON.stringify(cells)}\n`;
				longest = Math.max(longest, Buffer.byteLength(line));
				if (!out.write(line)) await once(out, 'drain');
			}
		}
		return longest;
	} catch (error) {
		throw explain(file, error);
	} finally {
		await handle.close().catch(() => undefined);
	}
}

function columnsOf(schema: Schema, file: DataFile, types: Map<string, ColumnType>): number[] {
	return schema.fields.map((field) => {
		const type = columnTypeOfArrow(field.type, field.name);
		const known = types.get(field.name);
		if (known && duckdbType(known) !== duckdbType(type)) {
			const message = `Column "${field.name}" is ${duckdbType(type)} in ${file.display} and ${duckdbType(known)} in the files before it; files of one object must agree`;
			throw new EngineError({ kind: 'invalid-data', message, file: file.display });
		}
		types.set(field.name, type);
		return [...types.keys()].indexOf(field.name);
	});
}

function explain(file: DataFile, error: unknown): EngineError {
	if (error instanceof EngineError) return error;
	const text = error instanceof Error ? error.message : String(error);
	if (/compress|codec/i.test(text)) {
		return new EngineError({
			kind: 'unsupported',
			message: `${file.display} has compressed buffers that cannot be read here (${text}); write it uncompressed or as Parquet`,
			file: file.display,
		});
	}
	return new EngineError({
		kind: 'invalid-data',
		message: `${file.display} is damaged or no Arrow data (${text}); fetch or write it again`,
		file: file.display,
	});
}
