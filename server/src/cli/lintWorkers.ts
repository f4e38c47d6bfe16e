import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type LintAnswer, type LintTask, lintShare } from './lintShare.ts';

/** More threads than these wait for memory more than they compute. */
const mostThreads = 4;

/** Deals the files out to this thread and others. A thread that fails leaves its share to this one. */
export async function startWorkers(task: LintTask, pause: () => Promise<void> | undefined): Promise<LintAnswer> {
	const script = join(import.meta.dirname, 'commands/lintWorker.js');
	const threads = existsSync(script) ? Math.min(availableParallelism(), mostThreads) : 1;
	const shares = Array.from({ length: threads }, (_, thread) => ({
		...task,
		files: task.files.filter((_file, index) => index % threads === thread),
	}));
	const [own = task, ...others] = shares;
	const running = others.map((share) => inThread(script, share));
	const answers = [await lintShare(own, pause)];
	for (const [index, answer] of (await Promise.all(running)).entries()) {
		answers.push(answer ?? (await lintShare(others[index] ?? task, pause)));
	}
	return { results: answers.flatMap(({ results }) => results), mendable: answers.some(({ mendable }) => mendable) };
}

function inThread(script: string, share: LintTask): Promise<LintAnswer | undefined> {
	return new Promise((resolve) => {
		const worker = new Worker(script, { workerData: { ...share, environment: { ...share.environment } } });
		worker.once('message', (answer: LintAnswer) => resolve(answer));
		worker.once('error', () => resolve(undefined));
		worker.once('exit', () => resolve(undefined));
		worker.unref();
	});
}
