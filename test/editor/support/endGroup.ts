import { type ChildProcess, spawnSync } from 'node:child_process';

/** Ends a process that was started `detached`, with whatever it started: gently, then not. */
export async function endGroup(child: ChildProcess): Promise<void> {
	const { pid } = child;
	if (pid === undefined) return;
	const ended = new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve(0) : child.once('exit', resolve)));
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
		await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 4000))]);
		return;
	}
	const signal = (name: NodeJS.Signals) => {
		try {
			process.kill(-pid, name);
		} catch {
			// It is gone already.
		}
	};
	signal('SIGTERM');
	await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 4000))]);
	signal('SIGKILL');
}
