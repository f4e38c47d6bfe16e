import { textLiteral } from './text.ts';

/**
 * SQL that reads text by a pattern of the JDK's DateTimeFormatter, null where the text is not of it. A zone in the
 * pattern turns local time into UTC. Throws `Error` for a pattern that DuckDB's strptime cannot follow.
 */
export function datePatternSql(text: string, pattern: string): string {
	const formats = strptimeFormats(pattern);
	const list = formats.map(({ format }) => textLiteral(format)).join(', ');
	const zoned = formats.some((each) => each.zoned);
	// strptime knows no Z.
	const read = zoned ? `regexp_replace(${text}, 'Z$', '+00')` : text;
	const parsed = `try_strptime(${read}, ${formats.length === 1 ? list : `[${list}]`})`;
	return zoned ? `timezone('UTC', CAST(${parsed} AS TIMESTAMPTZ))` : parsed;
}

/** The strptime formats of a pattern, one per choice of its optional `[…]` sections, the longest first. */
export function strptimeFormats(pattern: string): readonly StrptimeFormat[] {
	const choices = expandOptional(pattern);
	return choices.map((choice) => ({ format: toStrptime(choice), zoned: /[XxZzVO]/.test(choice.replace(/'[^']*'/g, '')) }));
}

export interface StrptimeFormat {
	readonly format: string;
	readonly zoned: boolean;
}

const mostChoices = 32;

function expandOptional(pattern: string): readonly string[] {
	const open = pattern.search(/\[[^[\]]*\]/);
	if (open < 0) return [pattern];
	const close = pattern.indexOf(']', open);
	const [before, inside, after] = [pattern.slice(0, open), pattern.slice(open + 1, close), pattern.slice(close + 1)];
	const choices = [...expandOptional(`${before}${inside}${after}`), ...expandOptional(`${before}${after}`)];
	if (choices.length > mostChoices) throw new Error(`the date format ${pattern} has too many optional parts`);
	return [...new Set(choices)];
}

function toStrptime(pattern: string): string {
	const token = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']/g;
	return pattern.replace(token, (whole: string, quoted: string | undefined, letter: string | undefined) => {
		if (quoted !== undefined) return percentSafe(quoted === '' ? "'" : quoted.replaceAll("''", "'"));
		return letter === undefined ? percentSafe(whole) : specifier(letter, whole.length, pattern);
	});
}

function specifier(letter: string, width: number, pattern: string): string {
	switch (letter) {
		case 'y':
		case 'u':
			return width === 2 ? '%y' : '%Y';
		case 'M':
		case 'L':
			return width <= 2 ? '%m' : width === 3 ? '%b' : '%B';
		case 'E':
			return width <= 3 ? '%a' : '%A';
		case 'S':
			return width <= 6 ? '%f' : '%n';
		case 'X':
		case 'x':
		case 'Z':
			return '%z';
		case 'V':
		case 'z':
			return '%Z';
	}
	const simple = { d: '%d', D: '%j', H: '%H', h: '%I', m: '%M', s: '%S', n: '%n', a: '%p' }[letter];
	if (simple === undefined) throw new Error(`the date format ${pattern} uses "${letter}", which cannot be read`);
	return simple;
}

function percentSafe(text: string): string {
	return text.replaceAll('%', '%%');
}
