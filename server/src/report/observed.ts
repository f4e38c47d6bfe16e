import type { CheckResult } from '../spec/result.ts';
import { cellText } from './visible.ts';
import { age, count, counted, figure, percent, share } from './words.ts';

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
	if (result.rule === 'data.presence') {
		return result.outcome === 'passed' ? 'in the data' : 'not in the data';
	}
	if (typeof result.observed !== 'number') {
		return `${about}${cellText(result.observed)}`;
	}
	if (result.unit === 'seconds') {
		return about + age(result.observed);
	}
	const unit = result.unit === undefined || result.unit === 'value' ? '' : ` ${result.unit}`;
	return about + (result.unit === 'percent' ? percent(result.observed) : figure(result.observed) + unit);
}
