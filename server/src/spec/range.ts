/** Half-open span of a text in UTF-16 code units: `start` inclusive, `end` exclusive. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

/** Zero-based line and UTF-16 character, as the Language Server Protocol counts them. */
export interface Position {
	readonly line: number;
	readonly character: number;
}

/** A `Range` in lines and characters. */
export interface PositionRange {
	readonly start: Position;
	readonly end: Position;
}
