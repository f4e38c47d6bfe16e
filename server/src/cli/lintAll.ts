import { breather } from './breather.ts';
import { type LintAnswer, type LintTask, lintShare } from './lintShare.ts';
import type { World } from './world.ts';

/** Text from which a second thread is worth its start: some 150 contracts of 200 lines (half a second of work). */
const worthThreads = 1_000_000;

/** Lints all files: in this thread, or in as many as the machine has to offer where there is enough to do. */
export async function lintAll(task: LintTask, world: World): Promise<LintAnswer> {
	const pause = breather(world);
	const size = task.files.reduce((sum, { text }) => sum + text.length, 0);
	if (size < worthThreads) {
		return lintShare(task, pause);
	}
	const { startWorkers } = await import('./lintWorkers.ts');
	return startWorkers(task, pause);
}
