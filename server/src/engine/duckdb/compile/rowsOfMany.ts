import type { RowsOfManyPlan } from '../../engine.ts';
import type { BoundRelation } from '../boundRelation.ts';
import { compileExpression } from './expression.ts';
import { type CompiledQuery, scopeOf } from './query.ts';
import { rowsSql } from './rows.ts';
import { shownRows } from './shownRows.ts';

/** One pass for the rows of several expressions; each row comes with what it makes true. */
export function rowsOfManySql(plan: RowsOfManyPlan, relation: BoundRelation): CompiledQuery {
	const scope = scopeOf(relation);
	const shown = shownRows(relation, [...new Set(plan.of.flatMap(({ columns }) => columns))]);
	const tests = plan.of.map(({ where }) => `coalesce(${compileExpression(where, scope).sql}, FALSE)`);
	const columns = [...shown.columns, ...tests.map((test, index) => `${test} AS w${index}`)];
	return {
		sql: `SELECT ${columns.join(', ')}\nFROM ${shown.from}\nWHERE ${tests.join('\n   OR ')}\nLIMIT ${Math.trunc(plan.most)}`,
		decode: ({ rows }) => {
			const parts = plan.of.map((part, index) =>
				rows
					.filter((row) => row[shown.columns.length + index] === true)
					.slice(0, part.limit)
					.map((row) => {
						const { cells, ...place } = shown.sample(row, 0, part.violating);
						return {
							...place,
							cells: Object.fromEntries(part.columns.flatMap((name) => (Object.hasOwn(cells, name) ? [[name, cells[name] ?? null]] : []))),
						};
					}),
			);
			return {
				kind: 'rows',
				rows: parts.flat(),
				parts: parts.map((part, index) => ({ rows: part.length, sql: partSql(plan, index, relation) })),
			};
		},
	};
}

/** One part as a query of its own, for a reader who asks. */
function partSql({ relation: name, of }: RowsOfManyPlan, index: number, relation: BoundRelation): string {
	const part = of[index];
	return part ? rowsSql({ kind: 'rows', relation: name, ...part }, relation).sql : '';
}
