import type { Fix, TextEdit } from '../finding.ts';
import type { Range } from '../range.ts';
import type { Node } from '../yaml/node.ts';

/** A mend that writes another value over a node. An alias is never written over: its text stands elsewhere. */
export function replaceValue(node: Node, value: string | number | bigint | boolean, title = `Replace with ${quoteForTitle(value)}`): Fix[] {
	if (node.alias !== undefined) return [];
	// An absent value's place is right behind the colon.
	const space = node.kind === 'scalar' && node.style === 'absent' ? ' ' : '';
	return [{ title, edits: [{ range: node.range, newText: space + scalarText(value) }] }];
}

/** The same mends, to be chosen by someone who knows what was meant. */
export function asGuess(fixes: readonly Fix[]): Fix[] {
	return fixes.map((fix) => ({ ...fix, guess: true }));
}

/** A mend that writes text over a range as it is. */
export function replaceRange(range: Range, newText: string, title: string): Fix {
	return { title, edits: [{ range, newText }] };
}

/** A mend that lets two scalars change places. */
export function swap(source: string, first: Node, second: Node, title: string): Fix[] {
	if (first.alias !== undefined || second.alias !== undefined) return [];
	const edits: TextEdit[] = [
		{ range: first.range, newText: source.slice(second.range.start, second.range.end) },
		{ range: second.range, newText: source.slice(first.range.start, first.range.end) },
	];
	return [{ title, edits }];
}

/**
 * A mend that adds `key: value` to a block map, in front of its first key that is its own, so that the indentation is
 * known. `value` is YAML in flow style. Nothing where the key is there already, for an empty map, or one reached through
 * an alias.
 */
export function addKey(source: string, map: Node, key: string, value: string, title: string): Fix[] {
	if (map.kind !== 'map' || map.alias !== undefined || map.get(key) !== undefined) return [];
	const last = map.entries.findLast((entry) => entry.merged !== true);
	if (last === undefined) return [];
	if (map.flow) return [{ title, edits: [{ range: at(last.range.end), newText: `, ${key}: ${value}` }] }];
	const lineStart = source.lastIndexOf('\n', last.keyRange.start - 1) + 1;
	const indentation = ' '.repeat(last.keyRange.start - lineStart);
	const lineBreak = lineBreakAt(source, last.keyRange.start);
	const scalar = last.value.kind === 'scalar' && last.value.style !== 'literal' && last.value.style !== 'folded';
	if (scalar) {
		const end = endOfLine(source, last.range.end);
		return [{ title, edits: [{ range: at(end), newText: `${lineBreak}${indentation}${key}: ${value}` }] }];
	}
	return [{ title, edits: [{ range: at(last.keyRange.start), newText: `${key}: ${value}${lineBreak}${indentation}` }] }];
}

/** A mend that takes a whole line of a block map away, with its line break. Nothing for flow style. */
export function removeKey(source: string, map: Node, key: string, title = `Remove ${key}`): Fix[] {
	if (map.kind !== 'map' || map.flow || map.alias !== undefined) return [];
	const own = map.entries.filter((entry) => entry.merged !== true);
	const index = own.findIndex((entry) => entry.key === key);
	const entry = own[index];
	if (entry === undefined) return [];
	const next = own[index + 1];
	if (next !== undefined) {
		// Up to the next key: works too where the entry shares its line with the dash of a list item.
		return [{ title, edits: [{ range: { start: entry.keyRange.start, end: next.keyRange.start }, newText: '' }] }];
	}
	const lineStart = source.lastIndexOf('\n', entry.keyRange.start - 1);
	if (index === 0 || lineStart < 0) return [];
	const start = source[lineStart - 1] === '\r' ? lineStart - 1 : lineStart;
	return [{ title, edits: [{ range: { start, end: Math.max(entry.range.end, entry.keyRange.end) }, newText: '' }] }];
}

/** A scalar as YAML that reads back as the same value. */
export function scalarText(value: string | number | bigint | boolean): string {
	if (typeof value !== 'string') return String(value);
	return needsQuotes(value) ? JSON.stringify(value) : value;
}

const reserved = /^(?:|~|null|true|false|yes|no|on|off|[-+]?(?:\.inf|\.nan)|[-+.\d].*)$/i;
const plain = /^[\p{L}_$/][\p{L}\p{N}_$./() -]*$/u;

/** How the text ends its lines, by the line break in front of an offset, or behind it on the first line. */
export function lineBreakAt(source: string, offset: number): string {
	const before = source.lastIndexOf('\n', offset - 1);
	const at = before >= 0 && offset > 0 ? before : source.indexOf('\n', offset);
	return source[at - 1] === '\r' ? '\r\n' : '\n';
}

function needsQuotes(value: string): boolean {
	return reserved.test(value) || !plain.test(value) || value.endsWith(' ');
}

function quoteForTitle(value: string | number | bigint | boolean): string {
	return typeof value === 'string' ? `"${value}"` : String(value);
}

function at(offset: number): Range {
	return { start: offset, end: offset };
}

/** Before the line break, and before a comment's line break too, so that the comment stays with its value. */
function endOfLine(source: string, offset: number): number {
	const lineFeed = source.indexOf('\n', offset);
	const end = lineFeed < 0 ? source.length : lineFeed;
	return source[end - 1] === '\r' && end > offset ? end - 1 : end;
}
