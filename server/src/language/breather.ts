/** Longest that work goes on without letting others have a turn. */
const longestTurnMs = 8;

/** Lets long work be done in turns: between them the host reads messages, so that cancellation is heard and nobody waits. */
export class Breather {
	#turnStart = performance.now();

	/** To be awaited between steps of the work. Costs nothing while the turn is young. */
	async breathe(): Promise<void> {
		if (performance.now() - this.#turnStart < longestTurnMs) return;
		await new Promise<void>((resolve) => (typeof setImmediate === 'function' ? setImmediate(resolve) : setTimeout(resolve, 0)));
		this.#turnStart = performance.now();
	}
}
