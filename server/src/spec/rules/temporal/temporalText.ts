import { type TemporalParts, type TemporalPattern, temporalPattern } from './temporalPattern.ts';

export type TemporalType = 'date' | 'timestamp' | 'time';

export interface Temporal {
	/** Milliseconds: since 1970 for dates and timestamps (of UTC, or of the wall where `zoned` is false), since midnight for times. */
	readonly milliseconds: number;
	readonly zoned: boolean;
}

/** `unsure`: the text says more than is read here, or its format cannot be read, so nothing can be said. */
export type TemporalReading = Temporal | 'invalid' | 'unsure';

export function isTemporalType(type: string | undefined): type is TemporalType {
	return type === 'date' || type === 'timestamp' || type === 'time';
}

/**
 * Reads a date, timestamp or time of day: ISO 8601 always, else by a JDK pattern where one is given. A date may carry a
 * time and a timestamp may be a day alone. The calendar is checked: 30 February is invalid.
 */
export function readTemporal(text: string, type: TemporalType, format?: string): TemporalReading {
	const parts = temporalParts(text, type, format);
	return typeof parts === 'string' ? parts : assemble(parts);
}

/** As {@link readTemporal}, with what the text says rather than what it comes to. */
export function temporalParts(text: string, type: TemporalType, format?: string): TemporalParts | 'invalid' | 'unsure' {
	const parts = isoParts(text.trim(), type) ?? formattedParts(text.trim(), format);
	return typeof parts === 'object' && assemble(parts) === 'invalid' ? 'invalid' : parts;
}

function formattedParts(text: string, format: string | undefined): TemporalParts | 'invalid' | 'unsure' {
	if (format === undefined) return 'invalid';
	if (latest?.format !== format) {
		const pattern = temporalPattern(format);
		latest = { format, pattern: 'reason' in pattern ? undefined : pattern };
	}
	return latest.pattern?.parse(text) ?? 'unsure';
}

/** The format of a property is asked for again and again: for each bound, each example. */
let latest: { readonly format: string; readonly pattern: TemporalPattern | undefined } | undefined;

const zone = '(Z|z|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?)?';
const clock = `(\\d{2}):(\\d{2})(?::(\\d{2}(?:[.,]\\d{1,12})?))?\\s?${zone}`;
const isoDay = /^([+-]?\d{4,6})-(\d{2})-(\d{2})$/;
const isoInstant = new RegExp(`^([+-]?\\d{4,6})-(\\d{2})-(\\d{2})(?:[Tt]|\\s+)${clock}$`);
const isoTime = new RegExp(`^[Tt]?${clock}$`);

function isoParts(text: string, type: TemporalType): TemporalParts | undefined {
	const [, ...time] = type === 'time' ? (isoTime.exec(text) ?? []) : [];
	if (time.length > 0) return clockParts(time);
	if (type === 'time') return undefined;
	const [, year, month, day, ...clock] = isoDay.exec(text) ?? isoInstant.exec(text) ?? [];
	if (year === undefined) return undefined;
	return { year: Number(year), month: Number(month), day: Number(day), ...(clock.length === 0 ? {} : clockParts(clock)) };
}

function clockParts([hour, minute, second = '00', offset]: readonly (string | undefined)[]): TemporalParts {
	const parts = { hour: Number(hour), minute: Number(minute), second: second.replace(',', '.') };
	return offset === undefined ? parts : { ...parts, offset: offset.toUpperCase() };
}

function assemble(parts: TemporalParts): Temporal | 'invalid' {
	const { year, month = 1, day = 1, hour = 0, minute = 0, offset } = parts;
	const second = Number(parts.second ?? 0);
	const midnight = hour === 24 && minute === 0 && second === 0;
	if ((hour > 23 && !midnight) || minute > 59 || second >= 61) return 'invalid';
	const ahead = offset === undefined ? 0 : offsetMinutes(offset);
	if (!(Math.abs(ahead) <= 18 * 60)) return 'invalid';
	let days = 0;
	if (year !== undefined) {
		if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return 'invalid';
		days = dayNumber(year, month, day);
	}
	const seconds = (hour * 60 + minute - ahead) * 60 + second;
	return { milliseconds: days * 86_400_000 + seconds * 1000, zoned: offset !== undefined };
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

function offsetMinutes(text: string): number {
	if (/^z$/i.test(text)) return 0;
	const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?/.exec(text) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
}
