import { columnNamed } from '../../columnNamed.ts';
import type { PathStep } from '../../expression.ts';
import type { ColumnType } from '../../relation.ts';
import type { BoundRelation } from '../boundRelation.ts';

/** SQL of a value and what is known of its type. */
export interface TypedSql {
	readonly sql: string;
	readonly type: ColumnType;
	/** DuckDB's own name of the type, where it is a whole column. */
	readonly engineType?: string;
}

/** What names in an expression stand for: a relation's columns, and the list items of enclosing `anyItem`s. */
export interface Scope {
	readonly relation: BoundRelation;
	readonly items: ReadonlyMap<string, TypedSql>;
}

export const unknownType: ColumnType = { kind: 'unknown' };
export const booleanType: ColumnType = { kind: 'boolean' };
export const textType: ColumnType = { kind: 'text' };
export const doubleType: ColumnType = { kind: 'double' };
export const countType: ColumnType = { kind: 'integer', bits: 64, signed: true };

/** A column's value, as its relation reads it. */
export function columnValue({ relation }: Scope, name: string): TypedSql {
	const column = columnNamed(relation.columns, name);
	const sql = relation.value(name);
	return column ? { sql, type: column.type, engineType: column.engineType } : { sql, type: unknownType };
}

/** The value at a place inside a nested value; every step that meets a list goes into each of its items. */
export function stepInto(value: TypedSql, path: readonly PathStep[]): TypedSql {
	return path.reduce(step, value);
}

function step(value: TypedSql, to: PathStep): TypedSql {
	const { type, sql } = value;
	if (typeof to !== 'string') return eachOf(value, to.each);
	if (type.kind === 'map') return { sql: `${sql}[${keyLiteral(to)}]`, type: type.value };
	const field = type.kind === 'struct' ? type.fields.find((candidate) => candidate.name.toLowerCase() === to.toLowerCase()) : undefined;
	return { sql: `struct_extract(${sql}, ${keyLiteral(field?.name ?? to)})`, type: field?.type ?? unknownType };
}

function eachOf({ type, sql }: TypedSql, each: 'item' | 'key' | 'value'): TypedSql {
	if (each === 'item') return { sql, type };
	const item = type.kind === 'map' ? (each === 'key' ? type.key : type.value) : unknownType;
	return { sql: `map_${each}s(${sql})`, type: { kind: 'list', item } };
}

function keyLiteral(name: string): string {
	return `'${name.replaceAll("'", "''")}'`;
}

/** True where a value may be NaN: comparisons must then say what they think of it. */
export function mayBeNaN({ type }: TypedSql): boolean {
	return type.kind === 'double';
}
