import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../server/src/cli/commandTable.ts';
import { folderWith, plumbline } from './command.ts';

describe('help', () => {
	it('of the whole lists every command, examples and exit codes', async () => {
		const cwd = folderWith({});
		const { code, stdout } = await plumbline(['--help'], { cwd });
		for (const { name, does } of commands) {
			expect(stdout).toMatch(new RegExp(`${name}\\s+${does.slice(0, 20)}`));
		}
		expect(stdout).toMatch(/Examples[\s\S]+Exit codes[\s\S]+130/);
		expect(code).toBe(0);
		expect((await plumbline(['-h'], { cwd })).stdout).toBe(stdout);
		expect((await plumbline(['help'], { cwd })).stdout).toBe(stdout);
	});

	it.each(commands.map(({ name }) => name))('of %s lists each of its options and examples', async (name) => {
		const command = commands.find((each) => each.name === name);
		const { code, stdout } = await plumbline([name, '--help'], { cwd: folderWith({}) });
		for (const option of command?.options.filter(({ hidden }) => !hidden) ?? []) {
			expect(stdout).toContain(`--${option.name}`);
		}
		for (const { line } of command?.examples ?? []) {
			expect(stdout).toContain(line);
		}
		expect(code).toBe(0);
		expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(105);
	});

	it('goes to standard error, with exit code 2, where nothing was asked for', async () => {
		const { code, stdout, stderr } = await plumbline([], { cwd: folderWith({}) });
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toContain('Usage');
	});

	it('needs no contract and no folder to write to; --version is one line', async () => {
		expect(await plumbline(['--version'], { cwd: folderWith({}) })).toMatchObject({
			code: 0,
			stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
			stderr: '',
		});
	});
});

describe('what is misspelt', () => {
	it.each([
		[['chekc'], /No command "chekc"\. Did you mean check\?/],
		[['flights.odcs.yaml'], /To check a contract: plumbline check flights\.odcs\.yaml/],
		[['lint', '--fromat', 'json'], /lint: no option --fromat\. Did you mean --format\?/],
		[['lint', '--zzz'], /lint: no option --zzz\.\n\s+All options: plumbline lint --help/],
		[['check', '-x'], /check: no option -x/],
		[['--format', 'json'], /--format belongs to a command/],
		[['lint', '--format', 'jsn'], /--format jsn: no such choice\. Did you mean json\?\n\s+Choose one of pretty/],
		[['lint', '--format'], /--format needs a value/],
		[['lint', '--output', '--quiet'], /--output needs a value/],
		[['lint', '--output='], /--output has an empty value/],
		[['lint', '--quiet=yes'], /--quiet takes no value/],
		[['check', '--memory', '2'], /--memory 2: not a size\.\n\s+Write a number and a unit/],
		[['check', '--memory', '1KiB'], /--memory 1KiB: too little/],
		[['check', '--timeout', 'soon'], /--timeout soon: not a time/],
		[['check', '--timeout', '0s'], /--timeout 0s: not a time/],
		[['check', '--threads', '0'], /--threads 0: not a whole number from 1/],
		[['check', '--threads', '1.5'], /--threads 1\.5: not a whole number/],
		[['check', '--sample-rows', 'many'], /--sample-rows many: not a whole number from 0/],
		[['check', '--now', 'yesterday'], /--now yesterday: not an instant/],
		[['check', '--now', '2026-02-30T00:00:00Z'], /--now 2026-02-30T00:00:00Z: not an instant/],
		[['check', '--now', '2026-02-03T00:00:00'], /which time zone\?/],
		[['check', '--fail-on', 'info'], /--fail-on info: no such choice/],
		[['completion'], /completion: an argument is missing/],
		[['completion', 'basch'], /Did you mean bash\?/],
		[['explain', 'data.minimun'], /No rule has the code data\.minimun/],
	])('%j is answered in a sentence, exit code 2', async (args, message) => {
		const { code, stdout, stderr } = await plumbline(args, { cwd: folderWith({}) });
		expect(stderr).toMatch(message);
		expect(stderr).not.toMatch(/\n\s+at /);
		expect([code, stdout]).toEqual([2, '']);
	});

	it('shows no escape sequence that came in an argument', async () => {
		expect((await plumbline(['lint', 'a\u001b[31m.yaml'], { cwd: folderWith({}) })).stderr).toContain('a\\e[31m.yaml');
	});

	it('shows where it broke only when asked', async () => {
		const cwd = folderWith({});
		expect((await plumbline(['lint', 'x'], { cwd, environment: { PLUMBLINE_DEBUG: '1' } })).stderr).toMatch(/\n\s+at /);
	});
});

describe('completions', () => {
	it.each(['bash', 'zsh', 'fish', 'powershell'])('for %s hold every command and every option that is shown', async (shell) => {
		const { code, stdout } = await plumbline(['completion', shell], { cwd: folderWith({}) });
		for (const { name, options } of commands) {
			expect(stdout).toContain(name);
			for (const option of options.filter(({ hidden }) => !hidden)) {
				expect(stdout).toMatch(new RegExp(`(?:--|-l )${option.name}\\b`));
			}
		}
		expect(code).toBe(0);
	});

	const bash = spawnSync('bash', ['--version']).status === 0;
	it.skipIf(!bash)('for bash parse, and complete commands, options, choices', async () => {
		const cwd = folderWith({});
		const { stdout } = await plumbline(['completion', 'bash'], { cwd });
		writeFileSync(join(cwd, 'plumbline.bash'), stdout);
		expect(spawnSync('bash', ['-n', 'plumbline.bash'], { cwd }).status).toBe(0);
		const complete = (...words: string[]) => {
			const line = `source ./plumbline.bash; COMP_WORDS=(plumbline ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _plumbline; printf '%s\\n' "\${COMPREPLY[@]}"`;
			return spawnSync('bash', ['--norc', '-c', line], { cwd, encoding: 'utf8' }).stdout.trim().split('\n');
		};
		expect(complete('li')).toEqual(['lint']);
		expect(complete('check', '--se')).toEqual(['--server']);
		expect(complete('check', '--format', 'ht')).toEqual(['html']);
		expect(complete('completion', 'z')).toEqual(['zsh']);
	});

	for (const [shell, check] of [
		['zsh', ['-n']],
		['fish', ['--no-execute']],
	] as const) {
		const there = spawnSync(shell, ['--version']).status === 0;
		it.skipIf(!there)(`for ${shell} parse`, async () => {
			const cwd = folderWith({});
			writeFileSync(join(cwd, 'script'), (await plumbline(['completion', shell], { cwd })).stdout);
			expect(spawnSync(shell, [...check, 'script'], { cwd }).status).toBe(0);
		});
	}
});

describe('an old Node', () => {
	it('is told so in one sentence by a file that it can parse', async () => {
		const { readFileSync } = await import('node:fs');
		const { cli } = await import('./command.ts');
		expect(existsSync(cli)).toBe(true);
		const source = readFileSync(cli, 'utf8');
		// Newer than Node 8: nullish and optional chaining, private names, class fields, optional catch, numeric separators, await at the top.
		const newer = /\?\?|\?\.[a-z[(]|#[a-z]+\b(?!!)|catch\s*\{|\d_\d|\basync\b|\bawait\b|\*\*/i;
		expect(newer.exec(source.replace(/^#!.*/, ''))?.[0]).toBeUndefined();
		const pretend = `Object.defineProperty(process.versions,'node',{value:'18.20.1'});require(${JSON.stringify(cli)})`;
		const { status, stderr, stdout } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
		expect(stderr).toMatch(/^plumbline needs Node\.js 22\.13 or newer, and this is .*\n$/);
		expect([status, stdout]).toEqual([2, '']);
	});
});
