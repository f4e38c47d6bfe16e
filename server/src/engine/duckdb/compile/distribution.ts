import type { GapPlan, GroupsPlan, HistogramPlan } from '../../engine.ts';
import type { BoundRelation } from '../boundRelation.ts';
import { compileExpression } from './expression.ts';
import { type CompiledQuery, count, scopeOf, textOf } from './query.ts';
import { columnValue, type TypedSql } from './typed.ts';

/** Values and their counts, the most frequent first. */
export function groupsSql(plan: GroupsPlan, relation: BoundRelation): CompiledQuery {
	const value = compileExpression(plan.of, scopeOf(relation));
	return {
		sql: `SELECT v, n, count(*) OVER () AS groups
FROM (SELECT ${value.sql} AS v, count(*) AS n FROM ${relation.from} GROUP BY v)
ORDER BY n DESC, v
LIMIT ${Math.trunc(plan.limit)}`,
		decode: ({ rows }) => ({
			kind: 'groups',
			groups: rows.map((row) => ({ value: row[0] ?? null, rows: count(row[1]) })),
			distinct: count(rows[0]?.[2]),
		}),
	};
}

/** Equal widths over the finite values of a number or an instant (edges in milliseconds); of other types the top values. */
export function histogramSql(plan: HistogramPlan, relation: BoundRelation): CompiledQuery {
	const value = columnValue(scopeOf(relation), plan.column);
	const number = measurable(value);
	return number === undefined ? topValues(plan, relation, value) : equalWidths(plan, relation, number, value.type.kind);
}

/** The longest step between neighbouring distinct instants. */
export function gapSql(plan: GapPlan, relation: BoundRelation): CompiledQuery {
	const value = compileExpression(plan.of, scopeOf(relation));
	const instant = value.type.kind === 'date' ? `CAST(${value.sql} AS TIMESTAMP)` : value.sql;
	return {
		sql: `WITH instants AS (
  SELECT DISTINCT ${instant} AS instant FROM ${relation.from} WHERE isfinite(${instant})
), steps AS (
  SELECT instant, lead(instant) OVER (ORDER BY instant) AS following FROM instants
)
SELECT (epoch_us(following) - epoch_us(instant)) / 1e6 AS seconds, instant, following
FROM steps WHERE following IS NOT NULL
ORDER BY seconds DESC, instant
LIMIT 1`,
		decode: ({ rows }) => {
			const [seconds, from, to] = [rows[0]?.[0], textOf(rows[0]?.[1]), textOf(rows[0]?.[2])];
			if (seconds === null || seconds === undefined) return { kind: 'gap', seconds: null };
			return { kind: 'gap', seconds: Number(seconds), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
		},
	};
}

/** The value on an axis of doubles; undefined for what has no axis. */
function measurable({ sql, type }: TypedSql): string | undefined {
	switch (type.kind) {
		case 'integer':
		case 'decimal':
		case 'double':
			return `CAST(${sql} AS DOUBLE)`;
		case 'date':
			return `CASE WHEN isfinite(${sql}) THEN epoch_us(CAST(${sql} AS TIMESTAMP)) / 1e3 END`;
		case 'timestamp':
		case 'timestampTz':
			return `CASE WHEN isfinite(${sql}) THEN epoch_us(${sql}) / 1e3 END`;
		default:
			return undefined;
	}
}

function equalWidths(plan: HistogramPlan, relation: BoundRelation, number: string, kind: TypedSql['type']['kind']): CompiledQuery {
	const instants = kind === 'date' || kind === 'timestamp' || kind === 'timestampTz' ? ({ instants: true } as const) : {};
	const bins = Math.max(1, Math.trunc(plan.bins));
	return {
		sql: `WITH v AS MATERIALIZED (
  SELECT x FROM (SELECT ${number} AS x FROM ${relation.from}) WHERE isfinite(x)
), ends AS (
  SELECT min(x) AS low, max(x) AS high FROM v
)
SELECT any_value(low) AS low, any_value(high) AS high, bin, count(*) AS n
FROM (
  SELECT low, high, CASE WHEN high > low THEN least(${bins - 1}, CAST(floor((x / 2 - low / 2) / (high / 2 - low / 2) * ${bins}) AS INTEGER)) ELSE 0 END AS bin
  FROM v, ends
)
GROUP BY bin`,
		decode: ({ rows }) => {
			const [low, high] = [Number(rows[0]?.[0]), Number(rows[0]?.[1])];
			if (rows.length === 0) return { kind: 'histogram', edges: [], counts: [] };
			const width = high > low ? bins : 1;
			const counts = Array.from({ length: width }, () => 0);
			for (const row of rows) counts[count(row[2])] = count(row[3]);
			const edges = Array.from({ length: width + 1 }, (_, index) => (index === width ? high : low + (high / width - low / width) * index));
			return { kind: 'histogram', edges, counts, ...instants };
		},
	};
}

function topValues(plan: HistogramPlan, relation: BoundRelation, { sql }: TypedSql): CompiledQuery {
	return {
		sql: `SELECT v, n, sum(n) OVER () AS total FROM (
  SELECT CAST(${sql} AS VARCHAR) AS v, count(*) AS n FROM ${relation.from} GROUP BY v
)
WHERE v IS NOT NULL
ORDER BY n DESC, v
LIMIT ${Math.max(1, Math.trunc(plan.bins))}`,
		decode: ({ rows }) => ({
			kind: 'histogram',
			labels: rows.map((row) => String(row[0])),
			counts: rows.map((row) => count(row[1])),
			total: count(rows[0]?.[2]),
		}),
	};
}
