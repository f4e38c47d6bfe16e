import type { Range } from '../../../spec/range.ts';
import type { OutlineMap, Slot } from './nodes.ts';

/** What the cursor touches, before anybody asks what the standard has there. */
export type Spot =
	/** A key of a map, or the place for one. */
	| { readonly kind: 'key'; readonly map: OutlineMap; readonly word: Word }
	/** What stands behind a colon on the same line, or an item in brackets, or the place for it. */
	| { readonly kind: 'value'; readonly slot: Slot; readonly word: Word }
	/** An item of a list, with nothing but perhaps a word: it may become a scalar, or the first key of a map. */
	| { readonly kind: 'item'; readonly slot: Slot; readonly word: Word; readonly hasDash: boolean }
	/** Below a key or a dash that has no value yet. */
	| { readonly kind: 'below'; readonly slot: Slot; readonly word: Word }
	/** In a text of several lines. */
	| { readonly kind: 'text'; readonly slot: Slot; readonly word: Word };

/** The word at the cursor. */
export interface Word {
	/** All of it, without its quotes; empty (or the blanks that are to go) where there is none yet. */
	readonly range: Range;
	readonly cursor: number;
	/** Column where it starts on its line. */
	readonly column: number;
	/** Column of the first mark of its line: an editor indents further lines of what is inserted by as much. */
	readonly lineColumn: number;
	readonly quote: '' | '"' | "'";
	/** Whether a colon follows, so that none is to be written. */
	readonly colon: boolean;
	/** Whether it stands in braces or brackets. */
	readonly flow: boolean;
	/** What must be written before it: a blank behind a colon or a dash that has none yet. */
	readonly gap: '' | ' ';
}
