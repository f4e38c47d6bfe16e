import type { DuplicatesPlan, OrphansPlan } from '../../engine.ts';
import type { Expression } from '../../expression.ts';
import type { BoundRelation } from '../boundRelation.ts';
import { compileExpression } from './expression.ts';
import { type CompiledQuery, count, scopeOf } from './query.ts';
import { shownRows } from './shownRows.ts';
import type { TypedSql } from './typed.ts';

/** Rows whose key stands more than once, the most frequent keys first, and how many rows that are in all. */
export function duplicatesSql(plan: DuplicatesPlan, relation: BoundRelation): CompiledQuery {
	const keys = compileKeys(plan.keys, relation).map(({ sql }) => sql);
	const bad = `SELECT ${named(keys)}, count(*) AS n\n  FROM ${relation.from}\n  WHERE ${present(keys)}\n  GROUP BY ALL HAVING count(*) > 1`;
	return rowsOfKeys(plan, relation, keys, bad);
}

/** Rows whose key is not among the keys of the target, and how many rows that are in all. */
export function orphansSql(plan: OrphansPlan, relation: BoundRelation, target: BoundRelation): CompiledQuery {
	const own = compileKeys(plan.keys, relation);
	const others = compileKeys(plan.targetKeys, target);
	const keys = own.map((key, index) => comparable(key, others[index]));
	const targetKeys = others.map((key, index) => comparable(key, own[index]));
	const distinct = `SELECT ${named(keys)}, count(*) AS n\n    FROM ${relation.from}\n    WHERE ${present(keys)}\n    GROUP BY ALL`;
	const known = `SELECT DISTINCT ${named(targetKeys)}\n    FROM ${target.from}\n    WHERE ${present(targetKeys)}`;
	const same = keys.map((_, index) => `own.k${index} = target.k${index}`).join(' AND ');
	const bad = `SELECT own.*\n  FROM (${distinct}) AS own\n  ANTI JOIN (${known}) AS target ON ${same}`;
	return rowsOfKeys(plan, relation, keys, bad);
}

/** One row per sample with the total in front; no keys, no rows. */
function rowsOfKeys(plan: DuplicatesPlan | OrphansPlan, relation: BoundRelation, keys: readonly string[], bad: string): CompiledQuery {
	const shown = shownRows(relation, plan.columns);
	const limit = Math.max(1, Math.trunc(plan.limit));
	const same = keys.map((key, index) => `${key} = pick.k${index}`).join(' AND ');
	const order = keys.map((_, index) => `k${index}`).join(', ');
	const violating = plan.keys.flatMap((key) => (key.kind === 'column' ? [key.name] : []));
	return {
		sql: `WITH bad AS MATERIALIZED (
  ${bad}
), pick AS MATERIALIZED (
  SELECT * FROM bad ORDER BY n DESC, ${order} LIMIT ${limit}
)
SELECT (SELECT sum(n)::BIGINT FROM bad) AS total, ${shown.columns.join(', ')}
FROM ${shown.from} JOIN pick ON ${same}
ORDER BY pick.n DESC, ${keys.map((_, index) => `pick.k${index}`).join(', ')}, place_file, place_row
LIMIT ${limit}`,
		decode: ({ rows }) => ({
			kind: 'rows',
			rows: rows.slice(0, plan.limit).map((row) => shown.sample(row, 1, violating)),
			total: count(rows[0]?.[0]),
		}),
	};
}

function compileKeys(keys: readonly Expression[], relation: BoundRelation): TypedSql[] {
	return keys.map((key) => compileExpression(key, scopeOf(relation)));
}

function named(keys: readonly string[]): string {
	return keys.map((key, index) => `${key} AS k${index}`).join(', ');
}

function present(keys: readonly string[]): string {
	return keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
}

/** Keys of two kinds, say a number and a text, are compared as text. */
function comparable(key: TypedSql, other: TypedSql | undefined): string {
	return other === undefined || family(key) === family(other) ? key.sql : `CAST(${key.sql} AS VARCHAR)`;
}

function family({ type }: TypedSql): string {
	if (type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'double') return 'number';
	return type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestampTz' ? 'instant' : type.kind;
}
