import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ShownContract, ToResults } from '../../../client/webview/messages.ts';
import { openEngine } from '../../../server/src/engine/duckdb/open.ts';
import { WatchedEngine } from '../../../server/src/protocol/checks/keptEngine.ts';
import type { StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import { brokenQuery, elsewhere, long, many, orders } from './contracts.ts';
import type { Runs } from './runs.ts';

export const stateNames = [
	'never-run',
	'first-run',
	'arriving',
	'running',
	'failed',
	'passed',
	'errored',
	'stale',
	'cancelled',
	'engine-restarted',
	'not-checked',
	'untrusted',
	'no-data',
	'ten-thousand-rules',
	'long-name',
] as const;
export type ResultsState = (typeof stateNames)[number];

/** For each state of the Results panel, what the extension tells it. */
export type States = Readonly<Record<ResultsState, readonly ToResults[]>>;

/** Every state that a user can meet, from real checks. */
export async function resultsStates(runs: Runs): Promise<States> {
	const path = ordersIn(runs, 0);
	const early: StoredResult[] = [];
	let run = await runs.check(path, { nowIso: ago(7 * day) });
	for (let at = 1; at <= 6; at++) {
		ordersIn(runs, at);
		const onResults = (results: readonly StoredResult[]) => at === 6 && early.push(...results);
		run = await runs.check(path, { previous: run, nowIso: at === 6 ? ago(2 * minute) : ago((7 - at) * day), onResults });
	}
	const uri = pathToFileURL(path).toString();
	const show = (contract: Partial<ShownContract>): ToResults => ({
		kind: 'show',
		contract: { uri, name: basename(path), folder: 'contracts', trusted: true, ...contract },
	});
	const running = (done: number, phase = 'Checking'): ToResults => {
		const fresh = early.slice(0, done);
		return { kind: 'run', state: { state: 'running', uri, done, total: early.length, phase, ...(done > 0 ? { fresh } : {}) } };
	};

	const passedPath = runs.example('employment');
	const passed = await runs.check(passedPath, { nowIso: ago(5 * minute) });
	const declared = { rules: run.results.length, objects: ['orders'] };
	const manyRun = repeated(await runs.check(writeMany(runs)), 84);
	const longRun = await runs.check(writeLong(runs));
	return {
		'never-run': [show({ declared })],
		'first-run': [show({ declared }), running(0, 'Reading')],
		arriving: [show({ declared }), running(0), running(19)],
		running: [show({ run }), running(19)],
		failed: [show({ run })],
		passed: [{ kind: 'show', contract: { uri: passed.uri, name: basename(passedPath), folder: 'examples', trusted: true, run: passed } }],
		errored: [show({ run: await brokenIn(runs) })],
		stale: [show({ run: staleOf(run) })],
		cancelled: [show({ run }), running(19), { kind: 'run', state: { state: 'cancelled', uri } }],
		'engine-restarted': [show({ run: await lostRun(runs, path) })],
		'not-checked': [
			show({ run }),
			{
				kind: 'run',
				state: {
					state: 'failed',
					uri,
					message: 'Not checked: rules could be lost while the text has this error on line 14: Nested mappings are not allowed here',
				},
			},
		],
		untrusted: [show({ trusted: false })],
		'no-data': [show({ run: await noDataRun(runs) })],
		'ten-thousand-rules': [show({ run: manyRun, name: 'many.odcs.yaml' })],
		'long-name': [show({ run: longRun, name: 'a-contract-with-a-file-name-that-is-longer-than-any-tab-would-show-it.odcs.yaml' })],
	};
}

/** @returns the contract's path; its data is that of the given day */
export function ordersIn(runs: Runs, at: number): string {
	const { contract, csv } = orders(at);
	runs.write('orders.csv', csv);
	return runs.write('orders.odcs.yaml', contract);
}

export function ago(ms: number): string {
	return new Date(Date.now() - ms).toISOString();
}

export const minute = 60_000;
export const day = 24 * 60 * minute;

function writeMany(runs: Runs): string {
	const { contract, csv } = many(1);
	runs.write('many.csv', csv);
	return runs.write('many.odcs.yaml', contract);
}

function writeLong(runs: Runs): string {
	runs.write('long.csv', long.csv);
	return runs.write('long.odcs.yaml', long.contract);
}

function brokenIn(runs: Runs): Promise<StoredRun> {
	return runs.check(runs.write('broken.odcs.yaml', brokenQuery(orders(0).contract)));
}

function noDataRun(runs: Runs): Promise<StoredRun> {
	return runs.check(runs.write('nodata.odcs.yaml', elsewhere(orders(0).contract)));
}

/** As the server marks them when the data is written anew and one rule is edited. */
function staleOf(run: StoredRun): StoredRun {
	return {
		...run,
		results: run.results.map((each, index) => (index % 4 === 3 ? { ...each, stale: index === 3 ? 'rule' : 'data' } : each)),
	};
}

/** A real run of one object as if the contract had many that are alike: 10,000 real checks take a minute. */
function repeated(run: StoredRun, times: number): StoredRun {
	const lines = 200;
	const results = Array.from({ length: times }, (_, copy) =>
		run.results.map((each) => {
			const name = `region_${String(copy).padStart(3, '0')}`;
			const { start, end } = each.result.location.range;
			const at = (position: typeof start) => ({ ...position, line: position.line + copy * lines });
			const location = { ...each.result.location, range: { start: at(start), end: at(end) } };
			return { ...each, result: { ...each.result, id: each.result.id.replace('region_000', name), object: name, location } };
		}),
	);
	return { ...run, results: results.flat() };
}

/** The engine's process is lost when it is to run the contract's SQL; a new one has answered the rest. */
async function lostRun(runs: Runs, path: string): Promise<StoredRun> {
	const ends = `process.on('message', (message) => message?.plan?.kind === 'sql' && process.kill(process.pid, 'SIGKILL'));`;
	const entry = runs.write('ends.js', `${ends}\nrequire(${JSON.stringify(join(import.meta.dirname, '../../../dist/engine.js'))});\n`);
	const engine = new WatchedEngine(await openEngine({ where: 'child', entry }));
	try {
		return await runs.check(path, { engine: async () => engine });
	} finally {
		await engine.close();
	}
}
