/** What is wrong with a query's text; `start` and `end` are offsets in it. */
export interface SqlProblem {
	readonly message: string;
	readonly start: number;
	readonly end: number;
	/** Text to write over that place. */
	readonly replacement?: string;
}

export interface SqlPlaceholder {
	readonly name: string;
	/** `{name}` or `${name}`. */
	readonly dollar: boolean;
	readonly start: number;
	readonly end: number;
}

interface Token {
	readonly kind: 'word' | 'open' | 'close' | 'semicolon' | 'placeholder' | 'other';
	readonly text: string;
	readonly start: number;
}

/** The places in which dialects read quotes and comments differently. */
interface Dialect {
	readonly backslashEscapes: boolean;
	readonly hashComments: boolean;
}

type Scan = { readonly tokens: readonly Token[]; readonly problem?: SqlProblem };

const dialects: readonly Dialect[] = [
	{ backslashEscapes: false, hashComments: false },
	{ backslashEscapes: true, hashComments: false },
	{ backslashEscapes: false, hashComments: true },
	{ backslashEscapes: true, hashComments: true },
];

const starts = ['SELECT', 'WITH', 'VALUES', 'FROM', 'TABLE', 'PIVOT', 'UNPIVOT', 'DESCRIBE', 'SUMMARIZE', 'SHOW', 'EXPLAIN'];
const writes = new Set(
	`INSERT UPDATE DELETE MERGE DROP CREATE ALTER TRUNCATE COPY ATTACH DETACH INSTALL LOAD PRAGMA SET RESET USE CALL EXPORT IMPORT
	GRANT REVOKE VACUUM ANALYZE BEGIN COMMIT ROLLBACK CHECKPOINT REPLACE UPSERT EXEC EXECUTE DECLARE COMMENT PREPARE DEALLOCATE`.split(/\s+/),
);

/**
 * What can be said of a query without a database: quotes, comments and brackets are closed, it is one statement, and it
 * asks rather than changes. A text that any common dialect reads well has no problem; what it means is for the engine.
 */
export function checkSql(sql: string): SqlProblem | undefined {
	// A template of Jinja: what it becomes is for the tool that fills it.
	if (/\{\{|\{%/.test(sql)) return undefined;
	let first: SqlProblem | undefined;
	for (const dialect of dialects) {
		const scan = scanSql(sql, dialect);
		const problem = scan.problem ?? checkTokens(scan.tokens, sql);
		if (problem === undefined) return undefined;
		first ??= problem;
	}
	return first;
}

/** Placeholders outside quotes and comments, by the reading of the first dialect that closes all quotes. */
export function sqlPlaceholders(sql: string): SqlPlaceholder[] {
	const scans = dialects.map((dialect) => scanSql(sql, dialect));
	const scan = scans.find((candidate) => candidate.problem === undefined) ?? scans[0];
	return (scan?.tokens ?? [])
		.filter((token) => token.kind === 'placeholder')
		.map((token) => {
			const dollar = token.text.startsWith('$');
			const name = token.text.slice(dollar ? 2 : 1, -1).trim();
			return { name, dollar, start: token.start, end: token.start + token.text.length };
		});
}

const lexeme = {
	space: /\s+/y,
	lineComment: /--[^\n]*/y,
	hashComment: /#[^\n]*/y,
	placeholder: /\$?\{\s*[A-Za-z_]\w*\s*\}/y,
	variable: /\$\{[^}]*\}/y,
	dollarQuote: /\$(?:[A-Za-z_]\w*)?\$/y,
	word: /[\p{L}_][\p{L}\p{N}_$]*/uy,
	number: /\d[\w.]*/y,
};

function scanSql(sql: string, dialect: Dialect): Scan {
	const tokens: Token[] = [];
	let position = 0;
	const take = (pattern: RegExp): string | undefined => {
		pattern.lastIndex = position;
		return pattern.exec(sql)?.[0];
	};
	const unclosed = (what: string, start: number): Scan => ({
		tokens,
		problem: { message: `${what} is never closed`, start, end: start + 1 },
	});
	while (position < sql.length) {
		const start = position;
		const character = sql[position] ?? '';
		const skipped = take(lexeme.space) ?? take(lexeme.lineComment) ?? (dialect.hashComments ? take(lexeme.hashComment) : undefined);
		if (skipped !== undefined) {
			position += skipped.length;
			continue;
		}
		if (sql.startsWith('/*', position)) {
			const end = endOfComment(sql, position);
			if (end === undefined) return unclosed('The comment "/*"', start);
			position = end;
			continue;
		}
		if (character === "'" || character === '"' || character === '`') {
			const end =
				endOfOracleQuote(sql, position) ??
				(dialect.backslashEscapes ? endOfTripleQuote(sql, position, character) : undefined) ??
				endOfQuote(sql, position, character, dialect.backslashEscapes || /[eE]/.test(escapePrefix(sql, position)));
			if (end === undefined) return unclosed(`The quote ${character}`, start);
			tokens.push({ kind: 'other', text: character, start });
			position = end;
			continue;
		}
		const placeholder = take(lexeme.placeholder) ?? take(lexeme.variable);
		if (placeholder !== undefined) {
			tokens.push({ kind: 'placeholder', text: placeholder, start });
			position += placeholder.length;
			continue;
		}
		const tag = take(lexeme.dollarQuote);
		if (tag !== undefined) {
			const end = sql.indexOf(tag, position + tag.length);
			if (end < 0) return unclosed(`The quote ${tag}`, start);
			tokens.push({ kind: 'other', text: tag, start });
			position = end + tag.length;
			continue;
		}
		const text = take(lexeme.word) ?? take(lexeme.number) ?? character;
		tokens.push({ kind: kindOf(text), text, start });
		position += text.length;
	}
	return { tokens };
}

function kindOf(text: string): Token['kind'] {
	if (/^[\p{L}_]/u.test(text)) return 'word';
	if (text === '(' || text === '[' || text === '{') return 'open';
	if (text === ')' || text === ']' || text === '}') return 'close';
	return text === ';' ? 'semicolon' : 'other';
}

/** `E'…'` and `e'…'` read backslashes in PostgreSQL and DuckDB. */
function escapePrefix(sql: string, quote: number): string {
	const before = sql[quote - 1] ?? '';
	return /[\p{L}\p{N}_]/u.test(sql[quote - 2] ?? '') ? '' : before;
}

/** Three quotes of BigQuery, in which single ones are signs. */
function endOfTripleQuote(sql: string, start: number, quote: string): number | undefined {
	const triple = quote.repeat(3);
	if (!sql.startsWith(triple, start)) return undefined;
	const end = sql.indexOf(triple, start + 3);
	return end < 0 ? undefined : end + 3;
}

/** `q'[it's]'` of Oracle: undefined where the quote is no such one, or is never closed that way. */
function endOfOracleQuote(sql: string, quote: number): number | undefined {
	if (!/[qQ]/.test(escapePrefix(sql, quote))) return undefined;
	const opens = sql[quote + 1] ?? '';
	const closes = partner[opens] ?? (opens === '<' ? '>' : opens);
	if (closes === '' || /[\s\p{L}\p{N}']/u.test(closes)) return undefined;
	const end = sql.indexOf(`${closes}'`, quote + 2);
	return end < 0 ? undefined : end + 2;
}

function endOfQuote(sql: string, start: number, quote: string, backslashes: boolean): number | undefined {
	for (let position = start + 1; position < sql.length; position++) {
		const character = sql[position];
		if (backslashes && character === '\\' && quote !== '`') {
			position++;
		} else if (character === quote) {
			if (sql[position + 1] !== quote) return position + 1;
			position++;
		}
	}
	return undefined;
}

/** Comments nest in DuckDB and PostgreSQL; elsewhere the first end closes. Either reading will do. */
function endOfComment(sql: string, start: number): number | undefined {
	let depth = 0;
	for (const match of sql.slice(start).matchAll(/\/\*|\*\//g)) {
		depth += match[0] === '/*' ? 1 : -1;
		if (depth === 0) return start + match.index + 2;
	}
	const first = sql.indexOf('*/', start + 2);
	return first < 0 ? undefined : first + 2;
}

const partner: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}' };

function checkTokens(tokens: readonly Token[], sql: string): SqlProblem | undefined {
	const open: Token[] = [];
	for (const token of tokens) {
		if (token.kind === 'open') open.push(token);
		if (token.kind !== 'close') continue;
		const opened = open.pop();
		if (opened === undefined) return at(token, `"${token.text}" closes nothing`);
		if (partner[opened.text] !== token.text) return at(token, `"${token.text}" closes "${opened.text}"`);
	}
	const unclosed = open[0];
	if (unclosed !== undefined) return at(unclosed, `"${unclosed.text}" is never closed`);
	const statement = tokens.filter((token) => token.kind !== 'semicolon');
	const first = statement.find((token) => token.text !== '(');
	if (first === undefined) return { message: 'the query is empty; write a SELECT that gives one number', start: 0, end: sql.length };
	const semicolon = tokens.findIndex((token) => token.kind === 'semicolon');
	const second = semicolon < 0 ? undefined : tokens.slice(semicolon).find((token) => token.kind !== 'semicolon');
	if (second !== undefined && tokens.indexOf(first) < semicolon) return at(second, 'more than one statement; a rule is exactly one query');
	return checkFirstWord(first, statement.length) ?? checkGaps(statement);
}

const wantsMore = new Set(['SELECT', 'FROM', 'WHERE', 'AND', 'OR', 'NOT', 'BY', 'JOIN', 'HAVING']);
const clauses = new Set(['WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT']);

/** A keyword that something must follow, at the end or right in front of the next clause. */
function checkGaps(statement: readonly Token[]): SqlProblem | undefined {
	for (const [index, token] of statement.entries()) {
		if (token.kind !== 'word' || !wantsMore.has(token.text.toUpperCase()) || statement[index - 1]?.text === '.') continue;
		const next = statement[index + 1];
		if (next === undefined) return at(token, `nothing follows ${token.text}`);
		if (token.text.toUpperCase() !== 'SELECT' && next.kind === 'word' && clauses.has(next.text.toUpperCase())) {
			return at(token, `nothing stands between ${token.text} and ${next.text}`);
		}
	}
	return undefined;
}

function checkFirstWord(first: Token, length: number): SqlProblem | undefined {
	if (first.kind === 'placeholder') return undefined;
	const word = first.text.toUpperCase();
	if (starts.includes(word)) {
		return length === 1 ? at(first, `nothing follows ${word}`) : undefined;
	}
	if (writes.has(word)) return at(first, `${word} is no query; a rule may only ask, with SELECT`);
	const meant = first.kind === 'word' ? closestStart(word) : undefined;
	const hint = meant === undefined ? 'start with SELECT' : `did you mean ${meant}?`;
	const problem = at(first, `a query does not start with "${first.text.slice(0, 30)}"; ${hint}`);
	return meant === undefined ? problem : { ...problem, replacement: meant };
}

/** SELECT or WITH for a word that has nearly its letters. */
function closestStart(word: string): string | undefined {
	return ['SELECT', 'WITH', 'FROM'].find((start) => {
		if (Math.abs(start.length - word.length) > 1) return false;
		const sorted = (text: string) => [...text].sort().join('');
		if (sorted(start) === sorted(word)) return true;
		const [shorter, longer] = start.length <= word.length ? [start, word] : [word, start];
		if (shorter.length === longer.length) return [...shorter].filter((letter, index) => letter !== longer[index]).length === 1;
		return [...longer].some((_, index) => longer.slice(0, index) + longer.slice(index + 1) === shorter);
	});
}

function at(token: Token, message: string): SqlProblem {
	return { message, start: token.start, end: token.start + token.text.length };
}
