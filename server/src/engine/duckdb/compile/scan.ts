import type { Cell } from '../../../spec/result.ts';
import type { ScanPlan } from '../../engine.ts';
import type { BoundRelation } from '../boundRelation.ts';
import { aggregateSql } from './aggregate.ts';
import { type CompiledQuery, scopeOf } from './query.ts';
import { identifier } from './text.ts';

/** One row with a column per measure. */
export function scanSql(plan: ScanPlan, relation: BoundRelation): CompiledQuery {
	const touched = new Set<string>();
	const scope = scopeOf({
		...relation,
		misfit: (column, path) => {
			const touch = relation.touch?.(column);
			if (touch !== undefined) touched.add(touch);
			return relation.misfit(column, path);
		},
	});
	const columns = plan.measures.map(({ aggregate }) => aggregateSql(aggregate, scope));
	const named = columns.map((sql, index) => `${sql} AS m${index}`);
	const list = [...named, ...touched].join(',\n       ') || 'count(*)';
	const name = identifier(plan.relation);
	return {
		sql: `SELECT ${list}\nFROM ${relation.from}`,
		decode: ({ rows }) => ({
			kind: 'measures',
			values: Object.fromEntries(plan.measures.map(({ key }, index): [string, Cell] => [key, rows[0]?.[index] ?? null])),
			sql: Object.fromEntries(plan.measures.map(({ key }, index) => [key, `SELECT ${columns[index]} FROM ${name} AS r`])),
		}),
	};
}
