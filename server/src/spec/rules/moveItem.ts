import type { Fix, TextEdit } from '../finding.ts';
import type { Range } from '../range.ts';
import type { Entry, MapNode, Node } from '../yaml/node.ts';
import { lineBreakAt } from './write.ts';

/**
 * A mend that moves one item of a block list (`quality`) to the same list of another block map, reindented. Nothing
 * where a part is in flow style, reached through an alias, or shares its lines with something else.
 *
 * @param owner map that holds the list; `list` is its key, `item` the item
 * @param target map that gets the item, under the same key
 */
export function moveItem(source: string, owner: Node, list: string, item: Node, target: Node, title: string): Fix[] {
	if (owner.kind !== 'map' || target.kind !== 'map' || target.flow || target.alias !== undefined) return [];
	const entry = owner.get(list);
	if (entry?.value.kind !== 'seq' || entry.value.flow || entry.value.alias !== undefined) return [];
	const block = itemLines(source, entry, item);
	const place = insertion(source, target, list);
	if (block === undefined || place === undefined) return [];
	const removal: Range = entry.value.items.length === 1 ? wholeLines(source, entry.keyRange.start, block.range.end) : block.range;
	const lineBreak = lineBreakAt(source, item.range.start);
	const lines = [...place.before, ...block.lines.map((line) => (line === '' ? '' : place.indentation + line))];
	const newText = `${lines.join(lineBreak)}${lineBreak}`;
	if (place.offset > removal.start && place.offset < removal.end) return [];
	const needsBreak = place.offset > 0 && source[place.offset - 1] !== '\n';
	const insert: TextEdit = {
		range: { start: place.offset, end: place.offset },
		newText: needsBreak ? lineBreak + newText.slice(0, -lineBreak.length) : newText,
	};
	const remove: TextEdit = { range: removal, newText: '' };
	if (place.offset === removal.end || place.offset === removal.start) {
		return [{ title, edits: [{ range: removal, newText: insert.newText }] }];
	}
	return [{ title, edits: place.offset < removal.start ? [insert, remove] : [remove, insert] }];
}

/** The item's lines from its dash on, without their common indentation, and the range of these whole lines. */
function itemLines(source: string, list: Entry, item: Node): { readonly lines: string[]; readonly range: Range } | undefined {
	if (item.kind !== 'map' || item.flow || item.alias !== undefined) return undefined;
	const lineStart = source.lastIndexOf('\n', item.range.start - 1) + 1;
	const lead = source.slice(lineStart, item.range.start);
	const match = /^( *)- +$/.exec(lead);
	if (match === null || list.value.kind !== 'seq') return undefined;
	const index = list.value.items.indexOf(item);
	const next = list.value.items[index + 1];
	const end = next === undefined ? contentEnd(item) : source.lastIndexOf('\n', next.range.start - 1);
	const range = wholeLines(source, lineStart, end);
	const indentation = match[1] ?? '';
	const lines = source
		.slice(range.start, range.end)
		.replace(/\r?\n$/, '')
		.split(/\r?\n/);
	if (lines.some((line) => line.trim() !== '' && !line.startsWith(indentation))) return undefined;
	return { lines: lines.map((line) => line.slice(indentation.length)), range };
}

/** Where the list's new item goes, the key's line in front of it where there is no list yet, and the item's indentation. */
function insertion(
	source: string,
	target: MapNode,
	list: string,
): { readonly offset: number; readonly before: readonly string[]; readonly indentation: string } | undefined {
	const existing = target.get(list);
	if (existing !== undefined) {
		if (existing.value.kind !== 'seq' || existing.value.flow || existing.value.alias !== undefined) return undefined;
		const last = existing.value.items.at(-1);
		if (last === undefined) return undefined;
		const lineStart = source.lastIndexOf('\n', last.range.start - 1) + 1;
		const match = /^( *)- +$/.exec(source.slice(lineStart, last.range.start));
		if (match === null) return undefined;
		return { offset: wholeLines(source, lineStart, contentEnd(last)).end, before: [], indentation: match[1] ?? '' };
	}
	const own = target.entries.filter((entry) => entry.merged !== true);
	const first = own[0];
	// In front of a nested list, so that the new key is seen; at the end where there is none.
	const nested = own.find((entry, index) => index > 0 && entry.key === 'properties');
	const last = own.at(-1);
	if (first === undefined || last === undefined) return undefined;
	const column = first.keyRange.start - (source.lastIndexOf('\n', first.keyRange.start - 1) + 1);
	const indentation = ' '.repeat(column);
	const offset =
		nested === undefined ? wholeLines(source, last.keyRange.start, contentEnd(last.value)).end : lineStartOf(source, nested.keyRange.start);
	return { offset, before: [`${indentation}${list}:`], indentation: `${indentation}  ` };
}

/** End of the last word inside a node; a block's own range may reach into the lines below it. */
function contentEnd(node: Node): number {
	let current = node;
	for (;;) {
		if (current.kind === 'scalar' || current.flow || current.alias !== undefined) return current.range.end;
		const last: Node | undefined =
			current.kind === 'map' ? current.entries.findLast((entry) => entry.merged !== true)?.value : current.items.at(-1);
		if (last === undefined) return current.range.end;
		current = last;
	}
}

function lineStartOf(source: string, offset: number): number {
	return source.lastIndexOf('\n', offset - 1) + 1;
}

/** From the start of the line at `start` to behind the line break of the line at `end`. */
function wholeLines(source: string, start: number, end: number): Range {
	// A block scalar's range may end behind its line break.
	const last = end > start && source[end - 1] === '\n' ? end - 1 : end;
	const lineFeed = source.indexOf('\n', last);
	return { start: lineStartOf(source, start), end: lineFeed < 0 ? source.length : lineFeed + 1 };
}
