/** A unit of time; calendar units have no fixed length, so `seconds` is that of a mean month or year. */
export interface TimeUnit {
	readonly name: string;
	readonly seconds: number;
}

const day = 86_400;

const units: readonly (TimeUnit & { readonly words: readonly string[] })[] = [
	{ name: 'milliseconds', seconds: 0.001, words: ['ms', 'msec', 'millis', 'millisecond', 'milliseconds'] },
	{ name: 'seconds', seconds: 1, words: ['s', 'sec', 'secs', 'second', 'seconds'] },
	{ name: 'minutes', seconds: 60, words: ['min', 'mins', 'minute', 'minutes', 'mi'] },
	{ name: 'hours', seconds: 3600, words: ['h', 'hr', 'hrs', 'hour', 'hours'] },
	{ name: 'days', seconds: day, words: ['d', 'day', 'days'] },
	{ name: 'weeks', seconds: 7 * day, words: ['w', 'wk', 'wks', 'week', 'weeks'] },
	{ name: 'months', seconds: 30.436875 * day, words: ['mo', 'mos', 'mon', 'mth', 'mths', 'month', 'months'] },
	{ name: 'quarters', seconds: 91.310625 * day, words: ['q', 'qtr', 'quarter', 'quarters'] },
	{ name: 'years', seconds: 365.2425 * day, words: ['y', 'yr', 'yrs', 'year', 'years', 'a'] },
];

/** Whole words, for messages and fixes. */
export const timeUnitWords: readonly string[] = units.map((unit) => unit.name);

/** `d`, `day`, `Days` → days. `m` may mean minutes or months. Undefined for what is no unit of time. */
export function parseTimeUnit(text: string): TimeUnit | 'ambiguous' | undefined {
	const word = text.trim().toLowerCase();
	if (word === 'm') return 'ambiguous';
	const unit = units.find((candidate) => candidate.words.includes(word));
	return unit === undefined ? undefined : { name: unit.name, seconds: unit.seconds };
}

/** ISO 8601 duration (`P1D`, `PT4H30M`) in seconds; undefined for anything else. */
export function parseIsoDuration(text: string): number | undefined {
	const match =
		/^P(?=[\dT])(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(
			text.trim(),
		);
	if (match === null) return undefined;
	const factors = [365.2425 * day, 30.436875 * day, 7 * day, day, 3600, 60, 1];
	return factors.reduce((seconds, factor, index) => seconds + Number(match[index + 1] ?? 0) * factor, 0);
}
