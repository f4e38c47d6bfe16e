import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	ended,
	failingPeople,
	folderWith,
	peopleContract,
	plumbline,
	soundPeople,
	started,
	untilQuerying,
	untilReading,
} from './command.ts';

const failing = { 'people.odcs.yaml': peopleContract, 'people.csv': failingPeople, 'others.csv': soundPeople };
const sound = { ...failing, 'people.csv': soundPeople };

async function results(args: readonly string[], files: Readonly<Record<string, string>>) {
	const { stdout, stderr, code } = await plumbline(['check', '--format', 'json', ...args], { cwd: folderWith(files) });
	expect(stderr).toBe('');
	return { code, ...JSON.parse(stdout) };
}

const outcomes = ({ results: all }: { results: { rule: string; property?: string; outcome: string }[] }) =>
	Object.fromEntries(all.map(({ rule, property, outcome }) => [[property, rule].filter(Boolean).join(' '), outcome]));

describe('check', () => {
	it('gives the answer first, then each failing rule at its line with its rows', async () => {
		const { code, stdout, stderr } = await plumbline(['check'], { cwd: folderWith(failing) });
		expect(stdout.split('\n')[0]).toMatch(/^✗ \d+ of \d+ rules fail.*\d+ passed · \d+ failed · 1 warned · 1 not enforced$/);
		expect(stdout).toContain('people.odcs.yaml:26:20');
		expect(stdout).toMatch(/▸-3\b/);
		expect(stdout).toContain('→ What a rule means: plumbline explain data.');
		expect([code, stderr]).toEqual([1, '']);
	});

	it('ends every declared rule as passed, failed, warned or not enforced', async () => {
		expect(outcomes(await results([], failing))).toMatchObject({
			'id data.unique': 'failed',
			'id data.required': 'passed',
			'age data.minimum': 'failed',
			'age data.maximum': 'passed',
			'email data.pattern': 'failed',
		});
	});

	it('exits 0 where all is well', async () => {
		const { code, stdout } = await plumbline(['check'], { cwd: folderWith(sound) });
		expect(stdout).toMatch(/^✓ All \d+ rules pass/);
		expect(code).toBe(0);
	});

	it('exits by --fail-on and --strict', async () => {
		const onlyWarning = { ...sound, 'people.csv': 'id,age,email\n1,,a@x.org\n' };
		expect((await results([], onlyWarning)).code).toBe(0);
		expect((await results(['--fail-on', 'warning'], onlyWarning)).code).toBe(1);
		expect((await results(['--fail-on', 'never'], failing)).code).toBe(0);
		expect((await results(['--strict'], sound)).code).toBe(1);
	});

	it('reads the server that is named', async () => {
		expect((await results(['--server', 'other'], failing)).code).toBe(0);
	});

	it('selects by object, rule, tag and dimension', async () => {
		const rules = async (...args: string[]) => Object.keys(outcomes(await results(args, failing)));
		expect(await rules('--rule', 'minimum')).toEqual(['age data.minimum']);
		expect(await rules('--rule', 'data.m*imum', '--object', 'people')).toEqual(['age data.minimum', 'age data.maximum']);
		expect(await rules('--tag', 'soft')).toHaveLength(1);
		expect(await rules('--dimension', 'Completeness', '--tag', 'soft')).toHaveLength(1);
	});

	it.each([
		[['--rule', 'minimun'], /--rule minimun: no rule fits\. Did you mean data\.minimum\?\n\s+There are: .*data\.minimum/],
		[['--rule', 'minimum,nope'], /--rule nope: no rule fits/],
		[['--tag', 'hard'], /--tag hard: no rule fits\.\n\s+There are: soft\./],
		[['--dimension', 'accuracy'], /--dimension accuracy: no rule fits.*\n\s+There are: .*completeness/],
		[['--tag', 'soft', '--rule', 'minimum'], /No rule fits --rule minimum and --tag soft at once/],
		[['--object', 'peple'], /--object peple: no contract here has such an object\. Did you mean people\?\n\s+There are: people\./],
		[['--server', 'prod'], /--server prod: no contract here has such a server\.\n\s+There are: local, other\./],
	])('answers a selection that fits nothing, %j, with the choices and exit code 2', async (args, message) => {
		const { code, stdout, stderr } = await plumbline(['check', ...args], { cwd: folderWith(failing) });
		expect(stderr).toMatch(message);
		expect([code, stdout]).toEqual([2, '']);
	});

	it('errs, with exit code 2, where the data is not there, and still checks the next contract', async () => {
		const {
			code,
			results: all,
			summary,
		} = await results([], { ...failing, 'a.odcs.yaml': peopleContract.replaceAll('people.csv', 'gone.csv') });
		expect(code).toBe(2);
		expect(summary.rules.errored).toBeGreaterThan(0);
		expect(
			all.some((each: { contract: string; outcome: string }) => each.contract === 'people.odcs.yaml' && each.outcome === 'failed'),
		).toBe(true);
		expect(JSON.stringify(all)).toContain('gone.csv');
	});

	it('errs on a server type that is not supported yet, never passes it', async () => {
		const postgres = peopleContract.replace(
			/servers:[\s\S]*?schema:\n/,
			'servers:\n  - server: db\n    type: postgres\n    host: h\n    port: 5432\n    database: d\n    schema: s\nschema:\n',
		);
		const { code, stdout } = await plumbline(['check'], { cwd: folderWith({ 'a.odcs.yaml': postgres }) });
		expect(stdout).toContain('not supported yet');
		expect(code).toBe(2);
	});

	it('shows errors of the text too, and checks the rest', async () => {
		const { code, stdout } = await plumbline(['check'], {
			cwd: folderWith({ ...sound, 'people.odcs.yaml': peopleContract.replace('unique:', 'uniqe:') }),
		});
		expect(stdout).toContain('1 error in the YAML');
		expect(stdout).toContain('contract.unknown-key');
		expect(code).toBe(1);
	});

	it('does not check a text that does not parse: rules could be lost', async () => {
		const { code, results: all } = await results([], { ...failing, 'people.odcs.yaml': `${peopleContract}  - name: [\n` });
		expect(all.map(({ outcome }: { outcome: string }) => outcome)).toContain('errored');
		expect(all.some(({ rule }: { rule: string }) => rule.startsWith('data.'))).toBe(false);
		expect(code).toBe(2);
	});

	it('masks cells of classified columns, unless told otherwise', async () => {
		const masked = JSON.stringify(await results([], failing));
		expect(masked).not.toContain('nobody');
		expect(masked).toContain('masked (restricted)');
		expect(JSON.stringify(await results(['--show-sensitive'], failing))).toContain('nobody');
	});

	it('shows as many failing rows as asked for', async () => {
		const many = { ...failing, 'people.csv': `id,age,email\n${Array.from({ length: 20 }, (_, id) => `${id},-1,a@x`).join('\n')}\n` };
		const shown = async (...args: string[]) =>
			(await results(args, many)).results.find(({ rule }: { rule: string }) => rule === 'data.minimum').samples?.length ?? 0;
		expect(await shown()).toBe(5);
		expect(await shown('--sample-rows', '2')).toBe(2);
		expect(await shown('--sample-rows', '0')).toBe(0);
	});

	it('judges ages by --now', async () => {
		const contract = `${peopleContract.replace('- name: age', '- name: seen\n        logicalType: date\n      - name: age')}slaProperties:\n  - property: latency\n    value: 2\n    unit: d\n    element: people.seen\n`;
		const files = { 'people.odcs.yaml': contract, 'people.csv': 'id,seen,age,email\n1,2026-01-01,3,a@x\n' };
		const latency = async (now: string) =>
			(await results(['--now', now], files)).results.find(({ rule }: { rule: string }) => /latency/.test(rule)).outcome;
		expect(await latency('2026-01-02T00:00:00Z')).toBe('passed');
		expect(await latency('2026-02-02')).toBe('failed');
	});

	it('reads a contract from standard input against the data beside the name given', async () => {
		const cwd = folderWith({ 'sub/people.csv': failingPeople });
		const { code, stdout } = await plumbline(['check', '-', '--stdin-filename', 'sub/p.odcs.yaml'], { cwd, input: peopleContract });
		expect(stdout).toContain('sub/p.odcs.yaml:26:20');
		expect(code).toBe(1);
	});

	it('works within limits, from any folder, and leaves nothing behind', async () => {
		const cwd = folderWith({ 'deep er/é/people.odcs.yaml': peopleContract, 'deep er/é/people.csv': failingPeople, 'elsewhere/x': '' });
		const args = ['check', '../deep er', '--threads', '1', '--memory', '256MiB', '--timeout', '30s', '-o', 'r.json'];
		const { code } = await plumbline(args, { cwd: join(cwd, 'elsewhere') });
		expect(code).toBe(1);
		expect(JSON.parse(readFileSync(join(cwd, 'elsewhere/r.json'), 'utf8')).results[0].location.file).toBe('../deep er/é/people.odcs.yaml');
		expect(readdirSync(join(cwd, 'deep er/é')).sort()).toEqual(['people.csv', 'people.odcs.yaml']);
	});

	it.each(['compact', 'json', 'sarif', 'junit', 'markdown', 'html', 'github'])(
		'writes %s to standard output and nothing else, errors or not',
		async (format) => {
			const { stdout, stderr } = await plumbline(['check', '--format', format], { cwd: folderWith(failing) });
			expect(stderr).toBe('');
			expect(stdout.length).toBeGreaterThan(100);
			expect(stdout).not.toContain('\u001b');
		},
	);

	it('gives GitHub paths from the root of the repository', async () => {
		const cwd = folderWith({ 'data/sub/people.odcs.yaml': peopleContract, 'data/sub/people.csv': failingPeople });
		const start = { cwd: join(cwd, 'data'), environment: { GITHUB_WORKSPACE: cwd } };
		expect((await plumbline(['check', '--format', 'github'], start)).stdout).toContain('file=data/sub/people.odcs.yaml,line=');
		expect((await plumbline(['check', '--format', 'sarif'], start)).stdout).toContain('"uri": "data/sub/people.odcs.yaml"');
		expect((await plumbline(['check'], start)).stdout).toContain(' sub/people.odcs.yaml:');
	});

	it('gives the same report for the same data, but for its clock', async () => {
		const cwd = folderWith(failing);
		const run = async () =>
			(await plumbline(['check', '--format', 'json'], { cwd })).stdout.replace(/"(?:durationMs|startedAt)": [^\n]*/g, '');
		expect(await run()).toBe(await run());
	});
});

/** A rule of its contract that runs for minutes: twenty-seven thousand million combinations. */
const endless = {
	'people.odcs.yaml': peopleContract.replace(
		'      - type: text',
		'      - type: sql\n        query: SELECT count(*) FROM {object} a, {object} b, {object} c WHERE a.id + b.id + c.id < 0\n        mustBe: 0\n      - type: text',
	),
	'people.csv': `id,age,email\n${Array.from({ length: 3000 }, (_, id) => `${id},1,a@x`).join('\n')}\n`,
};

describe('what takes too long', () => {
	it('is interrupted at --timeout and errs, with all other rules checked', async () => {
		const { code, results: all } = await results(['--timeout', '1s'], endless);
		const by = (wanted: string) => all.filter(({ outcome }: { outcome: string }) => outcome === wanted);
		expect(by('errored')).toHaveLength(1);
		expect(by('errored')[0].reason).toMatch(/1 s/);
		expect(by('passed').length).toBeGreaterThan(8);
		expect(code).toBe(2);
	});

	it('ends at Ctrl+C with 130 and nothing on standard output', async () => {
		const child = started(['check'], { cwd: folderWith(endless) });
		const done = ended(child);
		await untilQuerying(child);
		child.kill('SIGINT');
		expect(await done).toEqual({ code: 130, signal: null, stdout: '', stderr: 'plumbline: interrupted.\n' });
	});

	it('ends at once at the second Ctrl+C', async () => {
		const child = started(['check'], { cwd: folderWith(endless) });
		const done = ended(child);
		await untilQuerying(child);
		child.kill('SIGINT');
		child.kill('SIGINT');
		expect((await done).code).toBe(130);
	});

	it('ends at Ctrl+C while it waits for standard input', async () => {
		const child = started(['check', '-'], { cwd: folderWith({}) });
		const done = new Promise((resolve) => child.on('close', resolve));
		await untilReading(child);
		child.kill('SIGINT');
		expect(await done).toBe(130);
	});
});
