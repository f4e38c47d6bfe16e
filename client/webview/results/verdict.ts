import { isProblem } from '../../../server/src/report/outcome.ts';
import { summarise } from '../../../server/src/report/summary.ts';
import { visible } from '../../../server/src/report/visible.ts';
import { count, counted } from '../../../server/src/report/words.ts';
import type { StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import type { Outcome } from '../../../server/src/spec/result.ts';

export interface Verdict {
	readonly outcome: Outcome;
	/** The answer: `3 of 44 rules fail`. */
	readonly sentence: string;
	/** `41 passed · 3 failed · 2 not enforced`. */
	readonly counts: string;
	readonly rows: number;
}

/** The same words as every report has. */
export function verdictOf({ results }: StoredRun): Verdict {
	const report = {
		command: 'check' as const,
		results: results.map(({ result }) => result),
		sources: new Map(),
		problems: [],
		failOn: 'error' as const,
		strict: false,
	};
	const { verdict, sentence, outcomes, rows } = summarise(report);
	const words: readonly (readonly [Outcome, string])[] = [
		['passed', 'passed'],
		['failed', 'failed'],
		['warned', 'warned'],
		['errored', 'errored'],
		['notEnforced', 'not enforced'],
	];
	const counts = words.flatMap(([outcome, word]) => (outcomes[outcome] > 0 ? [together(`${count(outcomes[outcome])} ${word}`)] : []));
	return { outcome: verdict, sentence, counts: counts.join(' · '), rows };
}

/** Words that stand in one line. */
export function together(words: string): string {
	return words.replaceAll(' ', '\u00a0');
}

/** Whether no source could be read at all: then that is the answer, and the rules are beside the point. */
export function noDataIn({ results }: StoredRun): string | undefined {
	const sources = results.filter(({ result }) => result.rule === 'data.source' && result.outcome === 'errored');
	const answered = results.some(({ result }) => result.outcome !== 'errored' && result.outcome !== 'notEnforced');
	const first = sources[0]?.result;
	// An engine that was lost says nothing of the data.
	return answered || first?.trouble === 'crashed' ? undefined : (first?.reason ?? first?.message);
}

/** How many of a run's results that have arrived do not pass. */
export function failedOf(results: readonly StoredResult[], arrived: ReadonlySet<string> | undefined): number {
	return arrived ? results.reduce((sum, each) => sum + (arrived.has(each.result.id) && isProblem(each.result) ? 1 : 0), 0) : 0;
}

/** `2 of 40 results are of rules or data that have changed since`. */
export function staleIn({ results }: StoredRun): string | undefined {
	const rules = results.filter(({ stale }) => stale === 'rule').length;
	const data = results.filter(({ stale }) => stale === 'data').length;
	if (rules + data === 0) return undefined;
	const of = rules + data === results.length ? 'All results' : `${count(rules + data)} of ${counted(results.length, 'result')}`;
	const what = rules > 0 && data > 0 ? 'Rules and data have' : rules > 0 ? (rules === 1 ? 'A rule has' : 'Rules have') : 'The data has';
	return `${what} changed since. ${of} may no longer be so.`;
}

/** What could not be checked and why, where that is not the whole answer: `4 rules could not be checked: …`. */
export function erroredIn({ results }: StoredRun): string | undefined {
	const errored = results.filter(({ result }) => result.outcome === 'errored');
	const first = errored[0]?.result;
	if (!first) return undefined;
	return `${counted(errored.length, 'rule')} could not be checked: ${visible(first.reason ?? first.message)}`;
}
