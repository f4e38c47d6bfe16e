import type { Steps } from '../spec/steps.ts';
import type { CancellationToken } from './cancellation.ts';

/** Longest that work goes on without letting others have a turn. */
const longestTurnMs = 8;

/** Lets long work be done in turns: between them the host reads messages, so that cancellation is heard and nobody waits. */
export class Breather {
	#turnStart = performance.now();

	/** To be awaited between steps of the work. Costs nothing while the turn is young. */
	async breathe(): Promise<void> {
		if (performance.now() - this.#turnStart < longestTurnMs) return;
		await turn();
		this.#turnStart = performance.now();
	}
}

/** Does work in turns; undefined where it was cancelled meanwhile. */
export async function inTurns<T>(steps: Steps<T>, token: CancellationToken): Promise<T | undefined> {
	const breather = new Breather();
	while (!token.isCancellationRequested) {
		const step = steps.next();
		if (step.done === true) return step.value;
		await breather.breathe();
	}
	return undefined;
}

const waiting: (() => void)[] = [];

/**
 * Until messages that have arrived meanwhile have been taken up, and those who waited before have had their turn: of
 * many who wait, each gets a turn of the event loop to itself.
 */
export function turn(): Promise<void> {
	return new Promise((resolve) => {
		if (waiting.push(resolve) === 1) soon(next);
	});
}

function next(): void {
	waiting.shift()?.();
	if (waiting.length > 0) soon(next);
}

function soon(work: () => void): void {
	if (typeof setImmediate === 'function') setImmediate(work);
	else setTimeout(work, 0);
}
