import { processBounds } from './limits.ts';
import type { Seat } from './seat.ts';

/** One request under way, with the clocks that run against it. */
export class Task {
	verdict: Verdict | undefined;
	readonly #seat: Seat;
	readonly #timers: NodeJS.Timeout[];
	#stopping = false;

	constructor(seat: Seat, options: { readonly timeoutMs: number; readonly memoryBytes: number }) {
		this.#seat = seat;
		const { residentBytes } = processBounds(options.memoryBytes);
		const watch = async () => {
			const bytes = await seat.residentBytes();
			if (bytes !== undefined && bytes > residentBytes) this.#take('memory');
		};
		this.#timers = [setTimeout(() => this.stop('timeout'), options.timeoutMs), setInterval(watch, watchMs)];
	}

	/** Asks the query to stop, and takes its seat away when it does not. */
	stop(verdict: Verdict): void {
		if (this.#stopping) return;
		this.#stopping = true;
		this.verdict = verdict;
		this.#seat.interrupt();
		this.#timers.push(setTimeout(() => this.#seat.kill(), graceMs));
	}

	end(): void {
		this.#stopping = true;
		for (const timer of this.#timers) clearTimeout(timer);
	}

	#take(verdict: Verdict): void {
		if (this.#stopping) return;
		this.#stopping = true;
		this.verdict = verdict;
		this.#seat.kill();
	}
}

/** Why we stopped a request. */
export type Verdict = 'timeout' | 'cancelled' | 'memory';

/** How long an interrupted query may take to stop before its process is killed. */
const graceMs = 1_000;
const watchMs = 200;
