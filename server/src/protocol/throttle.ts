/** Lets something pass at most so often. */
export class Throttle {
	readonly #everyMs: number;
	#lastMs = Number.NEGATIVE_INFINITY;

	constructor(everyMs = 100) {
		this.#everyMs = everyMs;
	}

	passes(): boolean {
		const nowMs = performance.now();
		if (nowMs - this.#lastMs < this.#everyMs) return false;
		this.#lastMs = nowMs;
		return true;
	}
}

/** Runs some work once things have been quiet for so long, however often it is asked for meanwhile. */
export class Debounce {
	readonly #afterMs: number;
	readonly #work: () => void;
	#timer: NodeJS.Timeout | undefined;

	constructor(afterMs: number, work: () => void) {
		this.#afterMs = afterMs;
		this.#work = work;
	}

	ask(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.#work, this.#afterMs);
	}

	cancel(): void {
		clearTimeout(this.#timer);
	}
}
