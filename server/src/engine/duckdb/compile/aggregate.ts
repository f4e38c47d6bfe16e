import type { Aggregate } from '../../engine.ts';
import type { Expression } from '../../expression.ts';
import { asDouble } from './compare.ts';
import { compileExpression } from './expression.ts';
import { typeName } from './literal.ts';
import { mayBeNaN, type Scope, type TypedSql } from './typed.ts';

/** One aggregate as SQL over a relation's rows; one scalar. */
export function aggregateSql(aggregate: Aggregate, scope: Scope): string {
	switch (aggregate.kind) {
		case 'count':
			return 'count(*)';
		case 'countIf':
			return countIf(compileExpression(aggregate.where, scope).sql);
		case 'values':
			return values(aggregate.of.map((each) => compileExpression(each, scope).sql));
		case 'min':
		case 'max':
			return extreme(aggregate.kind, compileExpression(aggregate.of, scope), scope);
		case 'mean':
			return `avg(${number(aggregate.of, scope)})`;
		case 'sum':
			return `sum(${compileExpression(aggregate.of, scope).sql})`;
		case 'standardDeviation':
			return standardDeviation(number(aggregate.of, scope));
		case 'quantile':
			return quantile(compileExpression(aggregate.of, scope), aggregate.share);
		case 'distinct':
			return `count(DISTINCT ${compileExpression(aggregate.of, scope).sql})`;
		case 'outOfStep':
			return outOfStep(compileExpression(aggregate.of, scope), aggregate.first);
		case 'distinctInRange':
			return distinctInRange(compileExpression(aggregate.of, scope), aggregate.min, aggregate.max);
		case 'distinctResidues':
			return distinctResidues(compileExpression(aggregate.of, scope), aggregate.bits);
		case 'distinctHashes':
			return distinctHashes(aggregate.of.map((key) => compileExpression(key, scope).sql));
	}
}

function values(of: readonly string[]): string {
	return of.length === 1 ? `count(${of[0]})` : `count_if(${of.map((each) => `${each} IS NOT NULL`).join(' AND ')})`;
}

function countIf(where: string): string {
	return where === 'FALSE' || where === 'false' ? '0' : `count_if(${where})`;
}

/**
 * Adding zero changes no value, and keeps DuckDB from answering from a file's statistics, which may leave NaN out. What is
 * cast from text has none.
 */
function extreme(kind: 'min' | 'max', value: TypedSql, { relation }: Scope): string {
	return mayBeNaN(value) && !relation.lenient ? `${kind}(${value.sql} + 0)` : `${kind}(${value.sql})`;
}

/** Exact where the sum of many surely fits; of wider numbers as doubles, since DuckDB stops a query whose sum overflows. */
function number(expression: Expression, scope: Scope): string {
	const value = compileExpression(expression, scope);
	const { type } = value;
	const narrow = (type.kind === 'integer' && type.bits <= 64) || (type.kind === 'decimal' && type.precision <= 18);
	return narrow ? value.sql : asDouble(value).sql;
}

/** Of the sample (n − 1). Values that are not finite make it NaN; DuckDB alone would stop the query. */
function standardDeviation(value: string): string {
	const finite = `isfinite(CAST(${value} AS DOUBLE))`;
	return `CASE WHEN count_if(NOT ${finite}) > 0 THEN 'NaN'::DOUBLE ELSE stddev_samp(CAST(${value} AS DOUBLE)) FILTER (WHERE ${finite}) END`;
}

/** Numbers are interpolated between neighbours; of instants it is the one at the share. */
function quantile(value: TypedSql, share: number): string {
	const { kind } = value.type;
	if (kind === 'date' || kind === 'timestamp' || kind === 'timestampTz' || kind === 'time') {
		return `quantile_disc(${value.sql}, ${share})`;
	}
	const { sql } = asDouble(value);
	return `CASE WHEN count_if(isnan(${sql})) > 0 THEN 'NaN'::DOUBLE ELSE quantile_cont(${sql}, ${share}) END`;
}

/** DuckDB numbers the rows of a Parquet file from zero, in a column that it makes when it is asked for. */
function outOfStep({ sql }: TypedSql, first: bigint): string {
	return `count_if(${sql} <> r.file_row_number + ${first < 0n ? `(${first})` : first})`;
}

function distinctInRange({ sql, type }: TypedSql, min: bigint, max: bigint): string {
	const cast = type.kind === 'integer' ? typeName(type) : 'HUGEINT';
	return `coalesce(bit_count(bitstring_agg(${sql}, '${min}'::${cast}, '${max}'::${cast})), 0)`;
}

function distinctResidues({ sql }: TypedSql, bits: number): string {
	const mask = 2 ** bits - 1;
	return `coalesce(bit_count(bitstring_agg(CAST(${sql} & ${mask} AS INTEGER), 0, ${mask})), 0)`;
}

/** The hash of null is one more, where there are nulls: to leave it out afterwards is cheaper than to filter every row. */
function distinctHashes(keys: readonly string[]): string {
	const [only] = keys;
	if (keys.length === 1) return `count(DISTINCT hash(${only})) - CAST(count(*) > count(${only}) AS BIGINT)`;
	const present = keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
	return `count(DISTINCT hash(${keys.join(', ')})) FILTER (WHERE ${present})`;
}
