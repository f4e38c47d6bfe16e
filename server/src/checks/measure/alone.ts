import type { PlanResult } from '../../engine/engine.ts';
import type { Cell } from '../../spec/result.ts';
import type { Check, Measure } from '../check.ts';
import type { Measured } from '../measured.ts';
import { ageSeconds, violating } from './figures.ts';
import { number } from './question.ts';
import type { Runner } from './runner.ts';

/** Columns of a row that is shown: those that break the rule first, then others of the relation up to this many. */
const shownColumns = 12;

export function columnsToShow(violatingColumns: readonly string[], all: readonly string[]): string[] {
	const own = violatingColumns.filter((name) => all.includes(name)).slice(0, 2 * shownColumns);
	const room = Math.max(0, shownColumns - own.length);
	return [...own, ...all.filter((name) => !own.includes(name)).slice(0, room)];
}

/** Rows whose key is in no row of the target. */
export async function measureOrphans(
	check: Check,
	measure: Extract<Measure, { readonly kind: 'orphans' }>,
	context: {
		readonly columns: readonly string[];
		readonly totalRows: number | undefined;
		readonly sampleRows: number;
		readonly runner: Runner;
	},
): Promise<Measured> {
	const { relation, keys, target, targetKeys } = measure;
	const { runner, sampleRows } = context;
	const own = keys.flatMap((key) => (key.kind === 'column' ? [key.name] : []));
	const columns = columnsToShow(own, context.columns);
	const result = await runner.run({ kind: 'orphans', relation, keys, target, targetKeys, columns, limit: Math.max(1, sampleRows) });
	if (!result.ok || result.answer.kind !== 'rows') return problem(result);
	const rows = context.totalRows ?? (await countRows(relation, runner));
	if (typeof rows !== 'number') return problem(rows);
	const samples = result.answer.rows.slice(0, sampleRows);
	return {
		...violating(check, result.answer.total ?? 0, rows),
		...(samples.length === 0 ? {} : { samples }),
		sql: result.sql,
		durationMs: result.durationMs,
	};
}

async function countRows(relation: string, runner: Runner): Promise<number | PlanResult> {
	const result = await runner.run({ kind: 'scan', relation, measures: [{ key: 'rows', aggregate: { kind: 'count' } }] });
	return result.ok && result.answer.kind === 'measures' ? number(result.answer.values.rows) : result;
}

/** Longest gap in seconds between neighbouring instants and from the newest to now; null where there is no instant. */
export async function measureGap(measure: Extract<Measure, { readonly kind: 'age' }>, runner: Runner): Promise<Measured> {
	const { relation, of, nowIso } = measure;
	const result = await runner.run({ kind: 'gap', relation, of });
	if (!result.ok || result.answer.kind !== 'gap') return problem(result);
	const newest = await runner.run({ kind: 'scan', relation, measures: [{ key: 'newest', aggregate: { kind: 'max', of } }] });
	if (!newest.ok || newest.answer.kind !== 'measures') return problem(newest);
	const { seconds, from, to } = result.answer;
	const last = newest.answer.values.newest;
	const age = typeof last === 'string' ? ageSeconds(last, nowIso) : undefined;
	const common = { kind: 'measured', sql: result.sql, durationMs: result.durationMs + newest.durationMs } as const;
	if (age !== undefined && (seconds === null || age > seconds)) return { ...common, observed: age, note: `from ${last} to now` };
	return { ...common, observed: seconds, note: from === undefined || to === undefined ? 'no instants' : `from ${from} to ${to}` };
}

/** The one number that a contract's own query answers. */
export async function measureSql(measure: Extract<Measure, { readonly kind: 'sql' }>, runner: Runner): Promise<Measured> {
	const result = await runner.run({ kind: 'sql', text: measure.query, relations: measure.relations, limit: 2 });
	if (!result.ok || result.answer.kind !== 'table') return problem(result);
	const { columns, rows } = result.answer;
	const found = singleNumber(columns, rows);
	const { sql, durationMs } = result;
	if (typeof found === 'object') return { kind: 'problem', problem: { kind: 'query', message: found.reason }, sql, durationMs };
	return { kind: 'measured', observed: found, sql, durationMs };
}

/** A number stays as it came, as text where JavaScript has none as exact; else why it is not one. */
function singleNumber(columns: readonly string[], rows: readonly (readonly Cell[])[]): number | string | { readonly reason: string } {
	const must = 'The query must return one number';
	if (columns.length !== 1) return { reason: `${must}; it returned ${columns.length} columns` };
	if (rows.length === 0) return { reason: `${must}; it returned no rows` };
	if (rows.length > 1) return { reason: `${must}; it returned more than one row` };
	const value = rows[0]?.[0] ?? null;
	if (typeof value === 'number') return value;
	if (typeof value === 'string' && /^\s*([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|NaN|-?Infinity)\s*$/i.test(value)) return value.trim();
	return { reason: `${must}; it returned ${value === null ? 'null' : JSON.stringify(value).slice(0, 60)}` };
}

function problem(result: PlanResult): Measured {
	if (result.ok)
		return { kind: 'problem', problem: { kind: 'query', message: 'The engine answered something else' }, durationMs: result.durationMs };
	return {
		kind: 'problem',
		problem: result.problem,
		...(result.sql === undefined ? {} : { sql: result.sql }),
		durationMs: result.durationMs,
	};
}
