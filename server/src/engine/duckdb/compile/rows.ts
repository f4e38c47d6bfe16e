import type { RowsPlan } from '../../engine.ts';
import type { BoundRelation } from '../boundRelation.ts';
import { compileExpression } from './expression.ts';
import { type CompiledQuery, scopeOf } from './query.ts';
import { shownRows } from './shownRows.ts';

/** Rows, in the order of the files, for which the expression is true. */
export function rowsSql(plan: RowsPlan, relation: BoundRelation): CompiledQuery {
	const shown = shownRows(relation, plan.columns);
	const scope = scopeOf(relation);
	const where = plan.where ? `\nWHERE ${compileExpression(plan.where, scope).sql}` : '';
	const tests = (plan.tests ?? []).map((test, index) => `coalesce(${compileExpression(test, scope).sql}, FALSE) AS w${index}`);
	const offset = plan.offset ? ` OFFSET ${Math.trunc(plan.offset)}` : '';
	return {
		sql: `SELECT ${[...shown.columns, ...tests].join(', ')}\nFROM ${shown.from}${where}\nLIMIT ${Math.trunc(plan.limit)}${offset}`,
		decode: ({ rows }) => ({
			kind: 'rows',
			rows: rows.map((row) => shown.sample(row, 0, plan.violating)),
			...(tests.length > 0
				? { tested: rows.map((row) => tests.flatMap((_, index) => (row[shown.columns.length + index] === true ? [index] : []))) }
				: {}),
		}),
	};
}
