import type { Position, PositionRange, Range } from './range.ts';

/** Where the lines of a text begin, so that offsets and positions turn into each other in logarithmic time. LF, CRLF and lone CR end a line. */
export class LineIndex {
	readonly #starts: readonly number[];
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
		this.#starts = lineStarts(text);
	}

	get lineCount(): number {
		return this.#starts.length;
	}

	/** @param offset UTF-16 code units; clamped to the text. An offset between CR and LF counts as the end of the line. */
	positionAt(offset: number): Position {
		const clamped = Math.min(Math.max(offset, 0), this.#text.length);
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
			else high = middle - 1;
		}
		const start = this.#starts[low] ?? 0;
		return { line: low, character: Math.min(clamped, this.#contentEnd(low)) - start };
	}

	/** The offset of a position; a line or character beyond the text is clamped to what there is. */
	offsetAt(position: Position): number {
		if (position.line < 0) return 0;
		const start = this.#starts[position.line];
		if (start === undefined) return this.#text.length;
		return Math.min(start + Math.max(position.character, 0), this.#contentEnd(position.line));
	}

	rangeAt(range: Range): PositionRange {
		return { start: this.positionAt(range.start), end: this.positionAt(range.end) };
	}

	/** Span of a line without its line break; empty beyond the text. */
	lineRange(line: number): Range {
		const start = this.#starts[line] ?? this.#text.length;
		return { start, end: this.#contentEnd(line) };
	}

	#contentEnd(line: number): number {
		const next = this.#starts[line + 1];
		if (next === undefined) return this.#text.length;
		return this.#text[next - 1] === '\n' && this.#text[next - 2] === '\r' ? next - 2 : next - 1;
	}
}

function lineStarts(text: string): number[] {
	const starts = [0];
	const breaks = /\r\n?|\n/g;
	while (breaks.exec(text) !== null) starts.push(breaks.lastIndex);
	return starts;
}
