import type { TokenType } from './legend.ts';

interface SqlToken {
	readonly type: TokenType;
	readonly start: number;
	readonly end: number;
}

/** The words of a query that a reader wants to tell apart. Reads any dialect roughly, and any text without end. */
export function* sqlTokens(sql: string): Iterable<SqlToken> {
	for (const { kind, start, end, text } of sqlWords(sql)) {
		if (kind === 'called') yield { type: 'function', start, end };
		else if (kind === 'name' && keywords.has(text.toLowerCase())) yield { type: 'keyword', start, end };
		else if (kind !== 'name' && kind !== 'quoted') yield { type: kind, start, end };
	}
}

export interface SqlWord {
	/** `name` may be a keyword; `called` is a name in front of a bracket; `quoted` is a name in quotes. */
	readonly kind: 'comment' | 'parameter' | 'string' | 'number' | 'operator' | 'name' | 'called' | 'quoted';
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/** Every word of a query. */
export function* sqlWords(sql: string): Iterable<SqlWord> {
	for (const match of sql.matchAll(word)) {
		const { comment, placeholder, text, quoted, name, number, operator } = match.groups ?? {};
		const at = { start: match.index, end: match.index + match[0].length, text: match[0] };
		if (comment !== undefined) yield { kind: 'comment', ...at };
		else if (placeholder !== undefined) yield { kind: 'parameter', ...at };
		else if (text !== undefined) yield { kind: 'string', ...at };
		else if (quoted !== undefined) yield { kind: 'quoted', ...at };
		else if (number !== undefined) yield { kind: 'number', ...at };
		else if (operator !== undefined) yield { kind: 'operator', ...at };
		else if (name !== undefined) {
			// A name in front of a bracket is called, also where it is a keyword elsewhere (`left(…)`).
			const isCalled = /^\s*\(/.test(sql.slice(at.end, at.end + 8)) && !alwaysKeywords.has(name.toLowerCase());
			yield { kind: isCalled ? 'called' : 'name', ...at };
		}
	}
}

const word = new RegExp(
	[
		String.raw`(?<comment>--[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
		String.raw`(?<placeholder>\$?\{\s*\w+\s*\}|\$\{[^}\n]*\})`,
		"(?<text>'(?:[^']|'')*(?:'|$))",
		'(?<quoted>"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$))',
		String.raw`(?<number>\b\d+(?:\.\d+)?(?:e[-+]?\d+)?\b)`,
		String.raw`(?<name>[\p{L}_][\p{L}\p{N}_$]*)`,
		String.raw`(?<operator><>|<=|>=|!=|\|\||::|[-+*/%<>=])`,
	].join('|'),
	'giu',
);

/** Keywords that may stand in front of a bracket. */
const alwaysKeywords = new Set(
	'and as by except exists filter from group having in intersect join not on or order over select union using values where with'.split(' '),
);

const keywords = new Set(
	`all and any array as asc between by case cast cross current date desc distinct else end escape except exists extract false
	fetch filter first following for from full group having ilike in inner intersect interval is isnull join last lateral left
	like limit natural not notnull null nulls offset on or order outer over partition preceding qualify range recursive right
	rlike rows select similar some table then time timestamp to true try_cast unbounded union unnest using values when where
	window with within`.split(/\s+/),
);
