import { type JavaPattern, parseJavaPattern } from './javaPattern.ts';

/**
 * A date format as the standard has it: a pattern of the JDK's DateTimeFormatter (`yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX`),
 * read strictly and in English.
 */
export interface TemporalPattern {
	/** RE2, anchored: what a text of this format looks like. */
	readonly pattern: string;
	/** What a text of this format says; `invalid`: it is not of the format; `unsure`: it says more than is read here. */
	parse(text: string): TemporalParts | 'invalid' | 'unsure';
}

/** What a text says of a date and a time of day. Its numbers are within their field; the calendar is not yet asked. */
export interface TemporalParts {
	readonly year?: number;
	readonly month?: number;
	readonly day?: number;
	readonly hour?: number;
	readonly minute?: number;
	/** With its fraction, as digits: `07.25`. */
	readonly second?: string;
	/** `Z`, `+10`, `+1000` or `+10:00`. */
	readonly offset?: string;
}

export function temporalPattern(format: string): TemporalPattern | { readonly reason: string } {
	const parsed = parseJavaPattern(format);
	if (!parsed.ok) return { reason: parsed.problem.message };
	const groups: Group[] = [];
	try {
		const pattern = compile(parsed, groups);
		const expression = new RegExp(`^(?:${pattern})$`);
		return {
			pattern: `\\A(?:${pattern.replace(/(?<!\\)\((?!\?)/g, '(?:')})\\z`,
			parse: (text) => partsOf(expression.exec(text), groups),
		};
	} catch (error) {
		if (error instanceof NoPattern) return { reason: error.message };
		throw error;
	}
}

class NoPattern extends Error {}

type Group =
	| 'year'
	| 'shortYear'
	| 'month'
	| 'monthName'
	| 'day'
	| 'hour'
	| 'hour12'
	| 'half'
	| 'minute'
	| 'second'
	| 'fraction'
	| 'nanosecond'
	| 'offset'
	/** Part of what a text says that is not turned into a date: the day of the year, a quarter, an era, a zone by name. */
	| 'other';

function compile({ parts }: Extract<JavaPattern, { readonly ok: true }>, groups: Group[]): string {
	let depth = 0;
	const text = parts.map((part) => {
		if (part.kind === 'field') return field(part.letter.repeat(part.count), groups);
		if (part.kind === 'literal') return literally(part.text);
		depth += part.opens ? 1 : -1;
		return part.opens ? '(?:' : ')?';
	});
	// A "[" that is never closed reaches to the end.
	return text.join('') + ')?'.repeat(depth);
}

function field(letters: string, groups: Group[]): string {
	const width = letters.length;
	const group = (name: Group, pattern: string) => {
		groups.push(name);
		return `(${pattern})`;
	};
	/** Fields that the JDK writes as a number up to a width, and in another way behind it. */
	const upTo = (most: number, pattern: string) => {
		if (width > most) throw new NoPattern(`it uses "${letters}", which Plumbline does not read`);
		return pattern;
	};
	switch (letters.charAt(0)) {
		case 'y':
		case 'u':
			if (width === 2) return group('shortYear', '[0-9]{2}');
			return group('year', width === 1 ? '[0-9]{1,9}' : `[0-9]{${width}}`);
		case 'M':
		case 'L':
			if (width <= 2) return group('month', width === 1 ? '1[0-2]|0?[1-9]' : '1[0-2]|0[1-9]');
			return group('monthName', upTo(4, (width === 3 ? MONTHS.map((month) => month.slice(0, 3)) : MONTHS).join('|')));
		case 'd':
			return group('day', width === 1 ? '3[01]|[12][0-9]|0?[1-9]' : '3[01]|[12][0-9]|0[1-9]');
		case 'H':
			return group('hour', width === 1 ? '2[0-3]|1[0-9]|0?[0-9]' : '2[0-3]|[01][0-9]');
		case 'h':
			return group('hour12', width === 1 ? '1[0-2]|0?[1-9]' : '1[0-2]|0[1-9]');
		case 'm':
			return group('minute', width === 1 ? '[0-5]?[0-9]' : '[0-5][0-9]');
		case 's':
			return group('second', width === 1 ? '[0-5]?[0-9]' : '[0-5][0-9]');
		case 'S':
			return group('fraction', `[0-9]{${width}}`);
		case 'n':
			return group('nanosecond', width === 1 ? '[0-9]{1,9}' : `[0-9]{${width}}`);
		case 'a':
			return group('half', 'AM|PM|am|pm');
		case 'E':
			return upTo(4, `(?:${(width <= 3 ? DAYS.map((day) => day.slice(0, 3)) : DAYS).join('|')})`);
		case 'G':
			return group('other', upTo(4, width <= 3 ? 'AD|BC' : 'Anno Domini|Before Christ'));
		case 'Q':
			return group('other', upTo(2, width === 1 ? '[1-4]' : '0[1-4]'));
		case 'D':
			return group('other', width === 3 ? '[0-3][0-9]{2}' : '[0-9]{1,3}');
		case 'X':
		case 'x':
		case 'Z':
			return group('offset', offset(letters.charAt(0), width));
		case 'O':
			return group('offset', '(?:GMT|UTC)(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?');
		case 'V':
		case 'z':
			return group('other', '[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*');
		default:
			throw new NoPattern(`it uses "${letters}", which Plumbline does not read`);
	}
}

/** The colon is taken with and without: the standard's own examples write `Z` for `+10:00`. */
function offset(letter: string, width: number): string {
	const signed = '[+-][0-9]{2}:?[0-9]{2}';
	if (letter === 'x') return width === 1 ? '[+-][0-9]{2}(?::?[0-9]{2})?' : signed;
	if (letter === 'X') return width === 1 ? 'Z|[+-][0-9]{2}(?::?[0-9]{2})?' : `Z|${signed}`;
	return width === 4 ? `GMT(?:${signed})?` : `Z|${signed}`;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function literally(text: string): string {
	return text.replace(/[^A-Za-z0-9 ]/g, (character) => (/[\x21-\x7e]/.test(character) ? `\\${character}` : character));
}

function partsOf(match: RegExpExecArray | null, groups: readonly Group[]): TemporalParts | 'invalid' | 'unsure' {
	if (!match) return 'invalid';
	const found = new Map<Group, string>();
	groups.forEach((group, index) => {
		const text = match[index + 1];
		if (text !== undefined && !found.has(group)) found.set(group, text);
	});
	if (found.has('other')) return 'unsure';
	const number = (group: Group) => (found.has(group) ? Number(found.get(group)) : undefined);
	const shortYear = number('shortYear');
	const monthName = found.get('monthName');
	const hour12 = number('hour12');
	const fraction = found.get('fraction') ?? found.get('nanosecond')?.padStart(9, '0');
	const whole = found.get('second') ?? (fraction === undefined ? undefined : '0');
	const defined = {
		year: number('year') ?? (shortYear === undefined ? undefined : 2000 + shortYear),
		month: number('month') ?? (monthName === undefined ? undefined : MONTHS.findIndex((name) => name.startsWith(monthName)) + 1),
		day: number('day'),
		hour: number('hour') ?? (hour12 === undefined ? undefined : (hour12 % 12) + (/p/i.test(found.get('half') ?? '') ? 12 : 0)),
		minute: number('minute'),
		second: whole === undefined ? undefined : `${whole}${fraction === undefined ? '' : `.${fraction}`}`,
		offset: offsetOf(found.get('offset')),
	};
	return Object.fromEntries(Object.entries(defined).filter(([, value]) => value !== undefined));
}

/** `GMT`, `UTC+2`, `+0130`, `Z` → `Z`, `+02`, `+0130`, `Z`. */
function offsetOf(text: string | undefined): string | undefined {
	const bare = text?.replace(/^(?:GMT|UTC)/, '').replace(/^([+-])([0-9])(?![0-9])/, '$10$2');
	return bare === '' ? 'Z' : bare;
}
