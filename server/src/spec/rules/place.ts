import type { Range } from '../range.ts';
import type { Entry, Node } from '../yaml/node.ts';

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

/**
 * Range of `[start, end)` of a scalar's text, in the document. Exact where the scalar is written on one line without
 * escapes; the whole scalar otherwise.
 */
export function rangeWithin(source: string, node: Node, start: number, end: number): Range {
	if (node.kind !== 'scalar') return node.range;
	const quoted = node.style === 'single' || node.style === 'double' ? 1 : 0;
	const from = node.range.start + quoted;
	if (source.slice(from, node.range.end - quoted) !== node.text) return node.range;
	return { start: from + start, end: from + Math.max(end, start + 1) };
}
