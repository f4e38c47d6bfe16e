import { EngineError, type RelationColumn, type RelationNote } from '../../engine.ts';
import type { DeclaredColumn, FileRelation } from '../../relation.ts';
import type { BoundRelation, Query } from '../boundRelation.ts';
import { identifier } from '../compile/text.ts';
import { listed } from './csv/layout.ts';
import { displayCase, pathList } from './paths.ts';
import { textCast } from './textCast.ts';
import { columnTypeOf, duckdbType } from './types.ts';

/** Binds Parquet files: columns and types are the files' own, and a row is placed by its number in its file. */
export async function bindParquet(relation: FileRelation, query: Query): Promise<BoundRelation> {
	const several = relation.files.length > 1;
	const absent = several ? await compareSchemas(relation, query) : [];
	const options = [
		...(several ? ['union_by_name = true'] : []),
		`hive_partitioning = ${relation.partitions.length > 0}`,
		...(relation.partitions.length > 0 ? ['hive_types_autocast = false'] : []),
	];
	const read = (more: readonly string[]) => `read_parquet(${pathList(relation.files)}, ${[...options, ...more].join(', ')})`;
	const described = await query(`DESCRIBE SELECT * FROM ${read([])}`);
	const declared = new Map(relation.declared.map((column) => [column.name, column]));
	const columns = described.rows.map(([name, type]): RelationColumn => {
		const partition = relation.partitions.includes(String(name)) ? declared.get(String(name)) : undefined;
		const text = partition && textCast('', partition);
		if (partition && text) return { name: String(name), engineType: duckdbType(partition.type), type: partition.type };
		return { name: String(name), engineType: String(type), type: columnTypeOf(String(type)) };
	});
	const names = new Set(columns.map((column) => column.name.toLowerCase()));
	const cast = (name: string) => (relation.partitions.includes(name) ? partitionCast(name, declared.get(name)) : undefined);
	const own = (name: string) => `r.${identifier(name)}`;
	const place = ['filename', 'file_row_number'].filter((name) => !names.has(name));
	return {
		columns,
		from: `${read([])} AS r`,
		value: (name) => cast(name)?.value ?? own(name),
		text: (name, path) =>
			`CAST(${path && path.length > 0 ? path.reduce((sql, step) => `struct_extract(${sql}, '${step.replaceAll("'", "''")}')`, own(name)) : own(name)} AS VARCHAR)`,
		misfit: (name, path) => (path && path.length > 0 ? 'false' : (cast(name)?.misfit ?? 'false')),
		place: {
			from: `${read(place.map((name) => `${name} = true`))} AS r`,
			...(place.includes('filename') && { file: displayCase('r.filename', relation.files) }),
			...(place.includes('file_row_number') && { row: '(r.file_row_number + 1)' }),
		},
		lenient: false,
		notes: [...undeclaredNotes(columns, declared), ...absent],
	};
}

/** A warning for each column that the contract does not know. */
export function undeclaredNotes(columns: readonly RelationColumn[], declared: ReadonlyMap<string, DeclaredColumn>): RelationNote[] {
	return columns
		.filter((column) => !declared.has(column.name))
		.map(({ name }) => ({ code: 'undeclared-column', message: `Column "${name}" is in the data and not in the contract`, column: name }));
}

function partitionCast(name: string, declared: DeclaredColumn | undefined): { value: string; misfit: string } | undefined {
	const text = `r.${identifier(name)}`;
	const cast = declared && textCast(text, declared);
	if (!cast) return undefined;
	const value = cast.second(text, cast.first);
	return { value, misfit: `(${value} IS NULL AND ${text} <> '')` };
}

/**
 * Files of one object are read together, so a column must be of one kind in all of them: DuckDB would turn numbers into
 * text without a word. Widths may differ.
 */
async function compareSchemas(relation: FileRelation, query: Query): Promise<RelationNote[]> {
	const display = new Map(relation.files.map((file) => [file.path, file.display]));
	const shown = (path: unknown) => display.get(String(path)) ?? String(path);
	// The root of a schema stands first, and only it has neither a type nor a repetition.
	const leaves = `(SELECT file_name, name, ${kindSql} AS kind FROM parquet_schema(${pathList(relation.files)}) WHERE repetition_type IS NOT NULL)`;
	const conflicts = await query(
		`SELECT name, min(kind), arg_min(file_name, kind), max(kind), arg_max(file_name, kind) FROM ${leaves} WHERE name NOT IN ('element', 'item', 'array', 'list', 'bag', 'key', 'value', 'key_value', 'entries') GROUP BY name HAVING count(DISTINCT kind) > 1 LIMIT 1`,
	);
	const [conflict] = conflicts.rows;
	if (conflict) {
		const [name, kind, file, otherKind, otherFile] = conflict;
		const message = `Column "${name}" is ${kind} in ${shown(file)} and ${otherKind} in ${shown(otherFile)}; files of one object must agree`;
		throw new EngineError({ kind: 'invalid-data', message, file: shown(otherFile) });
	}
	const total = relation.files.length;
	const absent = await query(
		`SELECT name, list(DISTINCT file_name) FROM ${leaves} GROUP BY name HAVING count(DISTINCT file_name) < ${total} LIMIT 1000`,
	);
	return absent.rows.map(([name, present]) => {
		const has = new Set(Array.isArray(present) ? present.map(String) : []);
		const without = relation.files.filter((file) => !has.has(file.path)).map((file) => file.display);
		const message = `Column "${name}" is absent from ${without.length.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} files (${listed(without)}) and null there`;
		return { code: 'column-absent-in-files', message, column: String(name), files: without };
	});
}

const kindSql = `CASE
	WHEN coalesce(num_children, 0) > 0 THEN 'nested'
	WHEN logical_type LIKE 'Decimal%' OR converted_type = 'DECIMAL' THEN 'a number'
	WHEN logical_type LIKE 'Date%' OR converted_type = 'DATE' THEN 'a date'
	WHEN logical_type LIKE 'Timestamp%' OR converted_type LIKE 'TIMESTAMP%' OR type = 'INT96' THEN 'a timestamp'
	WHEN logical_type LIKE 'Time%' OR converted_type LIKE 'TIME%' THEN 'a time'
	WHEN type = 'BOOLEAN' THEN 'a boolean'
	WHEN type IN ('INT32', 'INT64', 'FLOAT', 'DOUBLE') THEN 'a number'
	WHEN logical_type LIKE 'String%' OR converted_type IN ('UTF8', 'ENUM', 'JSON') THEN 'text'
	ELSE 'bytes' END`;
