/**
 * Where the rows of a tall list stand. Browsers refuse elements of more than some 33 million pixels, so a list that
 * would be taller is as tall as `tallest`, and the scroll bar's place is scaled; scrolling by a little still moves by
 * exactly that little, so that no row is ever out of reach.
 */
export class VirtualScroll {
	/** Distance from the top of the list to the top of the view, in pixels of the unscaled list. */
	top = 0;
	#bar = 0;

	readonly rowCount: number;
	readonly rowHeight: number;
	/** Of the view, in pixels, the header apart. */
	readonly viewHeight: number;

	constructor(rowCount: number, rowHeight: number, viewHeight: number, top = 0) {
		this.rowCount = rowCount;
		this.rowHeight = rowHeight;
		this.viewHeight = viewHeight;
		this.jumpTo(top);
	}

	/** Height to give the element that scrolls. */
	get height(): number {
		return Math.min(tallest, this.rowCount * this.rowHeight);
	}

	/** What the element's `scrollTop` is to be. */
	get bar(): number {
		return this.#bar;
	}

	/** The element was scrolled to this `scrollTop`. */
	scrolled(bar: number): void {
		const distance = bar - this.#bar;
		if (distance === 0) return;
		if (this.#isScaled && bar > 0 && bar < this.#barRange && Math.abs(distance) <= this.viewHeight) {
			this.top = clamp(this.top + distance, 0, this.#range);
		} else {
			this.top = this.#barRange <= 0 ? 0 : clamp((bar / this.#barRange) * this.#range, 0, this.#range);
		}
		this.#bar = bar;
	}

	/** Puts the bar where it belongs; to be called when scrolling has come to rest. */
	settle(): void {
		this.#bar = this.#range <= 0 ? 0 : Math.round((this.top / this.#range) * this.#barRange);
	}

	jumpTo(top: number): void {
		this.top = clamp(top, 0, this.#range);
		this.settle();
	}

	/** Scrolls by as little as shows the row whole. */
	reveal(row: number): void {
		const start = row * this.rowHeight;
		if (start < this.top) this.jumpTo(start);
		else if (start + this.rowHeight > this.top + this.viewHeight) this.jumpTo(start + this.rowHeight - this.viewHeight);
	}

	/** First and last row (exclusive) that are in view, and a few beyond. */
	rows(beyond = 4): { readonly first: number; readonly last: number } {
		const first = Math.max(0, Math.floor(this.top / this.rowHeight) - beyond);
		const last = Math.min(this.rowCount, Math.ceil((this.top + this.viewHeight) / this.rowHeight) + beyond);
		return { first: Math.min(first, last), last };
	}

	get #isScaled(): boolean {
		return this.rowCount * this.rowHeight > tallest;
	}

	get #range(): number {
		return Math.max(0, this.rowCount * this.rowHeight - this.viewHeight);
	}

	get #barRange(): number {
		return Math.max(0, this.height - this.viewHeight);
	}
}

const tallest = 12_000_000;

function clamp(value: number, low: number, high: number): number {
	return Math.min(high, Math.max(low, value));
}
