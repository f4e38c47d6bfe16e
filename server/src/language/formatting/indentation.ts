/** A list or map that is open on the line before, with the column it has and the one it gets. */
interface Level {
	readonly kind: 'dash' | 'key';
	readonly from: number;
	readonly to: number;
}

/** Follows the nesting of block lists and maps down the lines of a text, as YAML sees it: by columns. */
export class Indentation {
	readonly #step: number;
	#levels: Level[] = [];

	constructor(step: number) {
		this.#step = step;
	}

	/** A new document begins. */
	reset(): void {
		this.#levels = [];
	}

	/**
	 * Takes the first word of a line.
	 *
	 * @param column where it stands
	 * @returns where it goes
	 */
	enterLine(kind: 'dash' | 'key' | 'value', column: number): number {
		this.#close(
			(level) => level.from > column || (level.from === column && (kind === 'value' || (level.kind === 'dash' && kind === 'key'))),
		);
		const top = this.#levels.at(-1);
		if (kind === 'value') return top === undefined ? column : below(top, this.#step);
		if (top?.from === column && top.kind === kind) return top.to;
		// A list may stand in line with the key that it is the value of.
		const to = top === undefined ? 0 : top.from === column ? top.to : below(top, this.#step);
		this.#levels.push({ kind, from: column, to });
		return to;
	}

	/** Takes a list or map that begins on the line of a dash. */
	enter(kind: 'dash' | 'key', from: number, to: number): void {
		this.#levels.push({ kind, from, to });
	}

	/** How far the innermost list or map moves to the right. */
	shift(): number {
		const top = this.#levels.at(-1);
		return top === undefined ? 0 : top.to - top.from;
	}

	columns(): readonly { readonly from: number; readonly to: number }[] {
		return [...this.#levels];
	}

	#close(isClosed: (level: Level) => boolean): void {
		for (let top = this.#levels.at(-1); top !== undefined && isClosed(top); top = this.#levels.at(-1)) this.#levels.pop();
	}
}

function below(level: Level, step: number): number {
	return level.to + (level.kind === 'dash' ? 2 : step);
}
