import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runOnDesktop } from '../../editor/support/desktop.ts';
import { faultOf, testsOf } from '../../editor/support/suiteRun.ts';

// @ts-expect-error A script of the set-up, in JavaScript.
const { ensureDesktop } = await import('../../../scripts/setup/desktop.mjs');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-desktop-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In place of VS Code: a program that does `body` with its arguments in `given` and the suite's environment. */
function standIn(name: string, body: string): string {
	const path = join(folder, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(
		path,
		`#!${process.execPath}
const { writeFileSync } = require('node:fs');
const given = process.argv.slice(2);
const { SUITE_RUN_ID: runId, SUITE_SENTINEL: sentinel, SUITE_WORKSPACE: workspace } = process.env;
const report = (more = {}) => writeFileSync(sentinel, JSON.stringify({ runId, ended: true, tests: [{ title: 'one', durationMs: 1, skipped: false }], ...more }));
${body}
`,
	);
	chmodSync(path, 0o755);
	return path;
}

const start = (program: string, more: Partial<Parameters<typeof runOnDesktop>[0]> = {}) =>
	runOnDesktop({
		command: [program],
		extension: '/extension',
		suite: '/suite.js',
		open: 'shop',
		trusted: true,
		withinMs: 60_000,
		...more,
	});

describe.skipIf(process.platform === 'win32')('a suite in the desktop build', () => {
	test('is started on the extension, in a home of its own, with the flags that test-electron gives', async () => {
		const seen = join(folder, 'seen.json');
		const program = standIn(
			'recording',
			`writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ given, workspace, home: process.env.HOME })); report();`,
		);
		const run = await start(program);
		expect(faultOf(run, 1)).toBeUndefined();
		expect(testsOf(run).map(({ title }) => title)).toEqual(['one']);
		const { given, workspace, home } = JSON.parse(readFileSync(seen, 'utf8'));
		expect(given).toEqual(
			expect.arrayContaining([
				join(workspace, 'shop'),
				'--extensionDevelopmentPath=/extension',
				'--extensionTestsPath=/suite.js',
				'--disable-workspace-trust',
				'--no-sandbox',
			]),
		);
		expect(given).toContain(`--user-data-dir=${join(home, 'user')}`);
		expect(home).not.toBe(process.env.HOME);
		expect(existsSync(home)).toBe(false);
	});

	test('is not trusted where it is not to be', async () => {
		const program = standIn('restricted', `report({ tests: given.map((title) => ({ title, durationMs: 0, skipped: false })) });`);
		expect(testsOf(await start(program, { trusted: false })).map(({ title }) => title)).not.toContain('--disable-workspace-trust');
	});

	test('starts by what gives it a display', async () => {
		const program = standIn('shown', `report({ tests: given.map((title) => ({ title, durationMs: 0, skipped: false })) });`);
		const display = standIn(
			'display',
			`process.exitCode = require('node:child_process').spawnSync(given[0], given.slice(1), { stdio: 'inherit' }).status;`,
		);
		const run = await start(program, { command: [display, program] });
		expect(faultOf(run, 3)).toBeUndefined();
	});

	test.each([
		['says that all is well and wrote no report', '', 'no report'],
		['wrote half a report', `writeFileSync(sentinel, '{ "runId": "');`, 'no report'],
		['wrote something else', `writeFileSync(sentinel, '[]');`, 'no report'],
		['wrote the report of another run', `report({ runId: 'of yesterday' });`, 'another run, of yesterday'],
		['was cut short', 'report({ ended: false });', 'cut short after 1 tests'],
		['ran nothing', 'report({ tests: [] });', 'ran 0 tests, fewer than 1'],
		['ended badly after a good report', 'report(); process.exitCode = 3;', 'ended otherwise'],
		[
			'ended well though a test failed',
			`report({ tests: [{ title: 'one', durationMs: 1, skipped: false, failure: 'no' }] });`,
			'ended otherwise',
		],
		['was killed', `process.kill(process.pid, 'SIGKILL');`, 'no report'],
	])('that %s has failed', async (what, body, words) => {
		const run = await start(standIn(what.replaceAll(' ', '-'), body));
		expect(faultOf(run, 1)).toContain(words);
	});

	test('of another run has no tests of ours', async () => {
		expect(testsOf(await start(standIn('other', `report({ runId: 'of yesterday' });`)))).toEqual([]);
	});

	test('that does not end is ended, with what it started', async () => {
		const pids = join(folder, 'pids');
		const program = standIn(
			'endless',
			`const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
writeFileSync(${JSON.stringify(pids)}, process.pid + ' ' + child.pid);
setInterval(() => {}, 1000);`,
		);
		const run = start(program, { withinMs: 3_000 });
		await expect.poll(() => existsSync(pids), { timeout: 30_000 }).toBe(true);
		expect(faultOf(await run, 1)).toContain('no report');
		await expect.poll(() => readFileSync(pids, 'utf8').split(' ').every(isGone), { timeout: 30_000 }).toBe(true);
	});

	test('whose program is not there has failed', async () => {
		expect(faultOf(await start(join(folder, 'nowhere')), 1)).toContain('no report');
	});
});

/** Dead ones stay in the list until their parent has looked at them. */
function isGone(pid: string): boolean {
	if (process.platform !== 'linux')
		return spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim().replace(/^Z.*/, '') === '';
	try {
		return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return true;
	}
}

describe.skipIf(process.platform !== 'linux')('the desktop build', () => {
	const installed = () => {
		const program = standIn('usr/share/code/code', '');
		const command = standIn('usr/share/code/bin/code', '');
		const bin = join(folder, 'bin');
		mkdirSync(bin, { recursive: true });
		rmSync(join(bin, 'code'), { force: true });
		symlinkSync(command, join(bin, 'code'));
		return { program, command: join(bin, 'code'), path: [bin, dirname(process.execPath)].join(delimiter) };
	};
	const refused = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
	const offered = () => Promise.resolve('/cache/code');
	const display = { DISPLAY: ':1' };

	test('is the one that is downloaded', async () => {
		expect(await ensureDesktop({ ...display, PATH: installed().path }, offered)).toEqual(['/cache/code']);
	});

	test('is the installed one where nothing can be downloaded: the program, not the command that starts it', async () => {
		const { program, path } = installed();
		expect(await ensureDesktop({ ...display, PATH: path }, refused)).toEqual([program]);
	});

	test('is what VSCODE_PATH names, and nothing is asked of the network then', async () => {
		const { program, command } = installed();
		const asked = () => Promise.reject(new Error('asked'));
		expect(await ensureDesktop({ ...display, VSCODE_PATH: program }, asked)).toEqual([program]);
		expect(await ensureDesktop({ ...display, VSCODE_PATH: command }, asked)).toEqual([program]);
		await expect(ensureDesktop({ ...display, VSCODE_PATH: '/nowhere/code' }, asked)).rejects.toThrow('/nowhere/code, which is not there');
	});

	test('is not there on a closed network, which is said with the reason', async () => {
		await expect(ensureDesktop({ ...display, PATH: '' }, refused)).rejects.toThrow(
			/could not be downloaded \(getaddrinfo ENOTFOUND\), and none is installed/,
		);
	});

	test('needs a display, its own where there is none', async () => {
		await expect(ensureDesktop({ PATH: '' }, offered)).rejects.toThrow('Install xvfb');
		const xvfb = standIn('x/xvfb-run', '');
		expect(await ensureDesktop({ PATH: dirname(xvfb) }, offered)).toEqual([xvfb, '--auto-servernum', '/cache/code']);
	});
});
