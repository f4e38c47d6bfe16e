import type { Cell } from '../spec/result.ts';
import { age, clip, count, counted, figure, percent } from '../spec/words.ts';
import type { Check } from './check.ts';
import type { Measured } from './measured.ts';
import { digits, figureBeside, quoted } from './words.ts';

type Figures = Extract<Measured, { readonly kind: 'measured' }>;

/** A finding is one line of fewer characters than this. */
const LONGEST = 119;

/** Names the thing, the count and the rule: `delay: 12 of 3,000,000 rows below -60 (minimum -60); smallest -1,420`. */
export function verdictMessage(check: Check, measured: Figures, good: boolean): string {
	const subject = clip(check.subject, 40);
	const rule = clip(check.expected, 56);
	const note = measured.note && !good && check.unit !== 'columns' ? `; ${measured.note}` : '';
	return shorten([`${subject}: `, finding(check, measured, good), ` (${rule})`, note], check, measured, good);
}

/** Why nothing was executed, after what was to be. */
export function notCheckedMessage(check: Check, outcome: 'notEnforced' | 'errored', reason: string): string {
	const subject = clip(check.subject, 30);
	const rule = check.expected === check.subject ? '' : `${clip(ruleName(check), 34)} `;
	if (check.rule === 'data.source') return clip(`${subject}: ${reason}`, LONGEST);
	if (reason.startsWith('not run')) return clip(`${subject}: ${rule}${reason}`, LONGEST);
	return clip(`${subject}: ${rule}${outcome === 'errored' ? 'could not be checked' : 'not enforced'}: ${reason}`, LONGEST);
}

/** What a rule is called, without what it must be: nothing was compared. */
function ruleName({ expected, family }: Check): string {
	return family === 'quality' || family === 'statistics' ? expected.replace(/:? must (?:not )?be .*$/, '') : expected;
}

/** The source's own result says which one and what is. */
export function unsupportedMessage(check: Check): string {
	return notCheckedMessage(check, 'errored', `not run: the data of ${clip(check.object ?? check.subject, 30)} is not supported yet`);
}

/** Drops the note, then shortens, until the line is short enough. */
function shorten(parts: readonly string[], check: Check, measured: Figures, good: boolean): string {
	const whole = clip(parts.join(''), 1000);
	if (whole.length <= LONGEST) return whole;
	const [subject = '', body = ''] = parts;
	const left = LONGEST - subject.length - body.length - 3;
	if (left >= 8) return clip(`${subject}${body} (${clip(check.expected, left)})`, LONGEST);
	return clip(`${subject}${finding(check, measured, good)}`, LONGEST);
}

function finding(check: Check, measured: Figures, good: boolean): string {
	const { observed } = measured;
	switch (check.measure.kind) {
		case 'presence':
			if (check.rule !== 'data.presence') return measured.note ?? '';
			if (good) return 'in the data';
			return measured.note === undefined ? 'not in the data' : `not in the data, which has ${quoted(measured.note)}`;
		case 'type':
			if (measured.fits === false) return `${clip(String(observed), 40)} in the data`;
			return rowsOf(check, measured, good);
		case 'rowCount':
			return `${counted(Number(observed), 'row')}${check.violation ? ` ${check.violation}` : ''}`;
		case 'age':
			return ageFinding(check.measure.which, observed);
		case 'sql':
		case 'statistic':
			return figureOf(observed, check);
		default:
			return rowsOf(check, measured, good);
	}
}

function rowsOf(check: Check, { observed, failingRows, totalRows, note }: Figures, good: boolean): string {
	const { unit, violation = 'violating', family } = check;
	const failing = failingRows ?? Number(observed);
	if (good && failing === 0 && family !== 'quality') {
		return totalRows === undefined ? 'holds' : totalRows === 0 ? 'holds, there are no rows' : `holds in ${counted(totalRows, 'row')}`;
	}
	const words = clip(good ? violation : orNaN(check, violation, note), 60);
	if (unit === 'percent')
		return `${figureBeside(Number(observed), boundsOf(check), percent)} of ${counted(totalRows ?? 0, 'row')} ${words}`;
	const total = totalRows === undefined ? '' : ` of ${count(totalRows)}`;
	return `${count(failing)}${total} ${(totalRows ?? failing) === 1 ? 'row' : 'rows'} ${words}`;
}

/** NaN breaks every bound; it is there where no extreme can be named. */
function orNaN({ measure }: Check, violation: string, note: string | undefined): string {
	if (note !== undefined || measure.kind !== 'violations' || measure.where.kind !== 'or') return violation;
	const nan = measure.where.of.some((part) => part.kind === 'isNaN' && part.of.kind === 'column' && part.of.path === undefined);
	return nan && measure.where.of.length === 2 && measure.where.of[0]?.kind === 'compare' && measure.where.of[0].left.kind === 'column'
		? `${violation} or NaN`
		: violation;
}

function ageFinding(which: 'newest' | 'oldest' | 'longestGap', observed: Cell): string {
	if (observed === null) return 'no instant in the data';
	const seconds = Number(observed);
	if (which === 'longestGap') return `longest gap ${age(seconds)}`;
	return seconds < 0 ? `${which} instant ${age(-seconds)} in the future` : `${which} instant ${age(seconds)} old`;
}

function boundsOf({ bound }: Check): number[] {
	if (bound.kind === 'between' || bound.kind === 'notBetween') return [bound.low, bound.high].map(Number);
	return 'value' in bound && typeof bound.value === 'number' ? [bound.value] : [];
}

function figureOf(observed: Cell, check: Check): string {
	if (observed === null) return 'no value';
	if (typeof observed === 'number') return figureBeside(observed, boundsOf(check), figure);
	if (typeof observed === 'string' && /^-?\d+(\.\d+)?$/.test(observed))
		return observed.length < 16 ? figure(Number(observed)) : digits(observed);
	return typeof observed === 'object' ? clip(JSON.stringify(observed), 40) : clip(String(observed), 40);
}
