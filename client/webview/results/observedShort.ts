import { observedText } from '../../../server/src/report/observed.ts';
import { outcomeWords } from '../../../server/src/report/outcome.ts';
import { shorten } from '../../../server/src/report/visible.ts';
import { count, counted, share } from '../../../server/src/report/words.ts';
import type { CheckResult } from '../../../server/src/spec/result.ts';

/** What was found, in a column's width: `12 rows`, `17.2`, `25 y 147 d`; the outcome's word where nothing was. */
export function observedShort(result: CheckResult): string {
	if (result.outcome === 'errored' || result.outcome === 'notEnforced') return outcomeWords[result.outcome];
	const about = result.approximate ? '≈ ' : '';
	if (result.failingRows !== undefined) return about + counted(result.failingRows, 'row');
	if (result.unit === 'seconds' && typeof result.observed === 'number') return about + span(result.observed);
	return shorten(observedText(result), 24);
}

/** Share of the rows that break the rule; empty where rows are not what it counts, or none does. */
export function shareShort({ failingRows, totalRows, approximate }: CheckResult): string {
	return failingRows && totalRows ? (approximate ? '≈ ' : '') + share(failingRows, totalRows) : '';
}

function span(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	const days = Math.floor(minutes / 1440);
	if (days >= 365) return `${count(Math.floor(days / 365))} y ${days % 365} d`;
	if (days >= 2) return `${days} d`;
	return minutes >= 120 ? `${Math.floor(minutes / 60)} h` : minutes >= 1 ? `${minutes} min` : `${Number(seconds.toFixed(1))} s`;
}
