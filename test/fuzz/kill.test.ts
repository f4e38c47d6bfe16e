import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine, Plan, PlanResult } from '../../server/src/engine/engine.ts';
import { answerOf, fileRelation, openTestEngine, problemOf, rawPlan, temporaryFolder } from '../unit/engine/standIn/engine.ts';
import { seconds, seed } from './options.ts';

let engine: Engine;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
	folder = temporaryFolder();
	engine = await openTestEngine({ where: 'child', timeoutMs: 1_500 });
	await engine.connect([fileRelation('t', folder.file('t.csv', 'id,name\n1,a\n2,b\n'))]);
});

afterEach(async () => {
	await engine.close();
	folder.remove();
});

const queries = [
	'SELECT 1',
	'SELECT count(*) FROM range(30000000) t(i) WHERE hash(i) % 7 = 3',
	'SELECT count(*) FROM range(10000000) a(i), range(10000000) b(j) WHERE i * j = 7',
	'SELECT max(m) FROM (SELECT md5(i::VARCHAR) AS m FROM range(3000000) t(i) ORDER BY m)',
	`SELECT length(regexp_replace(repeat('ab', 40000000), '(a|b)*?b', 'x', 'g'))`,
	'SELECT len(list(i)) FROM range(500000000) t(i)',
	'SELECT nothing',
];

/** What may become of a query that is killed, cancelled or out of time at any moment. */
const ends = ['none', 'crashed', 'cancelled', 'timeout', 'memory', 'query'];

it(
	'whenever the child is killed or the query cancelled, each run is answered and the next one works',
	async () => {
		const random = generator(seed);
		const until = performance.now() + seconds * 1_000;
		for (let round = 0; performance.now() < until; round++) {
			const abort = new AbortController();
			const sql = queries[Math.floor(random() * queries.length)] ?? '';
			const what = random();
			const runs = [
				engine.run(rawPlan('t', sql), abort.signal),
				engine.run({ kind: 'sql', text: sql, relations: ['t'], limit: 3 }, abort.signal),
			];
			await sleep(random() ** 2 * 600);
			if (what < 0.5) for (const pid of enginesOf(process.pid)) kill(pid);
			else if (what < 0.7) abort.abort();
			else if (what < 0.9) engine.cancel();
			for (const result of await Promise.all(runs))
				expect(ends, `round ${round}: ${JSON.stringify(result)}`).toContain(problemOf(result).kind);
			expect(answerOf(await inTime(rawPlan('t', `SELECT ${round}`))), `round ${round} after ${sql}`).toBe(round);
			expect(await inTime({ kind: 'sql', text: 'SELECT count(*) FROM t', relations: ['t'], limit: 1 })).toMatchObject({
				answer: { rows: [[2]] },
			});
			expect(zombiesOf(process.pid)).toEqual([]);
		}
	},
	(seconds + 60) * 1_000,
);

/** What a small query says: again where it ran out of time, as it does on a machine that has no processor to spare for it. */
async function inTime(plan: Plan): Promise<PlanResult> {
	const result = await engine.run(plan);
	return problemOf(result).kind === 'timeout' ? inTime(plan) : result;
}

function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It went by itself meanwhile.
	}
}

function enginesOf(pid: number): number[] {
	return children(pid)
		.filter(({ args }) => args.includes('child.ts'))
		.map((child) => child.pid);
}

/** Those that nobody waited for; one just gone is reaped within a moment. */
function zombiesOf(pid: number): number[] {
	return children(pid)
		.filter(({ state, args }) => state.startsWith('Z') && args.includes('node'))
		.map((child) => child.pid);
}

function children(pid: number): { pid: number; state: string; args: string }[] {
	const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
	return table
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter(([, parent]) => Number(parent) === pid)
		.map(([child, , state = '', ...args]) => ({ pid: Number(child), state, args: args.join(' ') }));
}

/** Mulberry32: the same numbers in 0–1 for the same seed. */
function generator(start: number): () => number {
	let state = start >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
