import type { Finding } from '../finding.ts';
import type { Range } from '../range.ts';
import type { Item } from './blocks.ts';
import type { Entry, Node } from './node.ts';
import { MapValue } from './nodes.ts';

/** Stands for an item; as short as an item can be. */
const standIn = '0';

/** A block with a stand-in for each of some of its items, and the way back from places in it to places in the block. */
export class Skeleton {
	readonly text: string;
	readonly #cuts: readonly Cut[];

	constructor(block: string, items: readonly Item[]) {
		const parts: string[] = [];
		const cuts: Cut[] = [];
		let length = 0;
		let end = 0;
		const add = (part: string) => {
			parts.push(part);
			length += part.length;
		};
		for (const item of items) {
			add(block.slice(end, item.start));
			const dash = block.indexOf('-', item.start);
			const start = length;
			add(`${block.slice(item.start, dash)}- ${standIn}${block[item.end - 1] === '\n' ? '\n' : ''}`);
			cuts.push({ start, value: start + dash - item.start + 2, end: length, item });
			end = item.end;
		}
		add(block.slice(end));
		this.text = parts.join('');
		this.#cuts = cuts;
	}

	/**
	 * What the skeleton was read as, with the items back in their places; undefined where a stand-in was not read as an
	 * item of a list.
	 *
	 * @param values of the items, in order, at their places in the block
	 */
	restore(root: Node, values: readonly Node[]): Node | undefined {
		const restorer = new Restorer(this, this.#cuts, values);
		const restored = restorer.node(root);
		return restorer.isWhole ? restored : undefined;
	}

	/** A finding at its place in the block; undefined where it has to do with a stand-in. */
	finding(finding: Finding): Finding | undefined {
		return this.#touches(finding.range) ? undefined : movedFinding(finding, (offset) => this.place(offset));
	}

	/** The offset in the block. */
	place(offset: number): number {
		const cut = this.#cutBefore(offset);
		if (cut === undefined) return offset;
		return offset >= cut.end ? offset - cut.end + cut.item.end : Math.min(offset - cut.start + cut.item.start, cut.item.end);
	}

	/** The last cut that starts before the offset. */
	#cutBefore(offset: number): Cut | undefined {
		let low = 0;
		let high = this.#cuts.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#cuts[middle]?.start ?? 0) < offset) low = middle + 1;
			else high = middle;
		}
		return this.#cuts[low - 1];
	}

	/** Whether a stand-in has a part in a problem: the library looks at what stands before and behind what it reports. */
	#touches({ start, end }: Range): boolean {
		const cut = this.#cutBefore(this.text.slice(start, end).trim() === '' ? start + 100 : end);
		return cut !== undefined && (cut.end > start || this.text.slice(cut.end, start).trim() === '');
	}
}

interface Cut {
	/** Of the stand-in's line in the skeleton. */
	readonly start: number;
	readonly value: number;
	readonly end: number;
	readonly item: Item;
}

class Restorer {
	readonly #skeleton: Skeleton;
	readonly #cuts: readonly Cut[];
	readonly #values: readonly Node[];
	#next = 0;
	#isSound = true;

	constructor(skeleton: Skeleton, cuts: readonly Cut[], values: readonly Node[]) {
		this.#skeleton = skeleton;
		this.#cuts = cuts;
		this.#values = values;
	}

	/** Whether every item is back. */
	get isWhole(): boolean {
		return this.#isSound && this.#next === this.#cuts.length;
	}

	node(node: Node): Node {
		const before = this.#next;
		const range = this.#range(node.range);
		if (node.kind === 'scalar') return { ...node, range };
		if (node.kind === 'seq') {
			const items = node.items.map((item) => (node.flow ? undefined : this.#standIn(item)) ?? this.node(item));
			return { ...node, items, range: this.#next === before ? range : spanning(range, items[0], items.at(-1)) };
		}
		const entries = node.entries.map((entry) => this.#entry(entry));
		if (this.#next === before) return new MapValue(range, node.flow, entries);
		if (entries.some((entry) => entry.merged === true)) this.#isSound = false;
		return new MapValue(spanning(range, entries[0], entries.at(-1)), node.flow, entries);
	}

	#entry({ key, keyRange, value, range, merged }: Entry): Entry {
		const before = this.#next;
		const at = this.#range(keyRange);
		const moved = this.node(value);
		const end = this.#next === before ? this.#skeleton.place(range.end) : Math.max(at.end, moved.range.end);
		return { key, keyRange: at, value: moved, range: { start: at.start, end }, ...(merged === undefined ? {} : { merged }) };
	}

	#standIn(item: Node): Node | undefined {
		const cut = this.#cuts[this.#next];
		if (item.kind !== 'scalar' || item.text !== standIn || item.style !== 'plain' || item.range.start !== cut?.value) return undefined;
		return this.#values[this.#next++];
	}

	#range({ start, end }: Range): Range {
		return { start: this.#skeleton.place(start), end: this.#skeleton.place(end) };
	}
}

/** Of a block that begins where it began, and ends where its last part ends now. */
function spanning({ start }: Range, first: Pick<Node | Entry, 'range'> | undefined, last: Pick<Node | Entry, 'range'> | undefined): Range {
	return { start: Math.min(start, first?.range.start ?? start), end: Math.max(last?.range.end ?? start, first?.range.end ?? start) };
}

/** The same node, so many characters further on. */
export function movedNode(node: Node, by: number): Node {
	if (by === 0) return node;
	const range = { start: node.range.start + by, end: node.range.end + by };
	if (node.kind === 'scalar') return { ...node, range };
	if (node.kind === 'seq') return { ...node, range, items: node.items.map((item) => movedNode(item, by)) };
	const entries = node.entries.map((entry) => ({
		...entry,
		keyRange: { start: entry.keyRange.start + by, end: entry.keyRange.end + by },
		value: movedNode(entry.value, by),
		range: { start: entry.range.start + by, end: entry.range.end + by },
	}));
	return new MapValue(range, node.flow, entries);
}

/** The same finding with each of its places elsewhere. */
export function movedFinding(finding: Finding, place: (offset: number) => number): Finding {
	const moved = ({ start, end }: Range) => ({ start: place(start), end: place(end) });
	const { range, related, fixes } = finding;
	return {
		...finding,
		range: moved(range),
		...(related && { related: related.map((each) => ({ ...each, range: moved(each.range) })) }),
		...(fixes && {
			fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, range: moved(edit.range) })) })),
		}),
	};
}
