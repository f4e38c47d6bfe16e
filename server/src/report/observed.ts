import type { CheckResult } from '../spec/result.ts';
import { cellText } from './visible.ts';
import { count, counted, share } from './words.ts';

/** `12 of 3,000,000 rows (0.0004 %)`, `17.2`, `4.1 %`; empty where nothing was observed. */
export function observedText(result: CheckResult): string {
	if (result.observed === undefined) {
		return '';
	}
	const about = result.approximate ? '≈ ' : '';
	if (result.unit === 'rows' && typeof result.observed === 'number') {
		const { failingRows, totalRows } = result;
		return failingRows !== undefined && totalRows !== undefined && totalRows > 0 && failingRows === result.observed
			? `${about}${count(failingRows)} of ${counted(totalRows, 'row')}${failingRows > 0 ? ` (${share(failingRows, totalRows)})` : ''}`
			: `${about}${counted(result.observed, 'row')}`;
	}
	const value = typeof result.observed === 'number' ? count(result.observed) : cellText(result.observed);
	return `${about}${value}${result.unit === undefined || result.unit === 'value' ? '' : result.unit === 'percent' ? ' %' : ` ${result.unit}`}`;
}
