import type { Range } from '../range.ts';
import type { Entry, Node, ScalarNode } from '../yaml/node.ts';

/** Entry of a key in the map that a located object stands in. */
export function entryOf(node: Node, key: string): Entry | undefined {
	return node.kind === 'map' ? node.get(key) : undefined;
}

/** Where a key stands; the node's own range where it has no such key. */
export function keyRange(node: Node, key: string): Range {
	return entryOf(node, key)?.keyRange ?? headRange(node);
}

/** A short place for a whole object: its first key, else the node itself where it is on one line. Never a whole block. */
export function headRange(node: Node): Range {
	if (node.kind === 'map' && !node.flow) {
		const first = node.entries.find((entry) => entry.merged !== true);
		if (first !== undefined) return first.keyRange;
	}
	if (node.kind === 'seq' && !node.flow) {
		const first = node.items[0];
		if (first !== undefined) return headRange(first);
	}
	return node.range;
}

/** Text of a scalar as its author meant it, or undefined. */
export function textOf(node: Node | undefined): string | undefined {
	return node?.kind === 'scalar' && node.style !== 'absent' ? node.text : undefined;
}

/** The scalar's text where it is a string to YAML. */
export function stringOf(node: Node | undefined): string | undefined {
	return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** Where a value stands, if that is a short place; a block list or map is told by its key. */
export function valueRange(entry: Entry): Range {
	return entry.value.kind === 'scalar' || entry.value.flow || entry.value.alias !== undefined ? entry.value.range : entry.keyRange;
}

/**
 * Range of `[start, end)` of a scalar's text, in the document, in whatever style it is written. Where escapes or folded
 * lines hide it, a short range of the scalar: its only line, or its first.
 */
export function rangeWithin(source: string, node: Node, start: number, end: number): Range {
	if (node.kind !== 'scalar') return node.range;
	if (node.style === 'literal') return withinLiteral(source, node, start, end);
	const quoted = node.style === 'single' || node.style === 'double' ? 1 : 0;
	const from = node.range.start + quoted;
	const until = node.range.end - quoted;
	if (source.slice(from, until) === node.text) return { start: from + start, end: from + Math.max(end, start + 1) };
	return occurrence(source, from, until, node.text, start, end) ?? firstLine(source, node.range);
}

/** Lines of a literal block are the lines of its text, indented. */
function withinLiteral(source: string, node: ScalarNode, start: number, end: number): Range {
	const line = node.text.slice(0, start).split('\n').length - 1;
	const lineStart = node.text.lastIndexOf('\n', start - 1) + 1;
	const textLine = (node.text.slice(lineStart).split('\n', 1)[0] ?? '').trimEnd();
	let position = source.indexOf('\n', node.range.start) + 1;
	for (let skipped = 0; skipped < line; skipped++) position = source.indexOf('\n', position) + 1;
	const sourceLine = (source.slice(position).split('\n', 1)[0] ?? '').trimEnd();
	if (position === 0 || textLine === '' || !sourceLine.endsWith(textLine)) return firstLine(source, node.range);
	const from = position + sourceLine.length - textLine.length + (start - lineStart);
	const length = Math.min(end - start, textLine.length - (start - lineStart));
	return { start: from, end: from + Math.max(length, 1) };
}

/** The words themselves, found again in the source: the third `(` of the text is the third of the source. */
function occurrence(source: string, from: number, until: number, text: string, start: number, end: number): Range | undefined {
	const words = text.slice(start, end);
	if (words.trim() === '' || /[\n"'\\]/.test(words)) return undefined;
	let position = from - 1;
	for (let found = text.indexOf(words); found >= 0 && found <= start; found = text.indexOf(words, found + 1)) {
		position = source.indexOf(words, position + 1);
		if (position < 0 || position + words.length > until) return undefined;
	}
	return position < from ? undefined : { start: position, end: position + words.length };
}

/** The range itself where it is on one line, else its first line that holds words (not the `|` of a block). */
export function firstLine(source: string, range: Range): Range {
	const text = source.slice(range.start, range.end);
	if (!/[\r\n]/.test(text)) return range;
	const match = /^(?:[|>][^\r\n]*[\r\n]+)?\s*(\S[^\r\n]*)/.exec(text);
	const line = match?.[1]?.trimEnd();
	if (match === null || line === undefined) return { start: range.start, end: Math.min(range.end, range.start + 1) };
	const start = range.start + match[0].indexOf(line, match[0].length - (match[1]?.length ?? 0));
	return { start, end: start + line.length };
}
