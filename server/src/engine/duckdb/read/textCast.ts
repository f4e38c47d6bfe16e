import type { ColumnType, DeclaredColumn } from '../../relation.ts';
import { datePatternSql } from '../compile/datePattern.ts';
import { textLiteral } from '../compile/text.ts';
import { duckdbType } from './types.ts';

/**
 * How text is read as a type, in two steps so that each cast is computed once: `first` over the text, then `second` over
 * the text and what `first` gave. `second` is null for text that is not of the type.
 */
export interface TextCast {
	readonly first: string;
	second(text: string, first: string): string;
}

/**
 * Reads text as a type, strictly. DuckDB's own casts take `1.5` for the integer 2, `2020-01-01 10:00` for a date, `yes` for
 * true, blanks and `_` within numbers, and drop the offset of a timestamp. Here:
 *
 * - integer: a sign, then digits
 * - number: a sign, digits with at most one point, an exponent; `NaN` and `Infinity` in any case. A decimal has no more
 *   digits behind the point than its scale, zeros aside
 * - boolean: true, false, t, f, 1, 0, in any case
 * - date: `YYYY-MM-DD`; time: `HH:MM`, with seconds and a fraction; timestamp: the two with a blank or `T` between, and an
 *   optional offset, which turns it into UTC. A zone-aware one without offset is in the column's zone, else UTC
 * - with a date pattern, what the pattern reads, and nothing else
 *
 * Blanks around a value are part of it, so a number with blanks is none. Undefined for types that text is as it stands.
 */
export function textCast(
	text: string,
	{ type, format, timezone }: Pick<DeclaredColumn, 'type' | 'format' | 'timezone'>,
): TextCast | undefined {
	const cast = (name = duckdbType(type)) => `TRY_CAST(${text} AS ${name})`;
	switch (type.kind) {
		case 'integer':
			return { first: cast(), second: integer };
		case 'decimal':
			return { first: cast(), second: (value, first) => decimal(value, first, type.scale) };
		case 'double':
			return { first: cast(), second: double };
		case 'boolean':
			return { first: cast(), second: boolean };
		case 'date':
		case 'time':
		case 'timestamp':
		case 'timestampTz':
			return format === undefined ? isoTemporal(type.kind, cast, timezone) : byPattern(text, type, format, timezone);
		default:
			return undefined;
	}
}

/** True where a column has a date pattern that cannot be followed: its cells are then text of unknown meaning. */
export function isUnreadablePattern({ type, format }: Pick<DeclaredColumn, 'type' | 'format'>): boolean {
	if (format === undefined) return false;
	try {
		return byPattern('t', type, format, undefined) === undefined;
	} catch {
		return true;
	}
}

/** Most integers are written as they are printed; the pattern is only for `+1` and `007`. */
function integer(text: string, first: string): string {
	return `CASE WHEN ${first}::VARCHAR = ${text} THEN ${first} WHEN regexp_full_match(${text}, '[+-]?[0-9]+') THEN ${first} END`;
}

function decimal(text: string, first: string, scale: number): string {
	const pattern = `[+-]?([0-9]+([.][0-9]{0,${scale}}0*)?|[.][0-9]{0,${scale}}0*)`;
	return `CASE WHEN ${first}::VARCHAR = ${text} THEN ${first} WHEN regexp_full_match(${text}, '${pattern}') THEN ${first} END`;
}

/**
 * What DuckDB takes for a double and we do not: blanks before and behind, `_` between digits, and `+-`. Few numbers begin
 * with a plus; for the others a comparison of the first sign and of the last with each blank is cheaper than any pattern.
 */
function double(text: string, first: string): string {
	const blanks = [9, 10, 11, 12, 13, 32].map((blank) => `NOT suffix(${text}, chr(${blank}))`).join(' AND ');
	return (
		`CASE WHEN ${text} >= '-' AND NOT contains(${text}, '_') AND ${blanks} THEN ${first} ` +
		`WHEN regexp_matches(${text}, '^[+][^-]') AND NOT regexp_matches(${text}, '[_\\t-\\r ]') THEN ${first} END`
	);
}

/** `yes`, `no`, `y` and `n` are shorter than `true` and not among the short words. */
function boolean(text: string, first: string): string {
	return `CASE WHEN strlen(${text}) >= 4 THEN ${first} WHEN list_contains(['1', '0', 't', 'f', 'T', 'F'], ${text}) THEN ${first} END`;
}

const isoTime = '[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?';
const isoLocal = `[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]${isoTime}`;
const isoOffset = '(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)';

function isoTemporal(
	kind: 'date' | 'time' | 'timestamp' | 'timestampTz',
	cast: (name?: string) => string,
	timezone: string | undefined,
): TextCast {
	switch (kind) {
		case 'date':
			return {
				first: cast('DATE'),
				second: (text, first) => `CASE WHEN strlen(${text}) = 10 AND ${text} < ':' AND ${first}::VARCHAR = ${text} THEN ${first} END`,
			};
		case 'time':
			return {
				first: cast('TIME'),
				second: (text, first) =>
					`CASE WHEN ${first}::VARCHAR = ${text} THEN ${first} WHEN regexp_full_match(${text}, '${isoTime}') THEN ${first} END`,
			};
		default: {
			const result = (local: string) => (kind === 'timestamp' ? local : `timezone('${knownZone(timezone)}', ${local})`);
			const shifted = (text: string) =>
				kind === 'timestamp' ? `timezone('UTC', TRY_CAST(${text} AS TIMESTAMPTZ))` : `TRY_CAST(${text} AS TIMESTAMPTZ)`;
			return {
				first: cast('TIMESTAMP'),
				second: (text, first) =>
					// With a blank between date and time nothing needs replacing, which costs three times the comparison.
					`CASE WHEN strlen(${text}) = 19 AND ${text} < ':' AND ${first}::VARCHAR = ${text} THEN ${result(first)} ` +
					`WHEN strlen(${text}) = 19 AND ${text} < ':' AND ${first}::VARCHAR = replace(${text}, 'T', ' ') THEN ${result(first)} ` +
					`WHEN regexp_full_match(${text}, '${isoLocal}') THEN ${result(first)} ` +
					`WHEN regexp_full_match(${text}, '${isoLocal}${isoOffset}') THEN ${shifted(text)} END`,
			};
		}
	}
}

function byPattern(text: string, { kind }: ColumnType, pattern: string, timezone: string | undefined): TextCast | undefined {
	try {
		const parsed = datePatternSql(text, pattern);
		const zoned = parsed.startsWith('timezone(');
		if (kind === 'timestampTz')
			return { first: parsed, second: (_text, first) => `timezone('${zoned ? 'UTC' : knownZone(timezone)}', ${first})` };
		const name = kind === 'date' ? 'DATE' : kind === 'time' ? 'TIME' : 'TIMESTAMP';
		return { first: `CAST(${parsed} AS ${name})`, second: (_text, first) => first };
	} catch {
		return undefined;
	}
}

/** A zone that exists, for SQL that must not fail; another is a finding of the contract. */
function knownZone(timezone: string | undefined): string {
	try {
		return textLiteral(new Intl.DateTimeFormat('en', { timeZone: timezone ?? 'UTC' }).resolvedOptions().timeZone).slice(1, -1);
	} catch {
		return 'UTC';
	}
}
