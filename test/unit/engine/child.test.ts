import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineName } from '../../../server/src/engine/duckdb/open.ts';
import type { Engine } from '../../../server/src/engine/engine.ts';
import { answerOf, fileRelation, openTestEngine, problemOf, rawPlan, temporaryFolder } from './standIn/engine.ts';

/** Runs for hours, and heeds an interrupt. */
const endless = 'SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE i * j = 7';
/** One call of a function that looks at no interrupt; it takes twenty seconds and more. */
const deaf = `SELECT length(regexp_replace(repeat('ab', 60000000), '(a|b)*?b', 'x', 'g')) + length(regexp_replace(repeat('ba', 60000000), '(a|b)*?b', 'x', 'g'))`;

let engine: Engine;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
	folder = temporaryFolder();
});

afterEach(async () => {
	await engine?.close();
	folder.remove();
});

async function open(options: Partial<Parameters<typeof openTestEngine>[0]> = {}): Promise<void> {
	engine = await openTestEngine({ where: 'child', ...options });
	await engine.connect([fileRelation('t', folder.file('t.csv', 'id,name\n1,a\n2,b\n'))]);
}

describe.each(['process', 'child'] as const)('an engine in a %s', (where) => {
	it('connects a relation and answers its columns', async () => {
		engine = await openTestEngine({ where });
		const [connection] = await engine.connect([fileRelation('t', folder.file('t.csv', 'id,name\n1,a\n'))]);
		expect(connection).toMatchObject({ ok: true, columns: [{ name: 'id' }, { name: 'name' }] });
	});

	it('answers a relation that cannot be read with its problem, and the others all the same', async () => {
		engine = await openTestEngine({ where });
		const path = folder.file('t.csv', 'id\n1\n');
		const connections = await engine.connect([fileRelation('broken', path), fileRelation('t', path)]);
		expect(connections).toMatchObject([{ ok: false, problem: { kind: 'unreadable' } }, { ok: true }]);
	});

	it('runs a plan and says how long it took and with what SQL', async () => {
		await open({ where });
		const result = await engine.run(rawPlan('t', 'SELECT 41 + 1'));
		expect(result).toMatchObject({ ok: true, sql: 'SELECT 41 + 1', answer: { values: { answer: 42 } } });
		expect(result.durationMs).toBeGreaterThanOrEqual(0);
	});

	it('answers a plan over a relation that nobody connected', async () => {
		await open({ where });
		expect(problemOf(await engine.run(rawPlan('nobody', 'SELECT 1')))).toMatchObject({
			kind: 'query',
			message: expect.stringMatching(/nobody/),
		});
	});

	it('stops a query at the time limit, says how to raise it, and runs the next', async () => {
		await open({ where, timeoutMs: 700 });
		const problem = problemOf(await engine.run(rawPlan('t', endless)));
		expect(problem).toMatchObject({ kind: 'timeout', message: expect.stringMatching(/700 ms.*--timeout/) });
		expect(answerOf(await engine.run(rawPlan('t', 'SELECT 1')))).toBe(1);
	});

	it('stops a query when its signal aborts, and keeps what the session holds', async () => {
		await open({ where });
		// It would be gone with a process, or a session, that had to be replaced.
		await engine.run(rawPlan('t', 'CREATE TEMP TABLE kept AS SELECT 1'));
		const abort = new AbortController();
		const running = engine.run(rawPlan('t', endless), abort.signal);
		await sleep(300);
		abort.abort();
		expect(problemOf(await running).kind).toBe('cancelled');
		expect(answerOf(await engine.run(rawPlan('t', 'FROM kept')))).toBe(1);
	});

	it('does not start a query whose signal has aborted before', async () => {
		await open({ where });
		expect(problemOf(await engine.run(rawPlan('t', 'SELECT 1'), AbortSignal.abort())).kind).toBe('cancelled');
	});

	it('cancels what runs and what waits, and takes new work', async () => {
		await open({ where });
		const running = [endless, 'SELECT 1', 'SELECT 2'].map((sql) => engine.run(rawPlan('t', sql)));
		await sleep(200);
		engine.cancel();
		expect((await Promise.all(running)).map((result) => problemOf(result).kind)).toEqual(['cancelled', 'cancelled', 'cancelled']);
		expect(answerOf(await engine.run(rawPlan('t', 'SELECT 3')))).toBe(3);
	});

	it('answers a query that needs too much memory, and runs the next', async () => {
		await open({ where, memoryBytes: 128 * 2 ** 20 });
		const problem = problemOf(await engine.run(rawPlan('t', 'SELECT len(list(i)) FROM range(60000000) t(i)')));
		expect(problem).toMatchObject({ kind: 'memory', message: expect.stringMatching(/--memory/) });
		expect(answerOf(await engine.run(rawPlan('t', 'SELECT 1')))).toBe(1);
	});

	it('answers what is asked after it is closed', async () => {
		await open({ where });
		await engine.close();
		expect(problemOf(await engine.run(rawPlan('t', 'SELECT 1')))).toMatchObject({ kind: 'cancelled' });
	});
});

it('names the version of the library that it runs', async () => {
	const { version } = await import('@duckdb/node-api');
	expect(`duckdb ${version().replace(/^v/, '')}`).toBe(engineName);
});

it('in this process, gives up a query that ignores the interrupt and goes on in a child', async () => {
	await open({ where: 'process', timeoutMs: 300 });
	const start = performance.now();
	expect(problemOf(await engine.run(rawPlan('t', deaf))).kind).toBe('timeout');
	expect(performance.now() - start).toBeLessThan(15_000);
	engine.cancel();
	expect(answerOf(await engine.run(rawPlan('t', 'SELECT 1')))).toBeDefined();
});

it('kills a child whose query ignores the interrupt', async () => {
	await open({ timeoutMs: 400 });
	const start = performance.now();
	expect(problemOf(await engine.run(rawPlan('t', deaf))).kind).toBe('timeout');
	expect(performance.now() - start).toBeLessThan(15_000);
	expect(answerOf(await engine.run(rawPlan('t', 'SELECT 1')))).toBe(1);
});

it('reports a child that dies while it reads, and reads the next file in a new one', async () => {
	engine = await openTestEngine({ where: 'child' });
	const path = folder.file('t.csv', 'id\n1\n');
	const connections = await engine.connect([fileRelation('crash', path), fileRelation('t', path)]);
	expect(connections).toMatchObject([{ ok: false, problem: { kind: 'crashed', message: expect.stringMatching(/SIGSEGV/) } }, { ok: true }]);
});

it('connects again by itself after its child is killed, and leaves no zombie', async () => {
	await open();
	const before = childrenOf(process.pid);
	const running = engine.run(rawPlan('t', endless));
	await sleep(300);
	for (const pid of before) process.kill(pid, 'SIGKILL');
	expect(problemOf(await running)).toMatchObject({ kind: 'crashed' });
	expect(answerOf(await engine.run({ kind: 'gap', relation: 't', of: { kind: 'column', name: 'SELECT 5' } }))).toBe(5);
	expect(childrenOf(process.pid).filter((pid) => before.includes(pid))).toEqual([]);
});

it.skipIf(process.platform === 'win32')('leaves it to the owner what an interrupt from the terminal means', async () => {
	await open();
	const running = engine.run(rawPlan('t', 'SELECT count(*) FROM range(300000000) t(i) WHERE hash(i) % 7 = 3'));
	await sleep(100);
	for (const pid of childrenOf(process.pid)) process.kill(pid, 'SIGINT');
	expect(await running).toMatchObject({ ok: true });
});

it('says that a child which never starts cannot be started', async () => {
	engine = await openTestEngine({ where: 'child', entry: join(folder.path, 'nothing.js') });
	const [connection] = await engine.connect([fileRelation('t', folder.file('t.csv', 'id\n1\n'))]);
	expect(connection).toMatchObject({ ok: false, problem: { kind: 'crashed', message: expect.stringMatching(/could not be started/) } });
});

it('removes what a killed child spilled', async () => {
	const spill = join(folder.path, 'spill');
	await open({ memoryBytes: 160 * 2 ** 20, temporaryFolder: spill, timeoutMs: 60_000 });
	const running = engine.run(
		rawPlan('t', 'CREATE TEMP TABLE spilled AS SELECT i, hash(i) AS j, md5(i::VARCHAR) AS k FROM range(100000000) t(i)'),
	);
	for (let tries = 0; tries < 1_000 && !(existsSync(spill) && readdirSync(spill).length > 0); tries++) await sleep(50);
	expect(readdirSync(spill)).toHaveLength(1);
	await engine.close();
	await running;
	expect(readdirSync(spill)).toEqual([]);
});

it.runIf(process.platform === 'linux')('keeps the secrets of its owner from the child', async () => {
	process.env.PLUMBLINE_TEST_SECRET = 'hunter2';
	await open();
	const environments = childrenOf(process.pid).map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'));
	delete process.env.PLUMBLINE_TEST_SECRET;
	expect(environments).not.toHaveLength(0);
	expect(environments.join('\n')).not.toContain('hunter2');
});

it('takes its children with it when it is killed', async () => {
	const owner = spawn(
		process.execPath,
		[
			'--experimental-strip-types',
			'--no-warnings',
			join(import.meta.dirname, 'standIn', 'owner.ts'),
			folder.file('t.csv', 'id\n1\n'),
			endless,
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const pid = Number(await new Promise((resolve) => owner.stdout.once('data', resolve)));
	expect(isAlive(pid)).toBe(true);
	await sleep(300);
	owner.kill('SIGKILL');
	for (let tries = 0; tries < 400 && isAlive(pid); tries++) await sleep(50);
	expect(isAlive(pid)).toBe(false);
});

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Children that are engines, zombies among them. */
function childrenOf(pid: number): number[] {
	const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
	return table
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter(
			([, parent, ...args]) => Number(parent) === pid && (args.join(' ').includes('child.ts') || args.join(' ').includes('<defunct>')),
		)
		.map(([child]) => Number(child));
}
