import type { PlanResult, RowsPlan } from '../../engine/engine.ts';
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
	const plan = rowsPlan(check, found, columns, limit);
	if (!plan) return found;
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

export interface Failed {
	readonly check: Check;
	readonly found: Found;
}

/**
 * Rows of several failed checks of one relation, where each breaks on few: one pass over a text file, rather than one each,
 * most of which would have to go to its end. None where the pass fails: then each is to be asked alone.
 */
export async function rareFailingRows(
	failed: readonly Failed[],
	columns: readonly string[],
	limit: number,
	runner: Runner,
): Promise<ReadonlyMap<string, Found>> {
	const rare = failed.flatMap(({ check, found }) => {
		const { kind } = check.measure;
		const plan = kind === 'violations' || kind === 'type' ? rowsPlan(check, found, columns, limit) : undefined;
		return plan?.where && (found.failingRows ?? Number.POSITIVE_INFINITY) <= fewRows
			? [{ check, found, plan: { ...plan, where: plan.where } }]
			: [];
	});
	const [first, second] = rare;
	if (!first || !second) return new Map();
	const result = await runner.run({
		kind: 'rowsOfMany',
		relation: first.plan.relation,
		of: rare.map(({ plan: { where, columns: shown, violating, limit: most } }) => ({ where, columns: shown, violating, limit: most })),
		most: rare.reduce((sum, { found }) => sum + (found.failingRows ?? 0), 0),
	});
	if (!result.ok || result.answer.kind !== 'rows') return new Map();
	const { rows, parts = [] } = result.answer;
	let at = 0;
	return new Map(
		rare.map(({ check, found }, index) => {
			const part = parts[index];
			const own = rows.slice(at, at + (part?.rows ?? 0));
			at += own.length;
			return [
				check.id,
				{ ...found, samples: own, ...(part && { sql: part.sql }), durationMs: found.durationMs + result.durationMs / rare.length },
			];
		}),
	);
}

/** A check with more failing rows meets the few to show soon enough by itself. */
const fewRows = 200;

function rowsPlan(check: Check, found: Found, columns: readonly string[], limit: number): RowsPlan | undefined {
	const wanted = limit - (found.samples?.length ?? 0);
	const where = violatingRows(check);
	const { measure } = check;
	if (!where || wanted <= 0 || measure.kind === 'settled' || measure.kind === 'sql') return undefined;
	const violating = measure.kind === 'violations' ? measure.violating : [...new Set(columnsOf(where))];
	return { kind: 'rows', relation: measure.relation, where, columns: columnsToShow(violating, columns), violating, limit: wanted };
}

/** Distribution of the column that breaks a rule. `drawn`: those of a run so far, for columns that break several. */
export async function histogramOf(check: Check, runner: Runner, drawn: Map<string, Promise<PlanResult>>): Promise<Histogram | undefined> {
	const { measure } = check;
	const column = measure.kind === 'violations' ? measure.violating[0] : measure.kind === 'statistic' ? measure.column : undefined;
	if (column === undefined || measure.kind === 'settled' || measure.kind === 'sql') return undefined;
	const { relation } = measure;
	const key = JSON.stringify([relation, column]);
	const drawing = drawn.get(key) ?? runner.run({ kind: 'histogram', relation, column, bins: 24 });
	drawn.set(key, drawing);
	const result = await drawing;
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
