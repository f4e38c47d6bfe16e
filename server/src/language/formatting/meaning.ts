import { LineIndex } from '../../spec/lineIndex.ts';
import { finished, type Steps } from '../../spec/steps.ts';
import type { Node } from '../../spec/yaml/node.ts';
import { parseSteps } from '../../spec/yaml/parse.ts';

/** Applies edits that do not overlap, in the order of the text. */
export function applyLayout(
	text: string,
	edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[],
): string {
	const pieces: string[] = [];
	let end = 0;
	for (const edit of edits) {
		pieces.push(text.slice(end, edit.start), edit.newText);
		end = edit.end;
	}
	pieces.push(text.slice(end));
	return pieces.join('');
}

/** Whether two texts are both whole YAML and hold the same documents: same values, keys and their order, and scalar texts. */
export function sameMeaning(before: string, after: string): boolean {
	return before === after || finished(sameDocuments(before, after, true));
}

/** The same, whatever the order of keys; in steps. */
export function* sameContentSteps(before: string, after: string): Steps<boolean> {
	return before === after || (yield* sameDocuments(before, after, false));
}

function* sameDocuments(before: string, after: string, isOrdered: boolean): Steps<boolean> {
	const a = yield* parseSteps(before, new LineIndex(before), undefined);
	yield;
	const b = yield* parseSteps(after, new LineIndex(after), undefined);
	yield;
	const isBroken = [...a.problems, ...b.problems].some(({ severity }) => severity === 'error');
	if (isBroken || a.documents.length !== b.documents.length) return false;
	return a.documents.every(({ root }, index) => sameNode(root, b.documents[index]?.root, isOrdered));
}

/** Whether two nodes hold the same; where they stand does not matter. */
function sameNode(a: Node | undefined, b: Node | undefined, isOrdered: boolean): boolean {
	if (a === undefined || b === undefined) return a === b;
	if (a.alias !== b.alias) return false;
	// What an alias stands for is compared where it is anchored, but for keys that change places with anchors.
	if (a.alias !== undefined && isOrdered) return true;
	if (a.kind === 'scalar') return b.kind === 'scalar' && a.value === b.value && a.text === b.text && a.style === b.style;
	if (a.kind === 'seq') {
		return (
			b.kind === 'seq' && a.items.length === b.items.length && a.items.every((item, index) => sameNode(item, b.items[index], isOrdered))
		);
	}
	if (b.kind !== 'map' || a.entries.length !== b.entries.length) return false;
	return a.entries.every((entry, index) => {
		const other = isOrdered ? b.entries[index] : b.get(entry.key);
		return other !== undefined && entry.key === other.key && entry.merged === other.merged && sameNode(entry.value, other.value, isOrdered);
	});
}
