import type { StoredResult, StoredRun } from '../shared/messages.ts';
import type { CheckResult } from '../spec/result.ts';

/** What a run found, before it joins what earlier runs found. */
export type FreshRun = Omit<StoredRun, 'history'>;

/**
 * What is known of a contract after a run: the run's results, those of other rules that are still declared, and the
 * history with this run at its end.
 *
 * @param isDeclared tells ids of rules that the contract still has; results of others are dropped
 */
export function mergedRun(previous: StoredRun | undefined, fresh: FreshRun, isDeclared: (id: string) => boolean): StoredRun {
	const earlier = new Map((previous?.results ?? []).map((each) => [each.result.id, each]));
	const found = new Set(fresh.results.map(({ result }) => result.id));
	const kept = (previous?.results ?? []).filter(({ result }) => !found.has(result.id) && isDeclared(result.id));
	const results = inOrder([...fresh.results.map((each) => withTrend(each, earlier.get(each.result.id))), ...kept]);
	return { ...fresh, results, history: [...(previous?.history ?? []), summary(fresh.startedIso, results)].slice(-longestHistory) };
}

/** By place in the text, so that a list of them reads like the contract. */
function inOrder(results: readonly StoredResult[]): StoredResult[] {
	const at = ({ result }: StoredResult) => result.location.range.start;
	return [...results].sort((a, b) => at(a).line - at(b).line || at(a).character - at(b).character);
}

function withTrend(fresh: StoredResult, earlier: StoredResult | undefined): StoredResult {
	if (!earlier || earlier.checkedIso === fresh.checkedIso) return fresh;
	const figure = figureOf(earlier.result);
	const trend = [...(earlier.trend ?? []), ...(figure === undefined ? [] : [figure])].slice(-longestHistory);
	return trend.length === 0 ? fresh : { ...fresh, trend };
}

function figureOf({ failingRows, observed }: CheckResult): number | undefined {
	return failingRows ?? (typeof observed === 'number' ? observed : undefined);
}

function summary(startedIso: string, results: readonly StoredResult[]): StoredRun['history'][number] {
	const count = (outcome: CheckResult['outcome']) => results.filter(({ result }) => result.outcome === outcome).length;
	return { startedIso, passed: count('passed'), failed: count('failed'), warned: count('warned'), errored: count('errored') };
}

const longestHistory = 50;
