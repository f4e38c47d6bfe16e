import type { DecodedPage } from './decode.ts';

/**
 * Pages of rows that have come, the most recently seen of them; which to ask for next. Rows are asked for by the page,
 * so that a scroll through a million rows asks for those it rests at.
 */
export class Pages {
	readonly #pages = new Map<number, DecodedPage>();
	readonly #asked = new Map<number, number>();
	/** Pages that the user wanted no longer, until others are looked at. */
	readonly #unwanted = new Set<number>();

	/** The row, or undefined while its page is not here. */
	at(row: number): { readonly page: DecodedPage; readonly index: number } | undefined {
		const page = this.#pages.get(pageOf(row));
		const index = row % pageRows;
		return page && index < page.length ? { page, index } : undefined;
	}

	/** Offsets of pages that rows `first` to `last` (exclusive) need and that nobody has asked for. */
	missing(first: number, last: number): number[] {
		const wanted: number[] = [];
		for (let offset = pageOf(first); offset < last; offset += pageRows) {
			const page = this.#pages.get(offset);
			if (page) {
				// Seen just now, so the last to be dropped.
				this.#pages.delete(offset);
				this.#pages.set(offset, page);
			} else if (!this.#asked.has(offset) && !this.#unwanted.has(offset)) wanted.push(offset);
		}
		return wanted;
	}

	asked(offset: number, request: number): void {
		this.#asked.set(offset, request);
	}

	/** How many pages are waited for. */
	get waiting(): number {
		return this.#asked.size;
	}

	/** @returns all requests that are waited for, and forgets them; their pages are not missing until `wantAgain` */
	dropAll(): number[] {
		const dropped = [...this.#asked.values()];
		for (const offset of this.#asked.keys()) this.#unwanted.add(offset);
		this.#asked.clear();
		return dropped;
	}

	wantAgain(): void {
		this.#unwanted.clear();
	}

	/** @returns requests for pages that rows `first` to `last` do not need, and forgets them */
	dropOthers(first: number, last: number): number[] {
		const dropped: number[] = [];
		for (const [offset, request] of this.#asked) {
			if (offset + pageRows > first && offset < last) continue;
			this.#asked.delete(offset);
			dropped.push(request);
		}
		return dropped;
	}

	/** @returns whether it was waited for */
	arrived(request: number, page: DecodedPage): boolean {
		const offset = this.#offsetOf(request);
		if (offset === undefined) return false;
		this.#asked.delete(offset);
		this.#pages.set(offset, page);
		const [oldest] = this.#pages.keys();
		if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest);
		return true;
	}

	/** @returns whether it was waited for */
	failed(request: number): boolean {
		const offset = this.#offsetOf(request);
		if (offset !== undefined) this.#asked.delete(offset);
		return offset !== undefined;
	}

	*loaded(): Iterable<DecodedPage> {
		yield* [...this.#pages.values()].sort((a, b) => a.offset - b.offset);
	}

	#offsetOf(request: number): number | undefined {
		for (const [offset, asked] of this.#asked) if (asked === request) return offset;
		return undefined;
	}
}

export const pageRows = 500;
/** Some 20,000 rows. */
const mostPages = 40;

function pageOf(row: number): number {
	return row - (row % pageRows);
}
