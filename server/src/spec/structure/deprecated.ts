import type { Fix, TextEdit } from '../finding.ts';
import { removeKey } from '../rules/write.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import type { Judge } from './judge.ts';
import { breakOf, indentOf, moveToCustomProperties } from './moves.ts';

/** `team:` as a list of members is `team: { members: [...] }` since 3.1. */
export function judgeTeamList(judge: Judge, team: Entry | undefined): void {
	if (team?.value.kind !== 'seq') return;
	judge.add('contract.deprecated', team.keyRange, 'Since v3.1.0 "team" is a map that lists the people under "members"', {
		tags: ['deprecated'],
		fixes: underMembers(judge.text, team),
	});
}

function underMembers(text: string, team: Entry): Fix[] {
	const list = team.value;
	const title = 'Put the list under members';
	if (list.kind !== 'seq' || list.alias !== undefined || team.merged === true) return [];
	if (list.flow)
		return [{ title, edits: [{ range: list.range, newText: `{ members: ${text.slice(list.range.start, list.range.end)} }` }] }];
	const start = text.indexOf('\n', team.keyRange.end);
	if (start === -1 || start > list.range.start) return [];
	const lines = text.slice(start + 1, list.range.end).split('\n');
	const indented = lines.map((line) => (line.trim() === '' ? line : `  ${line}`)).join('\n');
	const newText = `${indentOf(text, team)}  members:${breakOf(text)}${indented}`;
	return [{ title, edits: [{ range: { start: start + 1, end: list.range.end }, newText }] }];
}

export function judgeDataProduct(judge: Judge, map: MapNode): void {
	const entry = map.get('dataProduct');
	if (entry === undefined) return;
	judge.add(
		'contract.deprecated',
		entry.keyRange,
		'"dataProduct" is deprecated since v3.1.0: a data product names its contracts, not the reverse',
		{
			tags: ['deprecated'],
			fixes: moveToCustomProperties(judge.text, map, entry),
		},
	);
}

/** The default element is written out on each SLA property that names none. */
export function judgeDefaultElement(judge: Judge, map: MapNode): void {
	const entry = map.get('slaDefaultElement');
	if (entry === undefined) return;
	judge.add(
		'contract.deprecated',
		entry.keyRange,
		'"slaDefaultElement" is deprecated since v3.1.0: name the "element" on each SLA property',
		{
			tags: ['deprecated'],
			fixes: spreadElement(judge.text, map, entry),
		},
	);
}

function spreadElement(text: string, map: MapNode, entry: Entry): Fix[] {
	const removal = removeKey(text, map, entry.key)[0]?.edits[0];
	if (removal === undefined || entry.value.kind !== 'scalar' || entry.value.alias !== undefined) return [];
	const written = text.slice(entry.value.range.start, entry.value.range.end);
	const edits: TextEdit[] = [removal];
	const list = map.get('slaProperties')?.value;
	for (const item of list?.kind === 'seq' ? list.items : []) {
		if (item.kind !== 'map' || item.get('element') !== undefined) continue;
		const first = item.entries[0];
		if (first === undefined || first.merged === true || item.alias !== undefined) return [];
		const separator = item.flow ? ', ' : `${breakOf(text)}${indentOf(text, first)}`;
		edits.push({ range: { start: first.keyRange.start, end: first.keyRange.start }, newText: `element: ${written}${separator}` });
	}
	return [{ title: 'Write the element on each SLA property', edits: edits.sort((a, b) => a.range.start - b.range.start) }];
}
