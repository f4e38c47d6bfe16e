import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bound, Check, Measure } from '../../../server/src/checks/check.ts';
import { measureChecks } from '../../../server/src/checks/measure/index.ts';
import type { Measured } from '../../../server/src/checks/measured.ts';
import type { Connection, Engine, Plan, PlanResult } from '../../../server/src/engine/engine.ts';
import type { Expression } from '../../../server/src/engine/expression.ts';
import { type Duck, openDuck } from '../../differential/support/duck.ts';
import { TestEngine } from '../../differential/support/engine.ts';

let duck: Duck;
beforeAll(async () => {
	duck = await openDuck();
});
afterAll(() => duck.close());

const column = (name: string): Expression => ({ kind: 'column', name });
const number = (value: number): Expression => ({ kind: 'literal', value: { type: 'double', value } });

function check(id: string, measure: Measure, more: Partial<Check> = {}): Check {
	const shared = {
		rule: 'data.test',
		family: 'constraint',
		severity: 'error',
		tags: [],
		range: { start: 0, end: 0 },
		subject: id,
		expected: id,
	} as const;
	return { id, ...shared, needs: [], measure, bound: { kind: 'zero' }, unit: 'rows', ...more };
}

function breaking(id: string, where: Expression, violating: readonly string[] = [], more: Partial<Check> = {}): Check {
	return check(id, { kind: 'violations', relation: 't', where, violating }, more);
}

const below = (name: string, bound: number): Expression => ({ kind: 'compare', operator: '<', left: column(name), right: number(bound) });

interface Options {
	readonly engine?: (inner: TestEngine) => Engine;
	readonly sampleRows?: number;
	readonly histograms?: boolean;
	readonly signal?: AbortSignal;
	readonly onProgress?: (done: number, total: number) => void;
}

/** Measures checks over the rows that an SQL text gives. */
async function measure(sql: string, checks: readonly Check[], options: Options = {}) {
	const bound = await duck.bind(`(${sql})`);
	const inner = new TestEngine(duck.query, new Map([['t', bound]]));
	const connections = new Map<string, Connection>([['t', { ok: true, columns: bound.columns, notes: [] }]]);
	const { engine, sampleRows = 2, ...rest } = options;
	const result = await measureChecks(checks, engine?.(inner) ?? inner, connections, { sampleRows, histograms: false, ...rest });
	return { ...result, plans: inner.plans };
}

function measured(found: Measured | undefined) {
	if (found?.kind !== 'measured') throw new Error(`expected a figure, got ${JSON.stringify(found)}`);
	return found;
}

/** Lets a test decide what becomes of each plan. */
function intercepted(run: (plan: Plan, inner: Engine, signal?: AbortSignal) => Promise<PlanResult>) {
	return (inner: TestEngine): Engine => ({
		name: 'test',
		connect: (relations) => inner.connect(...([relations] as unknown as [])),
		run: (plan, signal) => run(plan, inner, signal),
		cancel: () => {},
		close: async () => {},
	});
}

const failed = (kind: 'timeout' | 'invalid-data', message: string): PlanResult => ({
	ok: false,
	problem: { kind, message },
	durationMs: 1,
});

describe('before any data is read', () => {
	test('a missing column is said once, and what needs it is not run', async () => {
		const { measured: all, plans } = await measure('SELECT 1 AS a', [
			check('there', { kind: 'presence', relation: 't', column: 'a' }, { unit: 'columns' }),
			check('presence', { kind: 'presence', relation: 't', column: 'b' }, { unit: 'columns' }),
			breaking('minimum', below('b', 0), ['b'], { needs: ['b'] }),
		]);
		expect(all.get('there')).toMatchObject({ kind: 'measured', observed: 0 });
		expect(all.get('presence')).toMatchObject({ kind: 'measured', observed: 1 });
		expect(all.get('minimum')).toEqual({ kind: 'notRun', reason: 'column missing: b' });
		expect(plans).toEqual([]);
	});

	test('a relation that does not connect is the problem of each of its checks, of no other', async () => {
		const bound = await duck.bind('(SELECT 1 AS a)');
		const engine = new TestEngine(duck.query, new Map([['t', bound]]));
		const problem = { kind: 'unreadable', message: 'gone.parquet is not there' } as const;
		const connections = new Map<string, Connection>([
			['t', { ok: true, columns: bound.columns, notes: [] }],
			['gone', { ok: false, problem }],
		]);
		const checks = [
			check('rows of gone', { kind: 'rowCount', relation: 'gone' }),
			check('rows', { kind: 'rowCount', relation: 't' }, { bound: { kind: 'greater', value: 0 } }),
		];
		const found = (await measureChecks(checks, engine, connections, { sampleRows: 0, histograms: false })).measured;
		expect(found.get('rows of gone')).toMatchObject({ kind: 'problem', problem });
		expect(found.get('rows')).toMatchObject({ kind: 'measured', observed: 1 });
	});

	test('a foreign key into a column that is not there is not run', async () => {
		const orphans: Measure = { kind: 'orphans', relation: 't', keys: [column('a')], target: 't', targetKeys: [column('nothing')] };
		expect((await measure('SELECT 1 AS a', [check('key', orphans)])).measured.get('key')).toEqual({
			kind: 'notRun',
			reason: 'column missing: t.nothing',
		});
	});
});

describe('one scan', () => {
	test('answers all checks of a relation that hold', async () => {
		const { plans, measured: all } = await measure('SELECT i, i / 2 AS half, i::VARCHAR AS text FROM range(100) t(i)', [
			check('rows', { kind: 'rowCount', relation: 't' }, { bound: { kind: 'equal', value: 100 } }),
			breaking('required', { kind: 'isNull', of: column('i') }),
			breaking('minimum', below('i', 0)),
			breaking('maximum', { kind: 'compare', operator: '>', left: column('half'), right: number(50) }),
			breaking('length', {
				kind: 'compare',
				operator: '>',
				left: { kind: 'call', function: 'length', args: [column('text')] },
				right: number(2),
			}),
			breaking('pattern', { kind: 'not', of: { kind: 'matches', of: column('text'), pattern: '^[0-9]+$' } }),
			check('unique', { kind: 'duplicates', relation: 't', keys: [column('text')], nulls: 'ignored' }),
			check('type', { kind: 'type', relation: 't', column: 'i', accepts: { logicalType: 'integer' } }),
			check(
				'mean',
				{ kind: 'statistic', relation: 't', column: 'i', statistic: { kind: 'mean' } },
				{ unit: 'value', bound: { kind: 'equal', value: 49.5 } },
			),
		]);
		expect(plans.map(({ kind }) => kind)).toEqual(['scan']);
		expect([...all.values()].map((found) => measured(found).observed)).toEqual([100, 0, 0, 0, 0, 0, 0, 'BIGINT', 49.5]);
	});

	test('what fails is counted exactly, with its worst value and some rows', async () => {
		const { measured: all } = await measure('SELECT i - 3 AS x FROM range(10) t(i)', [breaking('minimum', below('x', 0), ['x'])]);
		expect(all.get('minimum')).toMatchObject({ observed: 3, failingRows: 3, totalRows: 10, note: 'smallest -3' });
		expect(measured(all.get('minimum')).samples).toHaveLength(2);
	});

	test('rows of several checks come from one pass, and each check has its own', async () => {
		const sql = "SELECT i AS x, i % 7 AS y, CASE WHEN i % 50 = 0 THEN NULL ELSE 'a' || i END AS z FROM range(1000) t(i)";
		const above = (name: string, bound: number): Expression => ({
			kind: 'compare',
			operator: '>',
			left: column(name),
			right: number(bound),
		});
		const checks = [
			breaking('low', below('x', 3), ['x']),
			breaking('high', above('x', 996), ['x']),
			breaking('null', { kind: 'isNull', of: column('z') }, ['z']),
			breaking('often', above('y', 4), ['y']),
		];
		const { measured: all, plans } = await measure(sql, checks);
		expect(plans.map(({ kind }) => kind)).toEqual(['scan', 'scan', 'rowsOfMany', 'rows']);
		for (const each of checks) {
			const { measured: alone } = await measure(sql, [each]);
			const { samples, sql: text, failingRows } = measured(alone.get(each.id));
			expect(samples?.length, each.id).toBe(2);
			expect(measured(all.get(each.id))).toMatchObject({ samples, sql: text, failingRows });
		}
	});

	test('NaN breaks bounds, whatever the ends of the other values', async () => {
		const where: Expression = { kind: 'or', of: [below('x', 0), { kind: 'isNaN', of: column('x') }] };
		const { measured: all } = await measure("SELECT unnest(['1', '2', 'nan']::DOUBLE[]) AS x", [breaking('minimum', where, ['x'])]);
		expect(all.get('minimum')).toMatchObject({ observed: 1, samples: [{ cells: { x: 'NaN' } }] });
	});

	test('a share is of all rows, and of no rows is zero', async () => {
		const share = breaking('share', { kind: 'isNull', of: column('x') }, ['x'], {
			unit: 'percent',
			bound: { kind: 'lessOrEqual', value: 50 },
		});
		expect((await measure('SELECT unnest([1, NULL, NULL, 4]) AS x', [share])).measured.get('share')).toMatchObject({
			observed: 50,
			failingRows: 2,
		});
		expect((await measure('SELECT 1 AS x WHERE false', [share])).measured.get('share')).toMatchObject({ observed: 0, totalRows: 0 });
	});

	test('rows are fetched only for what does not hold', async () => {
		const allowed = breaking('some', below('x', 3), ['x'], { bound: { kind: 'lessOrEqual', value: 5 } });
		const { plans, measured: all } = await measure('SELECT i AS x FROM range(10) t(i)', [allowed]);
		expect(all.get('some')).toMatchObject({ observed: 3 });
		expect(plans.some(({ kind }) => kind === 'rows')).toBe(false);
	});

	test('null parts break a primary key, and no unique one', async () => {
		const key = (nulls: 'ignored' | 'violate') =>
			check(nulls, { kind: 'duplicates', relation: 't', keys: [column('a'), column('b')], nulls });
		const { measured: all } = await measure(
			"SELECT * FROM (VALUES (1, 'x'), (1, 'x'), (1, 'y'), (NULL, 'x'), (NULL, 'x')) v(a, b)",
			[key('ignored'), key('violate')],
			{ sampleRows: 9 },
		);
		expect(all.get('ignored')).toMatchObject({ observed: 2 });
		expect(all.get('violate')).toMatchObject({ observed: 4 });
		expect(measured(all.get('violate')).samples).toHaveLength(4);
	});
});

describe('trouble', () => {
	const checks = Array.from({ length: 20 }, (_, index) => breaking(`c${index}`, below('x', index - 10)));

	test('a check that cannot run takes no other with it', async () => {
		const bad = breaking('bad', {
			kind: 'compare',
			operator: '>',
			left: column('x'),
			right: { kind: 'literal', value: { type: 'date', text: 'not a date' } },
		});
		const badPattern = breaking('pattern', { kind: 'matches', of: column('x'), pattern: '(' });
		const { measured: all } = await measure('SELECT 1 AS x', [...checks.slice(0, 9), bad, ...checks.slice(9), badPattern]);
		expect(all.get('bad')).toMatchObject({ kind: 'problem', problem: { kind: 'query' } });
		expect(all.get('pattern')?.kind).toBe('problem');
		expect(checks.map(({ id }) => all.get(id)?.kind)).toEqual(checks.map(() => 'measured'));
	});

	test('data that cannot be read at all is not asked again for every check', async () => {
		let runs = 0;
		const engine = intercepted(async () => {
			runs++;
			return failed('invalid-data', 'orders.csv is damaged');
		});
		const { measured: all } = await measure('SELECT 1 AS x', checks, { engine });
		expect([...all.values()].every(({ kind }) => kind === 'problem')).toBe(true);
		expect(runs).toBeLessThan(8);
	});

	test('a scan that is too slow is parted, and the rest is measured', async () => {
		const slow = check('slow', { kind: 'duplicates', relation: 't', keys: [column('x')], nulls: 'ignored' });
		const engine = intercepted((plan, inner) => {
			const counts = plan.kind === 'scan' && plan.measures.some(({ aggregate }) => aggregate.kind === 'distinctHashes');
			return counts ? Promise.resolve(failed('timeout', 'took too long')) : inner.run(plan);
		});
		const { measured: all } = await measure(
			"SELECT 'a' AS x",
			[...checks.slice(0, 3).map((each) => ({ ...each, id: `text ${each.id}` })), slow],
			{ engine },
		);
		expect(all.get('slow')).toMatchObject({ kind: 'problem', problem: { kind: 'timeout' } });
		expect(all.get('text c0')?.kind).toBe('measured');
	});

	test('cancelling leaves what was measured and starts nothing more', async () => {
		const controller = new AbortController();
		const queries = ['one', 'two'].map((id) => check(id, { kind: 'sql', query: 'SELECT 1', relations: ['t'] }));
		let asked = 0;
		const engine = intercepted((plan, inner) => {
			if (++asked === 2) controller.abort();
			return inner.run(plan);
		});
		const { measured: all } = await measure('SELECT 1 AS x', [breaking('minimum', below('x', 0)), ...queries], {
			engine,
			signal: controller.signal,
		});
		expect(all.get('minimum')?.kind).toBe('measured');
		expect(all.get('two')).toMatchObject({ kind: 'problem', problem: { kind: 'cancelled' } });
		expect(asked).toBe(2);
	});

	test('progress ends with all checks', async () => {
		const seen: number[] = [];
		await measure('SELECT 1 AS x', checks, { onProgress: (done, total) => seen.push(done / total) });
		expect(seen.at(-1)).toBe(1);
		expect(seen).toEqual([...seen].sort((left, right) => left - right));
	});
});

describe("a contract's own query", () => {
	const query = (text: string, bound: Bound = { kind: 'zero' }) =>
		check('query', { kind: 'sql', query: text, relations: ['t'] }, { bound, unit: 'value' });
	const run = async (text: string) => (await measure('SELECT 1 AS x', [query(text)])).measured.get('query');

	test('gives one number', async () => {
		expect(await run('SELECT 42')).toMatchObject({ observed: 42 });
		expect(await run('SELECT 12345678901234567890')).toMatchObject({ observed: '12345678901234567890' });
	});

	test.each([
		['SELECT 1, 2', 'it returned 2 columns'],
		['SELECT 1 WHERE false', 'it returned no rows'],
		['SELECT unnest([1, 2])', 'it returned more than one row'],
		['SELECT NULL', 'it returned null'],
		["SELECT 'many'", 'it returned "many"'],
		['SELECT true', 'it returned true'],
	])('%s is said to be no number', async (text, words) => {
		expect(await run(text)).toMatchObject({ kind: 'problem', problem: { message: `The query must return one number; ${words}` } });
	});
});

describe('ages and statistics', () => {
	const now = '2024-02-01T00:00:00Z';
	const age = (which: 'newest' | 'oldest' | 'longestGap') =>
		check(
			which,
			{ kind: 'age', relation: 't', of: column('at'), which, nowIso: now },
			{ unit: 'seconds', bound: { kind: 'lessOrEqual', value: 1e9 } },
		);

	test('are told from the ends and the gaps of a column', async () => {
		const rows = "SELECT unnest(['2024-01-01', '2024-01-31 12:00:00.5', NULL]::TIMESTAMP[]) AS at";
		const { measured: all } = await measure(rows, [age('newest'), age('oldest'), age('longestGap')]);
		expect(measured(all.get('newest')).observed).toBeCloseTo(43_199.5, 3);
		expect(all.get('oldest')).toMatchObject({ observed: 31 * 86_400 });
		expect(measured(all.get('longestGap')).observed).toBeCloseTo(30.5 * 86_400 + 0.5, 3);
	});

	test('of no instants are null', async () => {
		const { measured: all } = await measure('SELECT NULL::DATE AS at', [age('newest'), age('longestGap')]);
		expect(all.get('newest')).toMatchObject({ observed: null });
		expect(all.get('longestGap')).toMatchObject({ observed: null });
	});

	test('each statistic', async () => {
		const statistic = (kind: 'constantValues' | 'mixedTypes' | 'uniqueShare' | 'outlierShare', name: string) =>
			check(
				`${kind} ${name}`,
				{ kind: 'statistic', relation: 't', column: name, statistic: kind === 'outlierShare' ? { kind, fences: 1.5 } : { kind } },
				{ unit: 'value' },
			);
		const rows = "SELECT unnest([1, 2, 3, 4, 100]) AS n, 'same' AS same, unnest(['1', '2', 'x', '2024-01-01', NULL]) AS mixed";
		const { measured: all } = await measure(rows, [
			statistic('constantValues', 'same'),
			statistic('constantValues', 'n'),
			statistic('mixedTypes', 'mixed'),
			statistic('mixedTypes', 'n'),
			statistic('uniqueShare', 'same'),
			statistic('outlierShare', 'n'),
		]);
		expect([...all.values()].map((found) => measured(found).observed)).toEqual([1, 0, 2, 0, 0.2, 0.2]);
	});
});

test('a column that breaks several rules is drawn once', async () => {
	const checks = [below('x', 5), below('x', 7), below('y', 3)].map((where, index) => breaking(`${index}`, where, [index < 2 ? 'x' : 'y']));
	const { measured: found, plans } = await measure('SELECT i AS x, i AS y FROM range(10) t(i)', checks, { histograms: true });
	expect(plans.filter(({ kind }) => kind === 'histogram')).toHaveLength(2);
	const drawn = checks.map(({ id }) => measured(found.get(id)).histogram);
	expect(drawn.map((histogram) => histogram?.bounds)).toEqual([[5], [7], [3]]);
	expect(drawn[1]?.counts).toEqual(drawn[0]?.counts);
});
