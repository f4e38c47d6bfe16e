import { type OutlineContainer, OutlineMap, OutlineSeq, type Slot } from './nodes.ts';
import type { Spot, Word } from './spot.ts';

/** A map or list that a line could still add to, and where deeper lines would go if nothing stood there. */
export interface OpenContainer {
	readonly container: OutlineContainer;
	readonly free?: Slot;
}

/**
 * What a line of its own may become, by its column and by what stands around it.
 *
 * @param open outermost first
 * @param lineStart where the line starts
 * @param root for a line that nothing is open before
 */
export function settle(open: readonly OpenContainer[], word: Word, lineStart: number, root: OutlineMap | undefined): Spot | undefined {
	const { column } = word;
	const at = (wanted: number): Word | undefined => indented(word, wanted, lineStart);
	for (let index = open.length - 1; index >= 0; index--) {
		const { container, free } = open[index] ?? {};
		if (container === undefined || container.column > column) continue;
		if (column > container.column && free !== undefined) return below(free, word, at);
		if (container instanceof OutlineMap) return keyOf(container, at);
		const parent = open[index - 1]?.container;
		// A list may stand in the column of its key: then a word there is a key.
		if (parent instanceof OutlineMap && parent.column === container.column) return keyOf(parent, at);
		return itemOf(container, at);
	}
	return root === undefined ? undefined : keyOf(root, at);
}

/** What has been found there behind the line says what belongs on the line. */
function below(slot: Slot, word: Word, at: (column: number) => Word | undefined): Spot | undefined {
	const { value } = slot;
	if (value instanceof OutlineMap && !value.flow) return keyOf(value, at);
	if (value instanceof OutlineSeq && !value.flow) return itemOf(value, at);
	return value.kind === 'scalar' ? { kind: 'below', slot, word } : undefined;
}

function keyOf(map: OutlineMap, at: (column: number) => Word | undefined): Spot | undefined {
	const word = at(map.column);
	return word === undefined ? undefined : { kind: 'key', map, word };
}

function itemOf(seq: OutlineSeq, at: (column: number) => Word | undefined): Spot | undefined {
	const word = at(seq.column);
	return word === undefined ? undefined : { kind: 'item', slot: seq.add(word.range.start), word, hasDash: false };
}

/** The word in another column: blanks too many are replaced along with it, but a word that stands too deep is left alone. */
function indented(word: Word, column: number, lineStart: number): Word | undefined {
	if (word.column === column) return word;
	if (word.range.start !== word.range.end || word.column < column) return undefined;
	return { ...word, range: { start: lineStart + column, end: word.range.end }, column, lineColumn: column };
}
