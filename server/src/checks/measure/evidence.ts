import type { Plan } from '../../engine/engine.ts';
import type { Expression, Literal } from '../../engine/expression.ts';
import type { Histogram, SampleRow } from '../../spec/result.ts';
import type { Check } from '../check.ts';
import type { Measured } from '../measured.ts';
import { columnsToShow } from './alone.ts';
import type { Runner } from './runner.ts';
import { columnsOf } from './settle.ts';

type Found = Extract<Measured, { readonly kind: 'measured' }>;

/** What goes with a failed check: some rows that break it, and the query that finds them. */
export async function failingRows(check: Check, found: Found, columns: readonly string[], limit: number, runner: Runner): Promise<Found> {
	const wanted = limit - (found.samples?.length ?? 0);
	const where = violatingRows(check);
	const { measure } = check;
	if (!where || wanted <= 0 || measure.kind === 'settled' || measure.kind === 'sql') return found;
	const violating = measure.kind === 'violations' ? measure.violating : [...new Set(columnsOf(where))];
	const plan: Plan = {
		kind: 'rows',
		relation: measure.relation,
		where,
		columns: columnsToShow(violating, columns),
		violating,
		limit: wanted,
	};
	const result = await runner.run(plan);
	// The verdict stands without them: a check that has been decided is not undone by a second query that fails.
	if (!result.ok || result.answer.kind !== 'rows') return found;
	const samples: readonly SampleRow[] = [...(found.samples ?? []), ...result.answer.rows];
	return {
		...found,
		samples,
		sql: found.samples ? (found.sql ?? result.sql) : result.sql,
		durationMs: found.durationMs + result.durationMs,
	};
}

/** Distribution of the column that breaks a rule. */
export async function histogramOf(check: Check, runner: Runner): Promise<Histogram | undefined> {
	const { measure } = check;
	const column = measure.kind === 'violations' ? measure.violating[0] : measure.kind === 'statistic' ? measure.column : undefined;
	if (column === undefined || measure.kind === 'settled' || measure.kind === 'sql') return undefined;
	const result = await runner.run({ kind: 'histogram', relation: measure.relation, column, bins: 24 });
	if (!result.ok || result.answer.kind !== 'histogram' || result.answer.counts.length === 0) return undefined;
	const { edges, labels, counts, total, instants } = result.answer;
	const bounds = edges && measure.kind === 'violations' ? boundsIn(measure.where, column) : [];
	return {
		...(edges ? { edges } : {}),
		...(labels ? { labels } : {}),
		counts,
		...(total === undefined ? {} : { total }),
		...(instants ? { instants } : {}),
		...(bounds.length > 0 ? { bounds } : {}),
	};
}

/** What a rule compares a column with, on the axis of its distribution. */
function boundsIn(where: Expression, column: string): number[] {
	if (where.kind === 'or' || where.kind === 'and') return where.of.flatMap((part) => boundsIn(part, column));
	if (where.kind !== 'compare' || where.operator === '=' || where.operator === '<>') return [];
	const { left, right } = where;
	if (left.kind !== 'column' || left.name !== column || left.path !== undefined || right.kind !== 'literal') return [];
	const bound = onAxis(right.value);
	return Number.isFinite(bound) ? [bound] : [];
}

function onAxis(value: Literal): number {
	switch (value.type) {
		case 'integer':
		case 'double':
			return Number(value.value);
		case 'decimal':
			return Number(value.text);
		case 'date':
		case 'timestamp':
		case 'timestampTz':
			return Date.parse(/[T ]\d\d:/.test(value.text) && !/(?:Z|[+-]\d\d:?\d\d)$/.test(value.text) ? `${value.text}Z` : value.text);
		default:
			return Number.NaN;
	}
}

/** The rows that break a check; those of duplicate keys come with their count, so that here only null keys are left. */
function violatingRows({ measure }: Check): Expression | undefined {
	switch (measure.kind) {
		case 'violations':
			return measure.where;
		case 'type':
			return { kind: 'misfit', column: measure.column, ...(measure.path ? { path: measure.path } : {}) };
		case 'duplicates':
			return measure.nulls === 'violate' ? { kind: 'or', of: measure.keys.map((of) => ({ kind: 'isNull', of })) } : undefined;
		default:
			return undefined;
	}
}
