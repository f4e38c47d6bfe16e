import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Host } from '../../../server/src/engine/duckdb/host.ts';
import { childEnvironment, launchOf } from '../../../server/src/engine/duckdb/launch.ts';
import { defaultMemoryBytes, defaultThreads, processBounds, residentBytes } from '../../../server/src/engine/duckdb/limits.ts';
import { bytes, duration } from '../../../server/src/engine/duckdb/phrases.ts';
import type { Departure, Seat } from '../../../server/src/engine/duckdb/seat.ts';
import type { PlanResult } from '../../../server/src/engine/engine.ts';
import { problemOf, rawPlan, temporaryFolder } from './standIn/engine.ts';

/** A seat that answers what the test says, and goes when it is killed. */
class FakeSeat implements Seat {
	readonly calls: string[] = [];
	ready: Promise<void> = Promise.resolve();
	readonly gone: Promise<Departure>;
	leave: (departure: Partial<Departure>) => void;
	resident: number | undefined;
	answer: () => Promise<PlanResult> = async () => ({ ok: true, answer: { kind: 'measures', values: {} }, sql: '', durationMs: 0 });

	constructor() {
		const { promise, resolve } = Promise.withResolvers<Departure>();
		this.gone = promise;
		this.leave = (departure) => resolve({ how: 'was killed by SIGKILL', stoodReady: true, lastWords: '', ...departure });
	}
	connect = () => {
		throw new Error('not asked');
	};
	run = () => {
		this.calls.push('run');
		return this.answer();
	};
	interrupt = () => {
		this.calls.push('interrupt');
	};
	kill = () => {
		this.calls.push('kill');
		this.leave({});
	};
	residentBytes = async () => this.resident;
}

const never = () => new Promise<PlanResult>(() => {});
const plan = rawPlan('t', 'SELECT 1');

function hostOver(seats: FakeSeat[], options: { timeoutMs?: number; memoryBytes?: number } = {}): Host {
	return new Host({ makeSeat: async (attempt) => seats[attempt] ?? new FakeSeat(), timeoutMs: 5_000, memoryBytes: 2 ** 20, ...options });
}

describe('a host', () => {
	it('interrupts first and takes the seat away one second later', async () => {
		const seat = new FakeSeat();
		seat.answer = never;
		const start = performance.now();
		const problem = problemOf(await hostOver([seat], { timeoutMs: 100 }).run(plan));
		expect(performance.now() - start).toBeGreaterThan(1_050);
		expect(seat.calls).toEqual(['run', 'interrupt', 'kill']);
		expect(problem).toEqual({ kind: 'timeout', message: 'Stopped a check of t after 100 ms, the time limit; raise it with --timeout' });
	});

	it('kills a seat that outgrows its memory at once', async () => {
		const seat = new FakeSeat();
		seat.answer = never;
		seat.resident = processBounds(2 ** 20).residentBytes + 1;
		expect(problemOf(await hostOver([seat]).run(plan))).toMatchObject({
			kind: 'memory',
			message: expect.stringMatching(/1 MiB.*--memory/),
		});
		expect(seat.calls).toEqual(['run', 'kill']);
	});

	it('says how a seat went, and what it said last', async () => {
		const seat = new FakeSeat();
		seat.answer = never;
		const running = hostOver([seat]).run(plan);
		await sleep(10);
		seat.leave({ how: 'was killed by SIGABRT', lastWords: 'one\nterminate called\n' });
		expect(problemOf(await running)).toMatchObject({ kind: 'crashed', message: expect.stringMatching(/SIGABRT.*\(terminate called\)/) });
	});

	it('runs the next request in a new seat, after a pause that grows with each failure in a row', async () => {
		const seats = Array.from({ length: 5 }, () => new FakeSeat());
		const host = hostOver(seats);
		const starts: number[] = [];
		for (const seat of seats.slice(0, 4)) {
			seat.answer = () => {
				starts.push(performance.now());
				seat.leave({});
				return never();
			};
			expect(problemOf(await host.run(plan)).kind).toBe('crashed');
		}
		const pauses = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
		for (const [index, least] of [45, 95, 195].entries()) expect(pauses[index]).toBeGreaterThan(least);
		expect(await host.run(plan)).toMatchObject({ ok: true });
	});

	it('asks again, once, where a seat that rested is found dead', async () => {
		const [first, second, third] = [new FakeSeat(), new FakeSeat(), new FakeSeat()];
		const host = hostOver([first, second, third]);
		expect(await host.run(plan)).toMatchObject({ ok: true });
		for (const seat of [first, second]) {
			seat.answer = () => {
				seat.leave({});
				return never();
			};
		}
		expect(problemOf(await host.run(plan)).kind).toBe('crashed');
		expect([first.calls, second.calls, third.calls]).toEqual([['run', 'run'], ['run'], []]);
	});

	it('cancels a request that waits for a new seat', async () => {
		const seat = new FakeSeat();
		const host = new Host({ makeSeat: () => sleep(50, seat), timeoutMs: 5_000, memoryBytes: 2 ** 20 });
		const running = host.run(plan);
		await sleep(10);
		host.cancel();
		expect(problemOf(await running).kind).toBe('cancelled');
		expect(seat.calls).toEqual([]);
	});

	it('does not count the start of a seat against the time of a request', async () => {
		const seat = new FakeSeat();
		seat.ready = sleep(300, undefined);
		expect(await hostOver([seat], { timeoutMs: 100 }).run(plan)).toMatchObject({ ok: true });
	});

	it('runs requests one after another', async () => {
		const seat = new FakeSeat();
		let atOnce = 0;
		seat.answer = async () => {
			expect(++atOnce).toBe(1);
			await sleep(5);
			atOnce--;
			return { ok: true, answer: { kind: 'measures', values: {} }, sql: '', durationMs: 0 };
		};
		const host = hostOver([seat]);
		const results = await Promise.all(Array.from({ length: 5 }, () => host.run(plan)));
		expect(results.every((result) => result.ok)).toBe(true);
	});

	it('keeps an answer that came in time although an interrupt was on its way', async () => {
		const seat = new FakeSeat();
		seat.answer = async () => {
			await sleep(150);
			return { ok: true, answer: { kind: 'measures', values: {} }, sql: 'late', durationMs: 0 };
		};
		expect(await hostOver([seat], { timeoutMs: 100 }).run(plan)).toMatchObject({ ok: true, sql: 'late' });
	});
});

describe('limits', () => {
	it('have defaults that fit the machine', () => {
		expect(defaultThreads()).toBeGreaterThanOrEqual(1);
		expect(defaultMemoryBytes()).toBeGreaterThanOrEqual(512 * 2 ** 20);
		expect(defaultMemoryBytes()).toBeLessThanOrEqual(4096 * 2 ** 20);
	});

	it('are said in words', () => {
		expect([duration(250), duration(1_250), duration(60_000), duration(150_000)]).toEqual(['250 ms', '1.3 s', '60 s', '2.5 min']);
		expect([bytes(512 * 2 ** 20), bytes(1.5 * 2 ** 30)]).toEqual(['512 MiB', '1.5 GiB']);
	});

	it.skipIf(process.platform === 'win32')('know the resident memory of a process', async () => {
		expect(await residentBytes(process.pid)).toBeGreaterThan(10 * 2 ** 20);
		expect(await residentBytes(2 ** 30)).toBeUndefined();
	});

	it('keep secrets and hooks out of the environment of a child', () => {
		const owner = {
			PATH: '/bin',
			AWS_SECRET_ACCESS_KEY: 'x',
			NODE_OPTIONS: '--require evil',
			HOME: '/home/me',
			LC_ALL: 'C',
			DB_PASSWORD: 'y',
		};
		expect(childEnvironment(owner)).toEqual({ PATH: '/bin', HOME: '/home/me', LC_ALL: 'C' });
	});
});

describe.runIf(process.platform === 'linux')('a child on Linux', () => {
	const start = async (sandbox: boolean, files: readonly string[], script: string) => {
		const { program, args } = await launchOf({ memoryBytes: 256 * 2 ** 20, sandbox, files, nodeArgs: [] });
		return spawnSync(program, [...args, '-e', script], { encoding: 'utf8' });
	};

	it.runIf(has('prlimit'))('has its memory bounded by the system', async () => {
		const { stdout } = await start(false, [], `console.log(require('fs').readFileSync('/proc/self/limits', 'utf8'))`);
		expect(stdout).toMatch(new RegExp(`Max data size\\s+${processBounds(256 * 2 ** 20).dataBytes}`));
	});

	it.runIf(has('prlimit'))('can write into no file, in a sandbox', async () => {
		const folder = temporaryFolder();
		const path = folder.file('data.csv', 'id\n1\n');
		const { status } = await start(true, [], `require('fs').appendFileSync(${JSON.stringify(path)}, 'more')`);
		expect(status).not.toBe(0);
		expect(readFileSync(path, 'utf8')).toBe('id\n1\n');
		folder.remove();
	});

	it.runIf(hasNamespaces())('cannot even truncate or remove the data, in a sandbox, and has no network', async () => {
		const folder = temporaryFolder();
		const path = folder.file('data.csv', 'id\n1\n');
		const script = `
			const fs = require('fs'); const path = ${JSON.stringify(path)};
			for (const attempt of [() => fs.truncateSync(path), () => fs.unlinkSync(path), () => fs.openSync(path, 'r+')]) {
				try { attempt(); console.log('done') } catch (error) { console.log(error.code) }
			}
			console.log(fs.readFileSync(path, 'utf8').length, Object.keys(require('os').networkInterfaces()).length)`;
		const { stdout } = await start(true, [path], script);
		expect(stdout.trim().split('\n')).toEqual(['EROFS', 'EROFS', 'EROFS', '5 0']);
		expect(readFileSync(path, 'utf8')).toBe('id\n1\n');
		folder.remove();
	});
});

function has(program: string): boolean {
	return spawnSync('which', [program]).status === 0;
}

function hasNamespaces(): boolean {
	try {
		execFileSync('unshare', ['--map-root-user', '--mount', '--net', 'true'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
