import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';

const mebibyte = 2 ** 20;

/** Threads of an engine whose owner names none. */
export function defaultThreads(): number {
	return availableParallelism();
}

/** Memory of an engine whose owner names none: half of what this process may use, at most 4 GiB. */
export function defaultMemoryBytes(): number {
	const constrained = process.constrainedMemory();
	const usable = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
	return Math.max(512 * mebibyte, Math.min(4096 * mebibyte, Math.floor(usable / 2)));
}

/**
 * DuckDB's own limit bounds its buffers only (one string function reached six times its limit), so the process is
 * bounded too. `resident`: beyond it the child is killed. `data`: the operating system gives no more, and DuckDB
 * answers "out of memory"; it counts what Node reserves and never touches, some 650 MB of it.
 */
export function processBounds(memoryBytes: number): { residentBytes: number; dataBytes: number } {
	return { residentBytes: Math.round(memoryBytes * 1.25) + 512 * mebibyte, dataBytes: Math.round(memoryBytes * 1.5) + 1280 * mebibyte };
}

/** Resident memory of a process, where the system tells: /proc, else ps, else undefined. Never rejects. */
export async function residentBytes(pid: number): Promise<number | undefined> {
	try {
		if (process.platform === 'linux') {
			const status = await readFile(`/proc/${pid}/status`, 'utf8');
			const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
			return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
		}
		if (process.platform === 'win32') return undefined;
		const answer = Number(await outputOf('ps', ['-o', 'rss=', '-p', String(pid)]));
		return answer > 0 ? answer * 1024 : undefined;
	} catch {
		return undefined;
	}
}

/** Full path of a program on the PATH, if it can be executed. */
export async function programPath(name: string): Promise<string | undefined> {
	for (const folder of (process.env.PATH ?? '').split(delimiter)) {
		if (!folder) continue;
		const path = join(folder, name);
		if (
			await access(path, constants.X_OK).then(
				() => true,
				() => false,
			)
		)
			return path;
	}
	return undefined;
}

/** What a program writes to stdout. Rejects where it cannot be started or fails. */
export function outputOf(program: string, args: readonly string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = process
			.getBuiltinModule('node:child_process')
			.spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 });
		let output = '';
		child.stdout.on('data', (data) => {
			output += data;
		});
		child.on('error', reject);
		child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${program} failed`))));
	});
}
