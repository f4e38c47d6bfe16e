import type { Plan, SqlPlan } from '../../engine.ts';
import type { BoundRelation } from '../boundRelation.ts';
import { gapSql, groupsSql, histogramSql } from './distribution.ts';
import { duplicatesSql, orphansSql } from './keyed.ts';
import type { CompiledQuery } from './query.ts';
import { rowsSql } from './rows.ts';
import { rowsOfManySql } from './rowsOfMany.ts';
import { scanSql } from './scan.ts';

/**
 * A plan as one SQL query, with what turns its table into an answer.
 *
 * @param relations every relation that the plan names, bound
 * @throws Error where the plan asks for what DuckDB has no words for (a date format it cannot read, say)
 */
export function compilePlan(plan: Exclude<Plan, SqlPlan>, relations: ReadonlyMap<string, BoundRelation>): CompiledQuery {
	const relation = bound(plan.relation, relations);
	switch (plan.kind) {
		case 'scan':
			return scanSql(plan, relation);
		case 'rows':
			return rowsSql(plan, relation);
		case 'rowsOfMany':
			return rowsOfManySql(plan, relation);
		case 'duplicates':
			return duplicatesSql(plan, relation);
		case 'orphans':
			return orphansSql(plan, relation, bound(plan.target, relations));
		case 'groups':
			return groupsSql(plan, relation);
		case 'histogram':
			return histogramSql(plan, relation);
		case 'gap':
			return gapSql(plan, relation);
	}
}

function bound(name: string, relations: ReadonlyMap<string, BoundRelation>): BoundRelation {
	const relation = relations.get(name);
	if (!relation) throw new Error(`the relation ${name} is not connected`);
	return relation;
}
