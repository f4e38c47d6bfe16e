import type { RunState } from '../../../server/src/shared/messages.ts';

export type Running = Extract<RunState, { state: 'running' }>;

/** What is known of a run by now, from what was known and what was said last; undefined once it has ended. */
export function stillRunning(known: Running | undefined, said: RunState): Running | undefined {
	if (said.state !== 'running') return undefined;
	// Where it begins anew, so do its results.
	const earlier = said.phase === 'Waiting' ? [] : (known?.fresh ?? []);
	const fresh = [...earlier, ...(said.fresh ?? [])];
	return fresh.length > 0 ? { ...said, fresh } : said;
}
