import type { Fix, TextEdit } from '../finding.ts';
import { removeKey } from '../rules/write.ts';
import type { Entry, MapNode } from '../yaml/node.ts';

/** A mend that gives a key another name. */
export function renameKey(entry: Entry, name: string): Fix[] {
	if (entry.merged === true || entry.keyRange.end === entry.keyRange.start) return [];
	return [{ title: `Rename to "${name}"`, edits: [{ range: entry.keyRange, newText: name }] }];
}

/** A mend that writes another `key: value` over an entry. */
export function replaceEntry(entry: Entry, written: string): Fix[] {
	if (entry.merged === true || entry.value.alias !== undefined) return [];
	return [{ title: `Write ${written}`, edits: [{ range: { start: entry.keyRange.start, end: entry.range.end }, newText: written }] }];
}

/** A mend that moves `key: scalar` of a block map into the map under another of its keys, which is made where it is not there. */
export function moveUnder(text: string, map: MapNode, entry: Entry, home: string): Fix[] {
	const title = `Move under ${home}`;
	const written = onOneLine(text, entry);
	if (written === undefined || map.flow || map.alias !== undefined || entry.merged === true) return [];
	const target = map.get(home);
	if (target === undefined) {
		const edit: TextEdit = {
			range: { start: entry.keyRange.start, end: entry.range.end },
			newText: `${home}:${breakOf(text)}${indentOf(text, entry)}  ${written}`,
		};
		return [{ title, edits: [edit] }];
	}
	const value = target.value;
	if (value.kind !== 'map' || value.alias !== undefined || value.get(entry.key) !== undefined) return [];
	const [removal] = removeKey(text, map, entry.key)[0]?.edits ?? [];
	const last = value.entries.findLast((inner) => inner.merged !== true);
	if (removal === undefined || last === undefined) return [];
	if (value.flow) return [{ title, edits: sorted([removal, insert(last.range.end, `, ${written}`)]) }];
	// In front of the map's first key, which keeps its line and its indentation.
	const [first] = value.entries;
	if (first === undefined || first.merged === true) return [];
	return [{ title, edits: sorted([removal, insert(first.keyRange.start, `${written}${breakOf(text)}${indentOf(text, first)}`)]) }];
}

/** A mend that turns `key: scalar` into a custom property of the same object. */
export function moveToCustomProperties(text: string, map: MapNode, entry: Entry): Fix[] {
	const title = 'Move to customProperties';
	if (map.flow || map.alias !== undefined || entry.merged === true || entry.value.kind !== 'scalar') return [];
	if (onOneLine(text, entry) === undefined) return [];
	const value = text.slice(entry.value.range.start, entry.value.range.end);
	const item = (indentation: string) => `- property: ${entry.key}${breakOf(text)}${indentation}  value: ${value}`;
	const target = map.get('customProperties');
	const indentation = indentOf(text, entry);
	if (target === undefined) {
		const newText = `customProperties:${breakOf(text)}${indentation}  ${item(`${indentation}  `)}`;
		return [{ title, edits: [{ range: { start: entry.keyRange.start, end: entry.range.end }, newText }] }];
	}
	const list = target.value;
	const [removal] = removeKey(text, map, entry.key)[0]?.edits ?? [];
	if (list.kind !== 'seq' || list.flow || list.alias !== undefined || removal === undefined) return [];
	const [first] = list.items;
	if (first === undefined) return [];
	const dash = text.lastIndexOf('-', first.range.start - 1);
	if (dash < target.keyRange.end || text.slice(dash + 1, first.range.start).trim() !== '') return [];
	const column = ' '.repeat(dash - (text.lastIndexOf('\n', dash) + 1));
	return [{ title, edits: sorted([removal, insert(dash, `${item(column)}${breakOf(text)}${column}`)]) }];
}

/** The entry as it is written, where it is on one line. */
export function onOneLine(text: string, entry: Entry): string | undefined {
	const written = text.slice(entry.keyRange.start, entry.range.end);
	return entry.value.kind !== 'scalar' && !entry.value.flow
		? undefined
		: /[\r\n]/.test(written) || entry.value.range.end === entry.value.range.start
			? undefined
			: written;
}

/** White space in front of a key that stands first on its line or behind dashes. */
export function indentOf(text: string, entry: Entry): string {
	return ' '.repeat(entry.keyRange.start - (text.lastIndexOf('\n', entry.keyRange.start - 1) + 1));
}

export function breakOf(text: string): string {
	return text.includes('\r\n') ? '\r\n' : '\n';
}

function insert(offset: number, newText: string): TextEdit {
	return { range: { start: offset, end: offset }, newText };
}

function sorted(edits: readonly TextEdit[]): TextEdit[] {
	return [...edits].sort((a, b) => a.range.start - b.range.start);
}
