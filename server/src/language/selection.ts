import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { Range } from '../spec/range.ts';
import type { Node } from '../spec/yaml/node.ts';
import type { CancellationToken } from './cancellation.ts';
import { contractAt } from './cursor.ts';
import type { Parsed } from './parsed.ts';

/** What "expand selection" selects at each position, from the word outwards: word, value, entry, item, list, …, the contract. */
export function selectionRangesOf(parsed: Parsed, positions: readonly Position[], token: CancellationToken): SelectionRange[] {
	if (token.isCancellationRequested) return [];
	return positions.map((position) => selectionRangeAt(parsed, position));
}

function selectionRangeAt({ linted }: Parsed, position: Position): SelectionRange {
	const { text, lines } = linted;
	const offset = lines.offsetAt(position);
	const root = contractAt(linted, offset)?.root;
	let selection: SelectionRange = { range: lines.rangeAt({ start: 0, end: text.length }) };
	let inner: Range = { start: 0, end: text.length };
	for (const range of root === undefined ? [] : rangesAt(text, root, offset)) {
		const isSmaller = range.start >= inner.start && range.end <= inner.end && (range.start > inner.start || range.end < inner.end);
		if (!isSmaller || range.start > offset || range.end < offset) continue;
		selection = { range: lines.rangeAt(range), parent: selection };
		inner = range;
	}
	return selection;
}

/** Outermost first. */
function* rangesAt(text: string, root: Node, offset: number): Iterable<Range> {
	let node = root;
	for (;;) {
		yield node.range;
		if (node.alias !== undefined || node.kind === 'scalar') break;
		if (node.kind === 'seq') {
			const flow = node.flow;
			const item: Node | undefined = node.items.find((each) => holds({ start: dashOf(text, each, flow), end: each.range.end }, offset));
			if (item === undefined) return;
			yield { start: dashOf(text, item, flow), end: item.range.end };
			node = item;
			continue;
		}
		const entry = node.entries.find((each) => each.merged !== true && holds(each.range, offset));
		if (entry === undefined) return;
		yield entry.range;
		if (holds(entry.keyRange, offset)) {
			yield entry.keyRange;
			return;
		}
		node = entry.value;
	}
	if (node.kind !== 'scalar') return;
	const { start, end } = node.range;
	if (node.style === 'single' || node.style === 'double') yield { start: start + 1, end: end - 1 };
	yield wordAt(text, { start, end }, offset);
}

/** Where the dash of a list's item stands; the item itself where it has none. */
function dashOf(text: string, { range }: Node, flow: boolean): number {
	if (flow) return range.start;
	let position = range.start - 1;
	while (position >= 0 && /[ \t]/.test(text[position] ?? '')) position--;
	return text[position] === '-' ? position : range.start;
}

function wordAt(text: string, within: Range, offset: number): Range {
	const isWord = (position: number) => /[\p{L}\p{N}_$]/u.test(text[position] ?? '');
	let { start, end } = { start: offset, end: offset };
	while (start > within.start && isWord(start - 1)) start--;
	while (end < within.end && isWord(end)) end++;
	return start < end ? { start, end } : within;
}

function holds(range: Range, offset: number): boolean {
	return range.start <= offset && offset <= range.end;
}
