import type { RowsPlan } from '../../engine.ts';
import type { BoundRelation } from '../boundRelation.ts';
import { compileExpression } from './expression.ts';
import { type CompiledQuery, scopeOf } from './query.ts';
import { shownRows } from './shownRows.ts';

/** Rows, in the order of the files, for which the expression is true. */
export function rowsSql(plan: RowsPlan, relation: BoundRelation): CompiledQuery {
	const shown = shownRows(relation, plan.columns);
	const where = plan.where ? `\nWHERE ${compileExpression(plan.where, scopeOf(relation)).sql}` : '';
	const offset = plan.offset ? ` OFFSET ${Math.trunc(plan.offset)}` : '';
	return {
		sql: `SELECT ${shown.columns.join(', ')}\nFROM ${shown.from}${where}\nLIMIT ${Math.trunc(plan.limit)}${offset}`,
		decode: ({ rows }) => ({ kind: 'rows', rows: rows.map((row) => shown.sample(row, 0, plan.violating)) }),
	};
}
