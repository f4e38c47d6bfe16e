import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, folderWith, peopleContract, plumbline, started } from './command.ts';

const broken = peopleContract.replace('required: true', 'requird: true');
const unparsable = 'kind: DataContract\nid: [a\n';

describe('lint: what is read', () => {
	it('reads the contracts under this folder by name and by content, and passes over the rest', async () => {
		const cwd = folderWith({
			'a.odcs.yaml': peopleContract,
			'deep/er/b.odcs.yml': peopleContract,
			'deep/c.yaml': peopleContract,
			'other.yaml': 'kind: Something\n',
			'node_modules/x/d.odcs.yaml': 'broken: [',
			'.hidden/e.odcs.yaml': 'broken: [',
			'readme.md': 'kind: DataContract',
		});
		const { code, stdout } = await plumbline(['lint', '--format', 'json'], { cwd });
		expect(JSON.parse(stdout).summary.files).toEqual(['a.odcs.yaml', 'deep/c.yaml', 'deep/er/b.odcs.yml']);
		expect(code).toBe(0);
	});

	it('reads files, folders and globs, each contract once, in the order given', async () => {
		const cwd = folderWith({
			'z/a.odcs.yaml': peopleContract,
			'z/b.odcs.yaml': peopleContract,
			'y/c.odcs.yaml': peopleContract,
			'y/d.yaml': 'x: 1',
		});
		const filesOf = async (...args: string[]) =>
			JSON.parse((await plumbline(['lint', '-f', 'json', ...args], { cwd })).stdout).summary.files;
		expect(await filesOf('z/b.odcs.yaml', 'y', 'z')).toEqual(['z/b.odcs.yaml', 'y/c.odcs.yaml', 'z/a.odcs.yaml']);
		expect(await filesOf('**/*.yaml')).toEqual(['y/c.odcs.yaml', 'z/a.odcs.yaml', 'z/b.odcs.yaml']);
		expect(await filesOf('{y,z}/[!b]*.yaml')).toEqual(['y/c.odcs.yaml', 'z/a.odcs.yaml']);
		expect(await filesOf(join(cwd, 'z'))).toEqual(['z/a.odcs.yaml', 'z/b.odcs.yaml']);
	});

	it('copes with spaces, accents, brackets and links in names', async () => {
		const cwd = folderWith({ 'données été/my [1] contract.odcs.yaml': peopleContract });
		symlinkSync(join(cwd, 'données été'), join(cwd, 'link'));
		symlinkSync(cwd, join(cwd, 'données été', 'circle'));
		const { code, stdout } = await plumbline(['lint', '--format', 'json'], { cwd });
		expect([code, JSON.parse(stdout).summary.files]).toEqual([0, ['données été/my [1] contract.odcs.yaml']]);
		expect((await plumbline(['lint', 'données été/my [1] contract.odcs.yaml'], { cwd })).code).toBe(0);
	});

	it.each([
		['a path that is not there', ['nowhere.odcs.yaml'], /nowhere\.odcs\.yaml: there is no such file or folder/],
		['a glob without a match', ['*.odcs.yml'], /\*\.odcs\.yml: no file matches/],
		['a file that is no contract', ['data.csv'], /data\.csv: not a data contract\.\n\s+A contract is a file named \*\.odcs\.yaml/],
		['another standard', ['spec.yaml'], /spec\.yaml: written for the Data Contract Specification/],
		['a training spec', ['t.training.yaml'], /t\.training\.yaml: a training spec/],
		['an empty folder', ['empty'], /No contract in empty\./],
	])('says so of %s, and exits 2', async (_, args, message) => {
		const cwd = folderWith({
			'data.csv': 'a,b\n',
			'spec.yaml': 'dataContractSpecification: 1.1.0\n',
			't.training.yaml': 'kind: TrainingSpec\n',
		});
		mkdirSync(join(cwd, 'empty'));
		const { code, stdout, stderr } = await plumbline(['lint', ...args], { cwd });
		expect(stderr).toMatch(message);
		expect([code, stdout]).toEqual([2, '']);
	});

	it('says what a contract is where there is none', async () => {
		const { code, stderr } = await plumbline(['lint'], { cwd: folderWith({ 'a.yaml': 'x: 1' }) });
		expect(stderr).toContain('No contract in this folder (1 other YAML file).');
		expect(stderr).toContain('plumbline check path/to/contract.odcs.yaml');
		expect(code).toBe(2);
	});

	it('reads one contract from standard input, under the name given', async () => {
		const cwd = folderWith({});
		const { code, stdout } = await plumbline(['lint', '-', '--stdin-filename', 'x/y.odcs.yaml'], { cwd, input: broken });
		expect(code).toBe(1);
		expect(stdout).toContain('x/y.odcs.yaml:21:9');
		expect((await plumbline(['lint', '-'], { cwd, input: broken })).stdout).toContain('<stdin>:21:9');
	});

	it.each([
		['nothing on standard input', ['-'], '', /Standard input is empty/],
		['standard input and a file', ['-', 'a.odcs.yaml'], 'x', /stands alone/],
		['a name without standard input', ['--stdin-filename', 'a'], '', /--stdin-filename is for/],
		['bytes that are no UTF-8', ['-'], Buffer.from([0x61, 0xff, 0xfe]), /not UTF-8/],
		['--fix of standard input', ['-', '--fix'], 'kind: DataContract', /--fix mends files/],
	])('refuses %s', async (_, args, input, message) => {
		const { code, stderr } = await plumbline(['lint', ...args], { cwd: folderWith({ 'a.odcs.yaml': peopleContract }), input });
		expect(stderr).toMatch(message);
		expect(code).toBe(2);
	});

	it('goes on past a file that cannot be read, names it, and exits 2', async () => {
		const cwd = folderWith({ 'a.odcs.yaml': peopleContract, 'latin.odcs.yaml': Buffer.from('description: caf\xe9\n', 'latin1') });
		const { code, stdout, stderr } = await plumbline(['lint', '--format', 'json'], { cwd });
		const { summary } = JSON.parse(stdout);
		expect(summary.files).toEqual(['a.odcs.yaml']);
		expect(summary.problems[0].file).toBe('latin.odcs.yaml');
		expect(stderr).toContain('latin.odcs.yaml: could not be read: it is not UTF-8.');
		expect(code).toBe(2);
	});

	it('reads UTF-8 with a byte order mark and UTF-16 alike, at the same places', async () => {
		const places = async (content: Buffer) => {
			const { stdout } = await plumbline(['lint', '-f', 'json'], { cwd: folderWith({ 'a.odcs.yaml': content }) });
			return JSON.parse(stdout).results.map((each: { location: { range: object } }) => each.location.range);
		};
		const plain = await places(Buffer.from(broken));
		expect(plain).toHaveLength(1);
		expect(await places(Buffer.from(`\uFEFF${broken}`))).toEqual(plain);
		expect(await places(Buffer.from(`\uFEFF${broken}`, 'utf16le'))).toEqual(plain);
		expect(await places(Buffer.from(broken.replaceAll('\n', '\r\n')))).toEqual(plain);
	});
});

describe('lint: what it says', () => {
	it('puts a finding at its line, with the way out, and exits 1', async () => {
		const { code, stdout, stderr } = await plumbline(['lint'], { cwd: folderWith({ 'a.odcs.yaml': broken }) });
		expect(stdout).toMatch(/^✗ 1 error/);
		expect(stdout).toContain('a.odcs.yaml:21:9 · contract.unknown-key');
		expect(stdout).toContain('→ Mend what can be mended: plumbline lint --fix');
		expect([code, stderr]).toEqual([1, '']);
	});

	it('exits by --fail-on', async () => {
		const cwd = folderWith({
			'old.odcs.yaml': peopleContract
				.replace('apiVersion: v3.1.0', 'apiVersion: v3.0.2')
				.replace('tags: [soft]', 'tags: [soft]\n            rule: x'),
			'bad.odcs.yaml': broken,
		});
		const code = async (...args: string[]) => (await plumbline(['lint', ...args], { cwd })).code;
		expect(await code('bad.odcs.yaml')).toBe(1);
		expect(await code('bad.odcs.yaml', '--fail-on', 'never')).toBe(0);
		expect(await code('old.odcs.yaml', '--fail-on', 'error')).toBe(0);
		expect(await code('old.odcs.yaml', '--fail-on', 'warning')).toBe(1);
	});

	it('selects by rule, and names the choices where none is called so', async () => {
		const cwd = folderWith({ 'a.odcs.yaml': broken });
		expect((await plumbline(['lint', '--rule', 'unknown-key'], { cwd })).code).toBe(1);
		expect((await plumbline(['lint', '--rule', 'contract.duplicate-id,yaml.*'], { cwd })).code).toBe(0);
		const { code, stderr } = await plumbline(['lint', '--rule', 'unknown-kye'], { cwd });
		expect(stderr).toContain('Did you mean contract.unknown-key?');
		expect(code).toBe(2);
	});

	it('takes the options of check, so that one set serves both', async () => {
		const args = [
			'--server',
			'x',
			'--threads',
			'2',
			'--memory',
			'1GiB',
			'--timeout',
			'3s',
			'--sample-rows',
			'3',
			'--now',
			'2026-01-01',
			'--strict',
			'--object',
			'a',
		];
		expect((await plumbline(['lint', ...args], { cwd: folderWith({ 'a.odcs.yaml': peopleContract }) })).code).toBe(0);
	});

	it('is silent when quiet and all is well', async () => {
		const ended = await plumbline(['lint', '--quiet'], { cwd: folderWith({ 'a.odcs.yaml': peopleContract }) });
		expect(ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
	});

	it('gives a text that cannot be parsed as a finding, never a stack', async () => {
		const { code, stdout, stderr } = await plumbline(['lint'], { cwd: folderWith({ 'a.odcs.yaml': unparsable }) });
		expect(stdout).toMatch(/a\.odcs\.yaml:\d+:\d+ · yaml\./);
		expect(stdout + stderr).not.toMatch(/\n\s+at /);
		expect(code).toBe(1);
	});
});

describe('lint --fix', () => {
	it('mends the file in place, keeping its line ends, byte order mark and mode, and says what is left', async () => {
		const cwd = folderWith({ 'a.odcs.yaml': `\uFEFF${broken.replaceAll('\n', '\r\n')}` });
		const before = statSync(join(cwd, 'a.odcs.yaml')).mode;
		const { code, stdout, stderr } = await plumbline(['lint', '--fix'], { cwd });
		expect(readFileSync(join(cwd, 'a.odcs.yaml'), 'utf8')).toBe(`\uFEFF${peopleContract.replaceAll('\n', '\r\n')}`);
		expect(statSync(join(cwd, 'a.odcs.yaml')).mode).toBe(before);
		expect(stderr).toContain('Mended 1 finding in 1 file');
		expect(stdout).toContain('no findings');
		expect([code, readdirSync(cwd)]).toEqual([0, ['a.odcs.yaml']]);
	});

	it('writes through a link, and leaves alone what needs no mending', async () => {
		const cwd = folderWith({ 'real.yaml': broken, 'good.odcs.yaml': peopleContract });
		symlinkSync('real.yaml', join(cwd, 'link.odcs.yaml'));
		const untouched = statSync(join(cwd, 'good.odcs.yaml')).mtimeMs;
		await plumbline(['lint', '--fix', 'link.odcs.yaml', 'good.odcs.yaml'], { cwd });
		expect(readFileSync(join(cwd, 'real.yaml'), 'utf8')).toBe(peopleContract);
		expect(statSync(join(cwd, 'good.odcs.yaml')).mtimeMs).toBe(untouched);
	});
});

describe('lint --fix and guesses', () => {
	it.each([
		[
			'a reference that nothing is called',
			'  - name: people\n',
			'  - name: people\n    relationships: [{ from: people.id, to: peopel.id }]\n',
		],
		[
			'an option that does not fit the type',
			'        unique: true\n',
			'        unique: true\n        logicalTypeOptions:\n          minimum: 1\n          maxLength: 3\n',
		],
		[
			'a unit that is minutes or months',
			'schema:\n',
			'slaProperties: [{ property: latency, value: 1, unit: m, element: people.id }]\nschema:\n',
		],
	])('leaves %s to its author, and offers the mend', async (_, written, instead) => {
		const text = peopleContract.replace(written, instead);
		const cwd = folderWith({ 'a.odcs.yaml': text });
		const { stdout, stderr } = await plumbline(['lint', '--fix'], { cwd });
		expect(readFileSync(join(cwd, 'a.odcs.yaml'), 'utf8')).toBe(text);
		expect(stderr).toContain('Nothing to mend by itself');
		expect(stdout).toContain('fix: ');
		expect((await plumbline(['lint'], { cwd })).stdout).not.toContain('lint --fix');
	});
});

describe('--output', () => {
	it('writes the report whole, by the ending of its name, and nothing to standard output', async () => {
		const cwd = folderWith({ 'a.odcs.yaml': broken });
		for (const [name, start] of [
			['r.html', '<!doctype html>'],
			['r.sarif', '{\n  "$schema"'],
			['r.json', '{\n  "version": 1'],
			['r.xml', '<?xml'],
			['r.md', '### ✗'],
			['r.txt', '✗ 1 error'],
		] as const) {
			const { code, stdout, stderr } = await plumbline(['lint', '--output', name], { cwd });
			expect(readFileSync(join(cwd, name), 'utf8').startsWith(start)).toBe(true);
			expect([code, stdout]).toEqual([1, '']);
			expect(stderr).toBe(`1 error. Written to ${name}\n`);
		}
		expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
	});

	it.each([
		['in no folder', ['-o', 'no/where/r.json'], /there is no folder/],
		['at a folder', ['-o', '.'], /it is a folder/],
		['below a file', ['-o', 'a.odcs.yaml/r.json'], /is no folder/],
		['over a contract', ['-o', 'a.odcs.yaml'], /would be overwritten/],
	])('refuses a report %s before any work', async (_, args, message) => {
		const cwd = folderWith({ 'a.odcs.yaml': broken });
		const { code, stdout, stderr } = await plumbline(['lint', ...args], { cwd });
		expect(stderr).toMatch(message);
		expect([code, stdout]).toEqual([2, '']);
		expect(readFileSync(join(cwd, 'a.odcs.yaml'), 'utf8')).toBe(broken);
	});
});

describe('the process', () => {
	it('ends quietly, with its code, when its reader goes away', async () => {
		const cwd = folderWith(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`c${index}.odcs.yaml`, broken])));
		const child = started(['lint', '--format', 'json'], { cwd });
		child.stdout.once('data', () => child.stdout.destroy());
		const { code, stderr } = await ended(child);
		expect(stderr).toBe('');
		expect(code).toBe(1);
	});

	it('colours by what is asked for, and by the environment', async () => {
		const cwd = folderWith({ 'a.odcs.yaml': broken });
		const coloured = async (args: string[], environment: Record<string, string>) =>
			(await plumbline(['lint', ...args], { cwd, environment })).stdout.includes('\u001b[');
		expect(await coloured([], {})).toBe(false);
		expect(await coloured([], { FORCE_COLOR: '1' })).toBe(true);
		expect(await coloured([], { FORCE_COLOR: '0' })).toBe(false);
		expect(await coloured([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
		expect(await coloured(['--color'], { NO_COLOR: '1' })).toBe(true);
		expect(await coloured(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
		expect(await coloured(['--color', '-f', 'json'], {})).toBe(false);
	});

	it('leaves nothing in the folder it reads', async () => {
		const cwd = folderWith({ 'a.odcs.yaml': peopleContract });
		await plumbline(['lint'], { cwd });
		expect(readdirSync(cwd)).toEqual(['a.odcs.yaml']);
		expect(existsSync(join(cwd, '.plumbline'))).toBe(false);
	});
});
