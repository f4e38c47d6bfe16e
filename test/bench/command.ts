import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Ran {
	readonly milliseconds: number;
	/** Most memory that the process and its children held together, MiB; 0 where the system does not tell. */
	readonly peakMebibytes: number;
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs Node with arguments, from nothing to its end. */
export function runNode(
	args: readonly string[],
	options: { readonly cwd?: string; readonly watchMemory?: boolean; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
	return new Promise((resolve, reject) => {
		const start = performance.now();
		const child = spawn(process.execPath, args, {
			cwd: options.cwd ?? root,
			env: { ...process.env, NO_COLOR: '1', ...options.env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let peak = 0;
		const watch = options.watchMemory ? setInterval(() => (peak = Math.max(peak, residentMebibytes(child.pid))), 25) : undefined;
		const out: Buffer[] = [];
		const err: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
		child.on('error', reject);
		child.on('close', (code) => {
			clearInterval(watch);
			const milliseconds = performance.now() - start;
			resolve({ milliseconds, peakMebibytes: peak, code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
		});
	});
}

/** Milliseconds of a command that must end with one of these codes. */
export async function timeNode(args: readonly string[], codes: readonly number[] = [0], cwd?: string): Promise<number> {
	const ran = await runNode(args, cwd === undefined ? {} : { cwd });
	if (ran.code === null || !codes.includes(ran.code))
		throw new Error(`node ${args.join(' ')} ended with ${ran.code}:\n${ran.stdout.slice(-2000)}${ran.stderr.slice(-2000)}`);
	return ran.milliseconds;
}

/** Resident memory of a process and its children (Linux). */
function residentMebibytes(pid: number | undefined): number {
	if (pid === undefined) return 0;
	try {
		const own = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
		const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean);
		return children.reduce((sum, child) => sum + residentMebibytes(Number(child)), own);
	} catch {
		return 0;
	}
}
