import { isProblem, subjectOf } from '../../../server/src/report/outcome.ts';
import type { StoredResult } from '../../../server/src/shared/messages.ts';

export const tabs = ['failed', 'all', 'notEnforced'] as const;
export type Tab = (typeof tabs)[number];

export const sortKeys = ['place', 'outcome', 'subject', 'rule', 'rows', 'share'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Filter {
	readonly tab: Tab;
	/** Empty: of every object, or dimension. */
	readonly object: string;
	readonly dimension: string;
	readonly find: string;
	readonly sort: SortKey;
	readonly descending: boolean;
}

export const noFilter: Filter = { tab: 'failed', object: '', dimension: '', find: '', sort: 'place', descending: false };

/** Those that pass the filter, sorted; as they stand in the contract where nothing else is asked for. */
export function filtered(results: readonly StoredResult[], filter: Filter): readonly StoredResult[] {
	const words = filter.find.toLowerCase().split(/\s+/).filter(Boolean);
	const kept = results.filter(
		(stored) =>
			inTab(stored, filter.tab) &&
			(filter.object === '' || stored.result.object === filter.object) &&
			(filter.dimension === '' || stored.result.dimension === filter.dimension) &&
			(words.length === 0 || hasWords(stored, words)),
	);
	if (filter.sort === 'place') return filter.descending ? kept.reverse() : kept;
	const sign = filter.descending ? -1 : 1;
	const by = orders[filter.sort];
	return kept.sort((a, b) => sign * by(a, b));
}

/** After a press on the title of a column: one direction, the other, and then as the rules stand in the contract. */
export function sortedBy(filter: Filter, key: SortKey): Filter {
	const first = key === 'rows' || key === 'share';
	if (filter.sort !== key) return { ...filter, sort: key, descending: first };
	if (filter.descending === first || key === 'place') return { ...filter, descending: !filter.descending };
	return { ...filter, sort: 'place', descending: false };
}

export function inTab({ result }: StoredResult, tab: Tab): boolean {
	return tab === 'all' || (tab === 'notEnforced' ? result.outcome === 'notEnforced' : isProblem(result));
}

/** Of what there is, in the order of the alphabet. */
export function namesIn(results: readonly StoredResult[], key: 'object' | 'dimension'): string[] {
	const names = new Set<string>();
	for (const { result } of results) {
		const name = result[key];
		if (name !== undefined) names.add(name);
	}
	return [...names].sort((a, b) => a.localeCompare(b));
}

function hasWords({ result }: StoredResult, words: readonly string[]): boolean {
	const text = `${subjectOf(result)} ${result.expected ?? ''} ${result.rule} ${result.message}`.toLowerCase();
	return words.every((word) => text.includes(word));
}

const severity = { errored: 0, failed: 1, warned: 2, notEnforced: 3, passed: 4 } as const;

const orders: Readonly<Record<Exclude<SortKey, 'place'>, (a: StoredResult, b: StoredResult) => number>> = {
	outcome: (a, b) => severity[a.result.outcome] - severity[b.result.outcome],
	subject: (a, b) => subjectOf(a.result).localeCompare(subjectOf(b.result)),
	rule: (a, b) => (a.result.expected ?? '').localeCompare(b.result.expected ?? ''),
	rows: (a, b) => (a.result.failingRows ?? -1) - (b.result.failingRows ?? -1),
	share: (a, b) => shareOf(a) - shareOf(b),
};

function shareOf({ result }: StoredResult): number {
	return result.failingRows === undefined || !result.totalRows ? -1 : result.failingRows / result.totalRows;
}
