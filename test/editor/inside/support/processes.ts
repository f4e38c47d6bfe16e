import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Process {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
}

/** Process ids of programs of ours that run below this extension host. */
export function processes(program: 'server.js' | 'engine.js' | 'cli.js'): number[] {
	const all = list();
	const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
	const isBelow = (pid: number | undefined): boolean => pid === process.pid || (pid !== undefined && pid > 1 && isBelow(parents.get(pid)));
	return all.filter(({ pid, command }) => command.includes(join('dist', program)) && isBelow(pid)).map(({ pid }) => pid);
}

/** Each platform tells it in another way. */
function list(): Process[] {
	if (process.platform === 'linux') return readdirSync('/proc').flatMap(inProc);
	if (process.platform === 'win32') {
		const ask = 'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }';
		return execFileSync('powershell.exe', ['-NoProfile', '-Command', ask], { encoding: 'utf8' }).split(/\r?\n/).flatMap(inLine);
	}
	return execFileSync('ps', ['-axww', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n').flatMap(inLine);
}

function inProc(name: string): Process[] {
	const pid = Number(name);
	if (!Number.isInteger(pid)) return [];
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
		return [{ pid, parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }];
	} catch {
		// It ended meanwhile.
		return [];
	}
}

function inLine(line: string): Process[] {
	const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
	return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
}
