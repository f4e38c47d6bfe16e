import type { World } from './world.ts';

/** Lets signals in now and then, and stops where one came: a loop that never waits would not hear Ctrl+C. */
export function breather({ clockMs, signal }: World, everyMs = 50): () => Promise<void> | undefined {
	let last = clockMs();
	return () => {
		if (clockMs() - last < everyMs) {
			return undefined;
		}
		return new Promise((resolve, reject) => {
			setImmediate(() => {
				last = clockMs();
				if (signal.aborted) {
					reject(signal.reason);
				} else {
					resolve();
				}
			});
		});
	};
}
