import type { YAMLError } from 'yaml';
import type { Finding, Fix } from '../finding.ts';
import type { LineIndex } from '../lineIndex.ts';
import type { Range } from '../range.ts';

export type YamlCode =
	| 'yaml.syntax'
	| 'yaml.tab'
	| 'yaml.duplicate-key'
	| 'yaml.alias'
	| 'yaml.merge'
	| 'yaml.tag'
	| 'yaml.depth'
	| 'yaml.size'
	| 'yaml.encoding';

export interface Wording {
	readonly message: string;
	/** Where it is better shown than where the library found it. */
	readonly range?: Range;
	readonly code?: YamlCode;
	readonly severity?: Finding['severity'];
	readonly fixes?: readonly Fix[];
}

/** Says an error of the library in our words. */
export function inOurWords(error: YAMLError, text: string, range: Range, lines: LineIndex): Wording {
	const word = shortened(
		text.slice(range.start, Math.min(range.end, range.start + 100)).trim() || text.slice(range.start, range.start + 100).trim(),
	);
	switch (error.code) {
		case 'TAB_AS_INDENT':
			return tab(text, range);
		case 'BAD_DQ_ESCAPE':
			return {
				message: `${text.slice(range.start, range.start + 2)} is no escape in double quotes; write a backslash as \\\\, or use single quotes`,
				range: { start: range.start, end: range.start + 2 },
			};
		case 'BAD_SCALAR_START':
			return { message: `Text cannot begin with ${word.slice(0, 1)} unless it is quoted`, ...quoteRestOfLine(text, range, lines) };
		case 'MULTILINE_IMPLICIT_KEY':
			return keyWithoutColon(text, range);
		case 'BLOCK_AS_IMPLICIT_KEY':
		case 'BAD_INDENT':
			if (range.start >= text.length) return missing(error.message, text, range, word);
			return /must be sufficiently indented/.test(error.message)
				? {
						message: `The ${error.message.startsWith('Flow map') ? '"{"' : '"["'} above is not closed, or this line is not indented enough to be inside it`,
					}
				: { message: 'Wrong indentation: align this line with its neighbours', range: firstWord(text, range) };
		case 'BLOCK_IN_FLOW':
			return { message: 'Block lists and maps cannot stand inside [ ] or { }; write them with brackets too' };
		case 'MISSING_CHAR':
			return missing(error.message, text, range, word);
		case 'UNEXPECTED_TOKEN':
			return unexpected(error.message, text, range, word);
		case 'KEY_OVER_1024_CHARS':
			return { message: 'A key may have at most 1,024 characters' };
		case 'MULTIPLE_ANCHORS':
			return { message: 'A value can have one anchor only' };
		case 'MULTIPLE_TAGS':
			return { message: 'A value can have one tag only' };
		case 'TAG_RESOLVE_FAILED':
			return { code: 'yaml.tag', severity: 'warning', message: `The tag ${word} has no meaning here and is ignored` };
		case 'BAD_DIRECTIVE':
			return { severity: 'warning', message: `The directive ${word} has no meaning here and is ignored` };
		case 'ALIAS_PROPS':
			return { code: 'yaml.alias', message: 'An alias can have neither anchor nor tag' };
		case 'BAD_ALIAS':
			return {
				code: 'yaml.alias',
				message: word.startsWith('&') ? 'An anchor needs a name after the &' : 'An alias needs a name after the *',
			};
		default:
			return { message: error.message };
	}
}

function tab(text: string, range: Range): Wording {
	let { start, end } = range;
	while (start > 0 && /[ \t]/.test(text[start - 1] ?? '')) start--;
	while (/[ \t]/.test(text[end] ?? '')) end++;
	const newText = text.slice(start, end).replaceAll('\t', '  ');
	return {
		code: 'yaml.tab',
		message: 'A tab indents this line; YAML allows spaces only',
		fixes: [{ title: 'Replace tabs with spaces', edits: [{ range: { start, end }, newText }] }],
	};
}

function missing(message: string, text: string, range: Range, word: string): Wording {
	const closing = /end with a (\S)/.exec(message)?.[1];
	if (closing !== undefined) return { message: `"${closing === '}' ? '{' : '['}" is never closed; add "${closing}"` };
	if (/followed by map values/.test(message)) {
		const line = /^[^\r\n]*?(?=\s*(?:[\r\n]|$))/.exec(text.slice(range.start))?.[0] ?? word;
		return { message: `"${shortened(line)}" is not "key: value": a colon is missing` };
	}
	if (/without - indicator/.test(message))
		return { message: 'Wrong indentation: this line is among list items, but does not begin with "- "', range: firstWord(text, range) };
	if (/directives-end/.test(message)) return { message: 'A line "---" is missing between the directives and this' };
	if (/Missing , /.test(message)) return { message: `A comma is missing before ${word}` };
	if (/Missing space/i.test(message)) return { message: `A space is missing before ${word}` };
	return { message: message.replace(/^Missing closing (.)quote$/, 'Quoted text is never closed; add $1') };
}

/** Lines without a colon were taken for the beginning of the next key. */
function keyWithoutColon(text: string, range: Range): Wording {
	const line = /^[^\r\n]*/.exec(text.slice(range.start))?.[0].trimEnd() ?? '';
	const tight = /^[\w-]+:(?=\S)/.exec(line);
	if (tight === null)
		return {
			message: `"${shortened(line)}" is not "key: value": a colon is missing`,
			range: { start: range.start, end: range.start + line.length },
		};
	const colon = range.start + tight[0].length;
	return {
		message: `A space is missing after the colon of "${shortened(line)}"`,
		range: { start: range.start, end: range.start + line.length },
		fixes: [{ title: 'Add the space', edits: [{ range: { start: colon, end: colon }, newText: ' ' }] }],
	};
}

function unexpected(message: string, text: string, range: Range, word: string): Wording {
	if (/Block scalar header/.test(message)) return { message: 'The text of a block (| or >) begins on the next line' };
	if (/same line with key/.test(message)) return { message: 'A list under a key begins on the next line' };
	if (/at node end|in YAML stream/.test(message) && isAtLineStart(text, range.start)) {
		return { message: 'Wrong indentation: this line, and what follows it, is outside of everything above it' };
	}
	if (/at node end/.test(message))
		return { message: `${word} stands after the end of a value; quote the whole value, or mend the indentation` };
	if (/^Unexpected [,\]}]/.test(message) || /flow-/.test(message))
		return { message: `${text[range.start] ?? word} has no counterpart before it` };
	return { message: `${word} is not expected here` };
}

function quoteRestOfLine(text: string, range: Range, lines: LineIndex): { fixes?: readonly Fix[] } {
	const end = lines.lineRange(lines.positionAt(range.start).line).end;
	const value = text.slice(range.start, end).trimEnd();
	if (value === '' || / #/.test(value)) return {};
	return { fixes: [quoting({ start: range.start, end: range.start + value.length }, value)] };
}

export function quoting(range: Range, value: string): Fix {
	return { title: 'Put it in quotes', edits: [{ range, newText: `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` }] };
}

/** The first word at or behind a place; the library points at the white space in front of it. */
function firstWord(text: string, range: Range): Range {
	const match = /\s*([^\s:]+)/y;
	match.lastIndex = range.start;
	const word = match.exec(text)?.[1];
	return word === undefined ? range : { start: match.lastIndex - word.length, end: match.lastIndex };
}

export function isAtLineStart(text: string, offset: number): boolean {
	let before = offset - 1;
	while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
	return before < 0 || text[before] === '\n';
}

export function shortened(text: string): string {
	const line = text.split(/[\r\n]/, 1)[0] ?? '';
	return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
