import type { Range } from '../range.ts';

/**
 * What a YAML text says, with the place of every word. Ours, not the library's: plain data that rules can walk without
 * knowing tokens. An alias stands as a copy of its target's node whose `range` is the alias and whose `alias` names it;
 * a merge key (`<<`) is already merged into `entries` (the map's own keys win).
 */
export type Node = ScalarNode | MapNode | SeqNode;

export type ScalarValue = string | number | bigint | boolean | null;

interface Base {
	/** Where the value stands; for an absent value (`key:`) the empty range right after the colon. */
	readonly range: Range;
	/** Name of the anchor that this value was reached through, if it was an alias. */
	readonly alias?: string;
}

export interface ScalarNode extends Base {
	readonly kind: 'scalar';
	/** Value by the YAML 1.2 core schema: dates stay strings. */
	readonly value: ScalarValue;
	/** The scalar's text as the author meant it (unquoted, folded), before any typing. */
	readonly text: string;
	readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'absent';
}

export interface MapNode extends Base {
	readonly kind: 'map';
	readonly flow: boolean;
	readonly entries: readonly Entry[];
	/** First entry of that key, in constant time. */
	get(key: string): Entry | undefined;
}

export interface SeqNode extends Base {
	readonly kind: 'seq';
	readonly flow: boolean;
	readonly items: readonly Node[];
}

export interface Entry {
	/** The key's text; a key that is not a scalar has the text of its source. */
	readonly key: string;
	readonly keyRange: Range;
	readonly value: Node;
	/** Key to end of value. */
	readonly range: Range;
	/** True where a merge key brought it in. */
	readonly merged?: boolean;
}

export interface YamlDocument {
	/** Undefined for a document that holds nothing but comments. */
	readonly root: Node | undefined;
	/** With the comments around it: the documents of a text cover all of it. */
	readonly range: Range;
}
