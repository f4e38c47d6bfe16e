import type { Range } from '../range.ts';
import type { Entry, MapNode, Node, ScalarNode, SeqNode } from './node.ts';

/** A map whose keys are found in constant time; the index is made when it is first asked for and is big enough to be worth it. */
export class MapValue implements MapNode {
	readonly kind = 'map';
	readonly flow: boolean;
	readonly range: Range;
	readonly entries: readonly Entry[];
	readonly alias?: string;
	#index: Map<string, Entry> | undefined;

	constructor(range: Range, flow: boolean, entries: readonly Entry[], alias?: string) {
		this.range = range;
		this.flow = flow;
		this.entries = entries;
		if (alias !== undefined) this.alias = alias;
	}

	get(key: string): Entry | undefined {
		if (this.entries.length <= 8) {
			for (const entry of this.entries) if (entry.key === key) return entry;
			return undefined;
		}
		this.#index ??= indexOf(this.entries);
		return this.#index.get(key);
	}
}

export function seqValue(range: Range, flow: boolean, items: readonly Node[]): SeqNode {
	return { kind: 'seq', flow, items, range };
}

/** A value that is not there: `key:` with nothing behind it. */
export function absentValue(offset: number): ScalarNode {
	return { kind: 'scalar', value: null, text: '', style: 'absent', range: { start: offset, end: offset } };
}

/** The same value, seen through an alias. */
export function aliased(target: Node, range: Range, alias: string): Node {
	if (target.kind === 'map') return new MapValue(range, target.flow, target.entries, alias);
	return { ...target, range, alias };
}

function indexOf(entries: readonly Entry[]): Map<string, Entry> {
	const index = new Map<string, Entry>();
	for (const entry of entries) if (!index.has(entry.key)) index.set(entry.key, entry);
	return index;
}
