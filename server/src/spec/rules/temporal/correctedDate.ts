import { daysInMonth, readTemporal, type TemporalType } from './temporalText.ts';

const monthFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)$/;
const yearFirst = /^(\d{4})[/. ]?(\d{1,2})[/. ]?(\d{1,2})(?!\d)(.*)$/;
const dashed = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(.*)$/;

/** What a text that is no date most likely meant, in ISO 8601; undefined where that would be a guess between days. */
export function correctedDate(text: string, type: TemporalType): string | undefined {
	const trimmed = text.trim();
	const guess = type === 'time' ? correctedTime(trimmed) : correctedDay(trimmed);
	return guess !== undefined && guess !== text && typeof readTemporal(guess, type) === 'object' ? guess : undefined;
}

function correctedDay(text: string): string | undefined {
	const leading = dashed.exec(text) ?? yearFirst.exec(text);
	if (leading !== null) {
		const [, year = '', first = '', second = '', rest = ''] = leading;
		const swapped = Number(first) > 12 && Number(second) <= 12;
		return day(Number(year), Number(swapped ? second : first), Number(swapped ? first : second), rest);
	}
	const trailing = monthFirst.exec(text);
	if (trailing === null) return undefined;
	const [, first = '', second = '', year = '', rest = ''] = trailing;
	// 13/02/2020 has one reading, 02/03/2020 has two; with dots the day comes first.
	if (Number(first) > 12 || text.includes('.')) return day(Number(year), Number(second), Number(first), rest);
	return Number(second) > 12 ? day(Number(year), Number(first), Number(second), rest) : undefined;
}

function day(year: number, month: number, date: number, rest: string): string | undefined {
	if (month < 1 || month > 12 || date < 1 || date > 31) return undefined;
	const clamped = Math.min(date, daysInMonth(year, month));
	return `${String(year).padStart(4, '0')}-${two(month)}-${two(clamped)}${rest}`;
}

function correctedTime(text: string): string | undefined {
	const match = /^(\d{1,2})(?::|h|\.)?(\d{2})?(?:[:.](\d{2}))?$/i.exec(text);
	if (match === null) return undefined;
	const [, hour = '0', minute = '0', second = '0'] = match;
	return Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59
		? undefined
		: `${two(Number(hour))}:${two(Number(minute))}:${two(Number(second))}`;
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
