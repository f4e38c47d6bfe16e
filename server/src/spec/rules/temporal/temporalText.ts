import { type PatternPart, parseJavaPattern } from './javaPattern.ts';

export type TemporalType = 'date' | 'timestamp' | 'time';

export interface Temporal {
	/** Milliseconds: since 1970 for dates and timestamps (of UTC, or of the wall where `zoned` is false), since midnight for times. */
	readonly milliseconds: number;
	readonly zoned: boolean;
}

/** `unsure`: the pattern has parts that are not read here, so nothing can be said. */
export type TemporalReading = Temporal | 'invalid' | 'unsure';

export function isTemporalType(type: string | undefined): type is TemporalType {
	return type === 'date' || type === 'timestamp' || type === 'time';
}

/**
 * Reads a date, timestamp or time of day: ISO 8601 always, else by a JDK pattern where one is given. A date may carry a
 * time and a timestamp may be a day alone. The calendar is checked: 30 February is invalid.
 */
export function readTemporal(text: string, type: TemporalType, format?: string): TemporalReading {
	const iso = readIso(text.trim(), type);
	if (iso !== undefined) return iso;
	if (format === undefined) return 'invalid';
	const parsed = parseJavaPattern(format);
	return parsed.ok ? readByPattern(text.trim(), parsed.parts) : 'unsure';
}

const zone = '(Z|z|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?)?';
const clock = `(\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,12}))?)?\\s?${zone}`;
const isoDay = /^([+-]?\d{4,6})-(\d{2})-(\d{2})$/;
const isoInstant = new RegExp(`^([+-]?\\d{4,6})-(\\d{2})-(\\d{2})(?:[Tt]|\\s+)${clock}$`);
const isoTime = new RegExp(`^[Tt]?${clock}$`);

function readIso(text: string, type: TemporalType): Temporal | 'invalid' | undefined {
	if (type === 'time') {
		const time = isoTime.exec(text);
		return time === null ? undefined : build(undefined, time.slice(1));
	}
	const day = isoDay.exec(text);
	if (day !== null) return build(day.slice(1, 4), []);
	const instant = isoInstant.exec(text);
	return instant === null ? undefined : build(instant.slice(1, 4), instant.slice(4));
}

function build(day: readonly (string | undefined)[] | undefined, time: readonly (string | undefined)[]): Temporal | 'invalid' {
	const [hour, minute, second, fraction, offset] = time;
	const fields: Fields = {
		hour: number(hour),
		minute: number(minute),
		second: number(second),
		milliseconds: Number(`0.${fraction ?? 0}`) * 1000,
	};
	if (day !== undefined) {
		fields.year = number(day[0]);
		fields.month = number(day[1]);
		fields.day = number(day[2]);
	}
	if (offset !== undefined) fields.offsetMinutes = offsetMinutes(offset);
	return assemble(fields);
}

interface Fields {
	year?: number;
	month?: number;
	day?: number;
	hour?: number;
	minute?: number;
	second?: number;
	milliseconds?: number;
	offsetMinutes?: number;
}

function assemble(fields: Fields): Temporal | 'invalid' {
	const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0, milliseconds = 0, offsetMinutes: offset } = fields;
	const midnight = hour === 24 && minute === 0 && second === 0 && milliseconds === 0;
	if ((hour > 23 && !midnight) || minute > 59 || second > 60) return 'invalid';
	if (offset !== undefined && !(Math.abs(offset) <= 18 * 60)) return 'invalid';
	let days = 0;
	if (year !== undefined) {
		if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return 'invalid';
		days = dayNumber(year, month, day);
	}
	const time = ((hour * 60 + minute - (offset ?? 0)) * 60 + second) * 1000 + milliseconds;
	return { milliseconds: days * 86_400_000 + time, zoned: offset !== undefined };
}

export function daysInMonth(year: number, month: number): number {
	const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. Source: H. Hinnant, days_from_civil. */
function dayNumber(year: number, month: number, day: number): number {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

function number(text: string | undefined): number {
	return text === undefined ? 0 : Number(text);
}

function offsetMinutes(text: string): number {
	if (/^z$/i.test(text)) return 0;
	const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?/.exec(text) ?? [];
	return (sign === '-' ? -1 : 1) * (number(hours) * 60 + number(minutes));
}

// By pattern.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const zoneText = '(Z|[+-]\\d{1,2}(?::?\\d{2}(?::?\\d{2})?)?|[A-Za-z][A-Za-z0-9/_+:-]*)';

function readByPattern(text: string, parts: readonly PatternPart[]): TemporalReading {
	const letters: string[] = [];
	let expression = '';
	for (const part of parts) {
		if (part.kind === 'literal') expression += part.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
		else if (part.kind === 'optional') expression += part.opens ? '(?:' : ')?';
		else {
			const field = expressionOf(part.letter, part.count);
			if (field === undefined) return 'unsure';
			letters.push(part.letter);
			expression += field;
		}
	}
	const unclosed = parts.reduce((depth, part) => (part.kind === 'optional' ? depth + (part.opens ? 1 : -1) : depth), 0);
	const match = new RegExp(`^${expression}${')?'.repeat(unclosed)}$`, 'i').exec(text);
	if (match === null) return 'invalid';
	const fields: Fields = {};
	let noon: string | undefined;
	for (const [index, letter] of letters.entries()) {
		const value = match[index + 1];
		if (value === undefined) continue;
		if (letter === 'a') noon = value.toLowerCase();
		else if (!setField(fields, letter, value)) return 'unsure';
	}
	if (noon !== undefined && fields.hour !== undefined) fields.hour = (fields.hour % 12) + (noon === 'pm' ? 12 : 0);
	return assemble(fields);
}

/** One group per field; undefined for letters that are not read here. */
function expressionOf(letter: string, count: number): string | undefined {
	switch (letter) {
		case 'y':
		case 'u':
			return count === 2 ? '(\\d{2})' : count <= 3 ? '(\\d{1,6})' : `(\\d{${count},6})`;
		case 'M':
		case 'L':
			return count >= 3 ? (count === 5 ? undefined : '([a-z]{3,9})') : count === 2 ? '(\\d{2})' : '(\\d{1,2})';
		case 'd':
		case 'H':
		case 'h':
		case 'm':
		case 's':
			return count === 2 ? '(\\d{2})' : '(\\d{1,2})';
		case 'S':
			return `(\\d{${count}})`;
		case 'a':
			return '(AM|PM)';
		case 'E':
			return '([a-z]{2,9})';
		case 'X':
		case 'x':
		case 'Z':
		case 'O':
		case 'z':
		case 'V':
			return zoneText;
		default:
			return undefined;
	}
}

function setField(fields: Fields, letter: string, value: string): boolean {
	const digits = Number(value);
	if (letter === 'y' || letter === 'u') fields.year = value.length === 2 ? 2000 + digits : digits;
	else if (letter === 'd') fields.day = digits;
	else if (letter === 'H' || letter === 'h') fields.hour = digits;
	else if (letter === 'm') fields.minute = digits;
	else if (letter === 's') fields.second = digits;
	else if (letter === 'S') fields.milliseconds = Number(`0.${value}`) * 1000;
	else if (letter === 'E') return true;
	else if (letter === 'M' || letter === 'L') {
		fields.month = Number.isNaN(digits) ? months.indexOf(value.slice(0, 3).toLowerCase()) + 1 : digits;
		return fields.month !== 0;
	} else if (/^(?:z|[+-]\d)/i.test(value)) fields.offsetMinutes = offsetMinutes(value);
	return true;
}
