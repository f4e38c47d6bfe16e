import type { Range } from '../../../spec/range.ts';
import type { Entry, MapNode, Node, ScalarNode, ScalarValue, SeqNode } from '../../../spec/yaml/node.ts';

/**
 * Nodes of a text that is being written. Nodes like any others, so that whatever reads a contract reads them too; they
 * grow while the text is read, and know where they stand.
 */
export type OutlineContainer = OutlineMap | OutlineSeq;

/** A place for a value: behind a key, or an item of a list. Its value is `absent` until one is found. */
export interface Slot {
	/** Absent for the root's. */
	readonly holder?: OutlineContainer;
	readonly by?: string | number;
	readonly value: Node;
	fill(value: Node): void;
}

export class OutlineMap implements MapNode {
	readonly kind = 'map';
	readonly flow: boolean;
	readonly range: { start: number; end: number };
	readonly entries: OutlineEntry[] = [];
	/** Column of its keys; -1 for one in braces. */
	readonly column: number;
	readonly slot: Slot;

	constructor(slot: Slot, start: number, column: number, flow = false) {
		this.slot = slot;
		this.column = column;
		this.flow = flow;
		this.range = { start, end: start };
	}

	/** Where what is written below and deeper belongs. */
	get last(): Slot | undefined {
		return this.entries.at(-1);
	}

	get(key: string): OutlineEntry | undefined {
		return this.entries.find((entry) => entry.key === key);
	}

	add(key: string, keyRange: Range, colon: number): OutlineEntry {
		const entry = new OutlineEntry(this, key, keyRange, colon);
		this.entries.push(entry);
		return entry;
	}
}

export class OutlineEntry implements Entry, Slot {
	readonly holder: OutlineMap;
	readonly key: string;
	readonly keyRange: Range;
	readonly range: { start: number; end: number };
	/** Offset behind the colon. */
	readonly colon: number;
	value: Node;

	constructor(holder: OutlineMap, key: string, keyRange: Range, colon: number) {
		this.holder = holder;
		this.key = key;
		this.keyRange = keyRange;
		this.colon = colon;
		this.range = { start: keyRange.start, end: colon };
		this.value = absent(colon);
	}

	get by(): string {
		return this.key;
	}

	fill(value: Node): void {
		this.value = value;
	}
}

export class OutlineSeq implements SeqNode {
	readonly kind = 'seq';
	readonly flow: boolean;
	readonly range: { start: number; end: number };
	readonly items: Node[] = [];
	/** Column of its dashes; -1 for one in brackets. */
	readonly column: number;
	readonly slot: Slot;
	last: Slot | undefined;

	constructor(slot: Slot, start: number, column: number, flow = false) {
		this.slot = slot;
		this.column = column;
		this.flow = flow;
		this.range = { start, end: start };
	}

	add(offset: number): Slot {
		this.last = new ItemSlot(this, this.items.push(absent(offset)) - 1, offset);
		return this.last;
	}
}

class ItemSlot implements Slot {
	readonly holder: OutlineSeq;
	readonly by: number;
	readonly #offset: number;

	constructor(holder: OutlineSeq, by: number, offset: number) {
		this.holder = holder;
		this.by = by;
		this.#offset = offset;
	}

	get value(): Node {
		return this.holder.items[this.by] ?? absent(this.#offset);
	}

	fill(value: Node): void {
		this.holder.items[this.by] = value;
	}
}

/** The slot of a document's root, and of what stands where nothing can. */
export class LooseSlot implements Slot {
	value: Node = absent(0);

	fill(value: Node): void {
		this.value = value;
	}
}

export function absent(offset: number): ScalarNode {
	return { kind: 'scalar', value: null, text: '', style: 'absent', range: { start: offset, end: offset } };
}

export function isAbsent(node: Node): boolean {
	return node.kind === 'scalar' && node.style === 'absent';
}

/** A scalar without a quote or a block around it. */
export function plain(text: string, start: number): ScalarNode {
	return { kind: 'scalar', value: plainValue(text), text, style: 'plain', range: { start, end: start + text.length } };
}

function plainValue(text: string): ScalarValue {
	if (/^(?:true|True|TRUE)$/.test(text)) return true;
	if (/^(?:false|False|FALSE)$/.test(text)) return false;
	if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
	return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
}

/** A text in quotes, which `source` holds with its quotes (the closing one may be missing). */
export function quoted(source: string, start: number, isClosed: boolean): ScalarNode {
	const double = source.startsWith('"');
	const inner = source.slice(1, isClosed ? -1 : undefined);
	const text = double
		? inner
				.replace(/\\(["\\/])/g, '$1')
				.replaceAll('\\n', '\n')
				.replaceAll('\\t', '\t')
		: inner.replaceAll("''", "'");
	return { kind: 'scalar', value: text, text, style: double ? 'double' : 'single', range: { start, end: start + source.length } };
}
