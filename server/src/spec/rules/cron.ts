/** What is wrong with a cron expression; offsets are in it. Unix (5 fields), with seconds (6), and Quartz (6 or 7) are read. */
export interface CronProblem {
	readonly message: string;
	readonly start: number;
	readonly end: number;
}

interface Field {
	readonly name: string;
	readonly low: number;
	readonly high: number;
	readonly words?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const second: Field = { name: 'second', low: 0, high: 59 };
const year: Field = { name: 'year', low: 1970, high: 2199 };
const unix: readonly Field[] = [
	{ name: 'minute', low: 0, high: 59 },
	{ name: 'hour', low: 0, high: 23 },
	{ name: 'day of the month', low: 1, high: 31 },
	{ name: 'month', low: 1, high: 12, words: months },
	{ name: 'day of the week', low: 0, high: 7, words: weekdays },
];

export function checkCron(expression: string): CronProblem | undefined {
	if (/^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|reboot|every\s+\S+)$/i.test(expression.trim())) return undefined;
	const parts = [...expression.matchAll(/\S+/g)];
	const layouts: readonly (readonly Field[])[] =
		parts.length === 5
			? [unix]
			: parts.length === 6
				? [
						[second, ...unix],
						[...unix, year],
					]
				: parts.length === 7
					? [[second, ...unix, year]]
					: [];
	if (layouts.length === 0) {
		const message = `cron wants 5 fields, not ${parts.length}: minute, hour, day, month, weekday, e.g. 0 20 * * *`;
		return { message, start: 0, end: expression.length };
	}
	let first: CronProblem | undefined;
	for (const layout of layouts) {
		const problem = checkFields(parts, layout);
		if (problem === undefined) return undefined;
		first ??= problem;
	}
	return first;
}

function checkFields(parts: readonly RegExpMatchArray[], fields: readonly Field[]): CronProblem | undefined {
	for (const [index, part] of parts.entries()) {
		const field = fields[index];
		if (field === undefined) continue;
		const why = part[0]
			.split(',')
			.map((item) => checkItem(item, field))
			.find((reason) => reason !== undefined);
		const start = part.index ?? 0;
		if (why !== undefined) return { message: why, start, end: start + part[0].length };
	}
	return undefined;
}

function checkItem(item: string, field: Field): string | undefined {
	if (/^(?:\?|l|lw|\d{1,2}w|(?:\d|[a-z]{3})(?:l|#[1-5])|l-\d{1,2}|h(?:\(\d+-\d+\))?(?:\/\d+)?)$/i.test(item)) return undefined;
	const match = /^(\*|[^-/]+?)(?:-([^-/]+))?(?:\/(\d+))?$/.exec(item);
	if (match === null) return `"${item.slice(0, 20)}" is no ${field.name}; write a number, a-b, a,b or */n`;
	const [, from = '', to, step] = match;
	if (step !== undefined && Number(step) === 0) return `A step of 0 never ends; write */1`;
	if (from === '*') return to === undefined ? undefined : `"${item.slice(0, 20)}" is no ${field.name}; write * or a-b`;
	const low = numberIn(from, field);
	const high = to === undefined ? low : numberIn(to, field);
	if (low === undefined || high === undefined)
		return `"${item.slice(0, 20)}" is no ${field.name}; it goes from ${field.low} to ${field.high}`;
	// A week may run over its end (`fri-mon`); other fields may not.
	return low > high && field.words !== weekdays ? `"${item.slice(0, 20)}" is the wrong way round; write ${to}-${from}` : undefined;
}

function numberIn(text: string, field: Field): number | undefined {
	const word = field.words?.indexOf(text.toLowerCase().slice(0, 3)) ?? -1;
	if (word >= 0 && /^[a-z]+$/i.test(text)) return word + field.low;
	if (!/^\d{1,4}$/.test(text)) return undefined;
	const number = Number(text);
	return number >= field.low && number <= field.high ? number : undefined;
}
