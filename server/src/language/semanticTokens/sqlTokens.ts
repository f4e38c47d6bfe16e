import type { TokenType } from './legend.ts';

interface SqlToken {
	readonly type: TokenType;
	readonly start: number;
	readonly end: number;
}

/** The words of a query that a reader wants to tell apart. Reads any dialect roughly, and any text without end. */
export function* sqlTokens(sql: string): Iterable<SqlToken> {
	for (const match of sql.matchAll(word)) {
		const { comment, placeholder, text, name, number, operator } = match.groups ?? {};
		const start = match.index;
		const end = start + match[0].length;
		if (comment !== undefined) yield { type: 'comment', start, end };
		else if (placeholder !== undefined) yield { type: 'parameter', start, end };
		else if (text !== undefined) yield { type: 'string', start, end };
		else if (number !== undefined) yield { type: 'number', start, end };
		else if (operator !== undefined) yield { type: 'operator', start, end };
		else if (name !== undefined) {
			// A name in front of a bracket is called, also where it is a keyword elsewhere (`left(…)`).
			const isCalled = /^\s*\(/.test(sql.slice(end, end + 8)) && !alwaysKeywords.has(name.toLowerCase());
			if (isCalled) yield { type: 'function', start, end };
			else if (keywords.has(name.toLowerCase())) yield { type: 'keyword', start, end };
		}
	}
}

const word = new RegExp(
	[
		String.raw`(?<comment>--[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
		String.raw`(?<placeholder>\$?\{\s*\w+\s*\}|\$\{[^}\n]*\})`,
		"(?<text>'(?:[^']|'')*(?:'|$))",
		'(?:"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$))',
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
