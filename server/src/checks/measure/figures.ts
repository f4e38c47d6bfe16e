import type { Check } from '../check.ts';
import type { Figures } from '../measured.ts';

/** What a check of rows comes to, in the check's unit. */
export function violating(check: Check, failingRows: number, totalRows: number): Figures {
	const share = totalRows === 0 ? 0 : (100 * failingRows) / totalRows;
	return { kind: 'measured', observed: check.unit === 'percent' ? share : failingRows, failingRows, totalRows };
}

/**
 * Seconds from an instant (ISO 8601, UTC where it says no offset) to now; undefined where it is no instant that a clock
 * can show, such as infinity.
 */
export function ageSeconds(instant: string, nowIso: string): number | undefined {
	const then = milliseconds(instant);
	const now = milliseconds(nowIso);
	return Number.isFinite(then) && Number.isFinite(now) ? (now - then) / 1000 : undefined;
}

function milliseconds(text: string): number {
	const [whole = '', fraction = ''] = text.split(/\.(\d+)/);
	const zone = text.slice(whole.length + (fraction ? fraction.length + 1 : 0));
	const dated = whole.includes('T') ? whole : whole.replace(/Z$/, '');
	const offset = /(Z|[+-]\d\d:?\d\d)$/.test(dated) && dated.includes('T') ? '' : zone || (dated.includes('T') ? 'Z' : '');
	return Date.parse(`${dated}${offset}`) + (fraction ? Number(`0.${fraction}`) * 1000 : 0);
}
