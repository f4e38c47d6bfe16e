import type { Range } from './range.ts';

/** A fact about a text that needs no data to see. Written once by a rule; shown by `lint` and by the editor. */
export interface Finding {
	/** Stable and dotted, e.g. `contract.unknown-key`; documented in `docs/rules/<code>.md`. */
	readonly code: string;
	readonly severity: 'error' | 'warning' | 'info' | 'hint';
	/** One sentence, under 120 characters, that names the thing and says what to write instead. */
	readonly message: string;
	/** The value that is wrong, or the key where a value is missing; never a whole block. */
	readonly range: Range;
	readonly tags?: readonly ('deprecated' | 'unnecessary')[];
	readonly related?: readonly RelatedPlace[];
	/** Machine-applicable mends; the first is the preferred one. */
	readonly fixes?: readonly Fix[];
}

export interface RelatedPlace {
	/** Path of another file; absent for the same text. */
	readonly file?: string;
	readonly range: Range;
	readonly message: string;
}

export interface Fix {
	/** Imperative, in sentence case: `Rename to "logicalType"`. */
	readonly title: string;
	readonly edits: readonly TextEdit[];
	/** What the author meant is guessed, or something that was meant is lost: offered, never applied unasked. */
	readonly guess?: true;
}

export interface TextEdit {
	readonly range: Range;
	readonly newText: string;
}
