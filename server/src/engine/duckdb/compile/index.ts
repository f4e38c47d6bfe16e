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
	return compileOver(plan, narrowedTo(plan, relations));
}

/** The relations with no more columns than the plan asks for, which compiling it once tells. */
function narrowedTo(plan: Exclude<Plan, SqlPlan>, relations: ReadonlyMap<string, BoundRelation>): ReadonlyMap<string, BoundRelation> {
	const wide = [...relations].filter(([, { narrowed, columns }]) => narrowed && columns.length > fewColumns);
	if (wide.length === 0) return relations;
	const asked = new Map(wide.map(([name]) => [name, new Set<string>()]));
	const recording = ([name, relation]: [string, BoundRelation]): [string, BoundRelation] => {
		const names = asked.get(name);
		return [name, names ? recorded(relation, names) : relation];
	};
	compileOver(plan, new Map([...relations].map(recording)));
	return new Map([...relations].map(([name, relation]) => [name, narrowest(relation, asked.get(name))]));
}

function narrowest(relation: BoundRelation, names: ReadonlySet<string> | undefined): BoundRelation {
	return (names && relation.narrowed?.(names)) ?? relation;
}

/** Fewer are not worth compiling a plan twice. */
const fewColumns = 64;

function recorded(relation: BoundRelation, names: Set<string>): BoundRelation {
	return {
		...relation,
		value: (column) => relation.value(note(column)),
		text: (column, path) => relation.text(note(column), path),
		misfit: (column, path) => relation.misfit(note(column), path),
		...(relation.touch && { touch: (column) => relation.touch?.(note(column)) }),
	};

	function note(column: string): string {
		names.add(column);
		return column;
	}
}

function compileOver(plan: Exclude<Plan, SqlPlan>, relations: ReadonlyMap<string, BoundRelation>): CompiledQuery {
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
