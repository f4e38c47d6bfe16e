/** How long to wait before what has died is started again: longer each time, and no more where it keeps dying. */
export class BackOff {
	#deathsMs: number[] = [];

	/** @returns undefined where it is to stay dead */
	pauseMs(nowMs: number): number | undefined {
		this.#deathsMs = [...this.#deathsMs.filter((deathMs) => nowMs - deathMs < rememberedMs), nowMs];
		return pausesMs[this.#deathsMs.length - 1];
	}

	/** How often it died of late. */
	get deaths(): number {
		return this.#deathsMs.length;
	}

	forget(): void {
		this.#deathsMs = [];
	}
}

const pausesMs = [0, 500, 2_000, 5_000];
const rememberedMs = 3 * 60_000;
