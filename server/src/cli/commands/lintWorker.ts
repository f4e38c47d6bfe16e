import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { LintTask } from '../lintShare.ts';

// No command: the thread of `lint` that takes a share of many files.
const task: LintTask = workerData;
enableCompileCache();
import('../lintShare.ts').then(({ lintShare }) => lintShare(task)).then((answer) => parentPort?.postMessage(answer));
