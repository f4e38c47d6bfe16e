import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endGroup } from './endGroup.ts';
import { Home } from './home.ts';
import type { SuiteRun } from './suiteRun.ts';

export interface DesktopOptions {
	/** VS Code's program, before it what gives it a display. */
	readonly command: readonly string[];
	/** Folder of the extension, run as one under development. */
	readonly extension: string;
	/** A module with `run()`, run in the extension host. */
	readonly suite: string;
	/** What is opened, below `fixtures`: a folder or a `.code-workspace`. */
	readonly open: string;
	/** False: restricted mode. */
	readonly trusted: boolean;
	readonly withinMs: number;
}

/**
 * Runs a suite in VS Code's desktop build, which ends by itself when the suite has. The flags are those of
 * `@vscode/test-electron`, whose own runner trusts every workspace and waits for ever.
 */
export async function runOnDesktop({ command, extension, suite, open, trusted, withinMs }: DesktopOptions): Promise<SuiteRun> {
	const home = new Home();
	const [program = '', ...before] = command;
	const args = [
		...before,
		join(home.workspace, open),
		`--extensionDevelopmentPath=${extension}`,
		`--extensionTestsPath=${suite}`,
		`--user-data-dir=${home.user}`,
		`--extensions-dir=${join(home.folder, 'extensions')}`,
		...flags,
		...(trusted ? ['--disable-workspace-trust'] : []),
	];
	// It writes below the user's home whatever it is told: there is another one for it.
	const env = { ...home.env, HOME: home.folder, USERPROFILE: home.folder };
	const printed: string[] = [];
	// In a group of its own, so that whatever it starts ends with it.
	const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => printed.push(data.toString()));
	let timer: NodeJS.Timeout | undefined;
	const code = await Promise.race([
		new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? -1)).on('error', () => resolve(-1))),
		new Promise<number>((resolve) => {
			timer = setTimeout(resolve, withinMs, -3);
		}),
	]);
	clearTimeout(timer);
	await endGroup(child);
	const report = home.report();
	home.remove();
	return { runId: home.runId, code, report, log: printed.join('') };
}

const flags = [
	// https://github.com/microsoft/vscode/issues/84238
	'--no-sandbox',
	// https://github.com/microsoft/vscode-test/issues/221
	'--disable-gpu-sandbox',
	'--disable-gpu',
	'--disable-updates',
	'--disable-telemetry',
	'--disable-crash-reporter',
	'--skip-welcome',
	'--skip-release-notes',
	'--use-inmemory-secretstorage',
	'--password-store=basic',
];
