import type { Check } from '../../checks/check.ts';
import type { Engine, Plan } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { SampleMarks } from '../../shared/messages.ts';
import { failure } from '../connection.ts';
import { type RowWindow, type RowWindows, stretchOf } from './rowWindows.ts';

export interface WantedRows {
	/** The rule that the rows are to break; absent: all rows. */
	readonly check: Check | undefined;
	readonly relation: string;
	readonly columns: readonly string[];
	readonly offset: number;
	readonly limit: number;
	readonly markable: readonly Markable[];
}

export interface FoundRows extends Pick<RowWindow, 'rows' | 'tested' | 'sql'> {
	readonly total?: number;
}

export interface ReadOptions {
	readonly engine: Engine;
	readonly signal: AbortSignal;
	/** Where rows beside those wanted are kept; absent: nowhere. */
	readonly windows: RowWindows | undefined;
	/** Everything that the rows depend on. */
	readonly key: string;
}

/**
 * Reads some rows, or finds them among those that were read with others.
 *
 * @throws ResponseError with a sentence for the user
 */
export async function readRows(wanted: WantedRows, { engine, signal, windows, key }: ReadOptions): Promise<FoundRows> {
	const { offset, limit, columns, markable } = wanted;
	const { plan, skip } = planOf(wanted);
	if (plan.kind !== 'rows') {
		const { rows, total, sql } = await answerTo(plan, engine, signal);
		return { rows: rows.slice(skip, skip + limit), sql, ...(total === undefined ? {} : { total }) };
	}
	const kept = windows?.find(key, offset, limit);
	if (kept) return partOf(kept, offset, limit);
	// The first page is wanted at once; of the others each costs what its whole stretch does.
	const stretch = windows && offset > 0 ? stretchOf(offset, limit, columns.length) : { offset, limit };
	const tests = markable.map(({ where }) => where);
	const found = await answerTo({ ...plan, ...stretch }, engine, signal, tests);
	const window = { ...stretch, ...found };
	if (stretch.limit > limit) windows?.keep(key, window);
	return partOf(window, offset, limit);
}

/** A rule whose violating cells can be marked in any rows. */
export interface Markable {
	readonly rule: string;
	readonly columns: readonly string[];
	readonly where: Expression;
}

/** Whether each row keeps or breaks the rule by itself. */
export function isByRow({ measure }: Check): boolean {
	return measure.kind === 'violations' || measure.kind === 'type';
}

/** Those of the rules that each row keeps or breaks by itself. */
export function markableOf(ids: readonly string[], checks: ReadonlyMap<string, Check>, relation: string): Markable[] {
	return ids.slice(0, mostMarked).flatMap((rule): Markable[] => {
		const measure = checks.get(rule)?.measure;
		if (measure?.kind === 'violations' && measure.relation === relation) {
			return [{ rule, columns: measure.violating, where: measure.where }];
		}
		if (measure?.kind !== 'type' || measure.relation !== relation) return [];
		return [{ rule, columns: [measure.column], where: misfit(measure) }];
	});
}

export function marksIn(tested: readonly (readonly number[])[], markable: readonly Markable[]): SampleMarks[] {
	return markable.map(({ rule, columns }, test) => ({
		rule,
		columns,
		rows: tested.flatMap((found, row) => (found.includes(test) ? [row] : [])),
	}));
}

const mostMarked = 50;
/** Keys that stand more than once are grouped before they can be paged. */
const mostGrouped = 10_000;

function planOf({ check, relation, columns, offset, limit }: WantedRows): { plan: Plan; skip: number } {
	const measure = check?.measure;
	const grouped = Math.min(mostGrouped, offset + limit);
	switch (measure?.kind) {
		case undefined:
			return { plan: { kind: 'rows', relation, columns, violating: [], offset, limit }, skip: 0 };
		case 'violations':
			return { plan: { kind: 'rows', relation, where: measure.where, columns, violating: measure.violating, offset, limit }, skip: 0 };
		case 'type':
			return { plan: { kind: 'rows', relation, where: misfit(measure), columns, violating: [measure.column], offset, limit }, skip: 0 };
		case 'duplicates':
			return { plan: { kind: 'duplicates', relation, keys: measure.keys, columns, limit: grouped }, skip: offset };
		case 'orphans': {
			const { keys, target, targetKeys } = measure;
			return { plan: { kind: 'orphans', relation, keys, target, targetKeys, columns, limit: grouped }, skip: offset };
		}
		default:
			throw failure(`No single rows break the rule "${check?.subject ?? ''}: ${check?.expected ?? ''}"`);
	}
}

function misfit({ column, path }: Extract<Check['measure'], { kind: 'type' }>): Expression {
	return { kind: 'misfit', column, ...(path ? { path } : {}) };
}

function partOf({ rows, tested, sql, ...window }: RowWindow, offset: number, limit: number): FoundRows {
	const [start, end] = [offset - window.offset, offset - window.offset + limit];
	return { rows: rows.slice(start, end), sql, ...(tested ? { tested: tested.slice(start, end) } : {}) };
}

async function answerTo(plan: Plan, engine: Engine, signal: AbortSignal, tests: readonly Expression[] = []): Promise<FoundRows> {
	const result = await engine.run(tests.length > 0 && plan.kind === 'rows' ? { ...plan, tests } : plan, signal);
	signal.throwIfAborted();
	// A rule may be of a column that the data no longer has; its rows are worth seeing all the more.
	if (!result.ok && result.problem.kind === 'query' && tests.length > 0) return answerTo(plan, engine, signal);
	if (!result.ok) throw failure(result.problem.message);
	const { answer, sql } = result;
	if (answer.kind !== 'rows') return { rows: [], sql };
	const { rows, total, tested } = answer;
	return { rows, sql, ...(total === undefined ? {} : { total }), ...(tested ? { tested } : {}) };
}
