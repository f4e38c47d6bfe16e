import type { SampleRow } from '../../spec/result.ts';

/** Rows of one question, one after another from `offset` on; fewer than were asked for where they end. */
export interface RowWindow {
	readonly offset: number;
	readonly limit: number;
	readonly rows: readonly SampleRow[];
	readonly tested?: readonly (readonly number[])[];
	readonly sql: string;
}

/**
 * The last stretches of rows that were read. A text file is read from its start for every page, so with a page its
 * neighbours are taken too, which costs nearly nothing; whoever scrolls on finds them here.
 */
export class RowWindows {
	readonly #kept = new Map<string, RowWindow>();

	/** @param key everything that the answer depends on */
	find(key: string, offset: number, limit: number): RowWindow | undefined {
		const kept = this.#kept.get(key);
		return kept && kept.offset <= offset && offset + limit <= kept.offset + kept.limit ? kept : undefined;
	}

	keep(key: string, window: RowWindow): void {
		this.#kept.delete(key);
		this.#kept.set(key, window);
		const [oldest] = this.#kept.keys();
		if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
	}
}

/** What to read for a page: the stretch that it lies in, or itself where it lies across two. */
export function stretchOf(offset: number, limit: number, columns: number): Pick<RowWindow, 'offset' | 'limit'> {
	const rows = Math.min(mostRows, Math.max(fewestRows, Math.floor(mostCells / Math.max(1, columns) / fewestRows) * fewestRows));
	const start = offset - (offset % rows);
	return offset + limit <= start + rows ? { offset: start, limit: rows } : { offset, limit };
}

const mostKept = 2;
/** DuckDB passes over rows without making anything of them only where fewer than 8,192 follow. */
const mostRows = 8_000;
const fewestRows = 1_000;
const mostCells = 100_000;
