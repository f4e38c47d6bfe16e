/** How long work may take to stop after the first Ctrl+C before the process ends regardless. */
const patienceMs = 3000;

/**
 * A signal that Ctrl+C (or a polite kill) aborts, so that work stops and cleans up; the second one ends the process at
 * once, and so does work that does not stop.
 */
export function interruption(of: NodeJS.Process): AbortSignal {
	const controller = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		of.on(name, () => {
			if (controller.signal.aborted) {
				of.exit(codes[name]);
			}
			controller.abort(name);
			setTimeout(() => of.exit(codes[name]), patienceMs).unref();
		});
	}
	return controller.signal;
}

/** 128 + the signal's number, as shells have it. */
export function interruptedExitCode(signal: AbortSignal): number {
	return signal.reason === 'SIGTERM' ? codes.SIGTERM : signal.reason === 'SIGHUP' ? codes.SIGHUP : codes.SIGINT;
}

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
