import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../server/src/spec/result.ts';
import { Checking } from './declare/checking.ts';

let checking: Checking;
beforeAll(() => {
	checking = new Checking();
});
afterAll(() => checking.close());

const NOW = '2024-03-31T12:00:00Z';

/** The result of one service level over a column of instants. */
async function level(text: string, instants: readonly string[], logicalType = 'timestamp', nowIso = NOW): Promise<CheckResult> {
	checking.write('t.csv', `at,n\n${instants.map((at) => `${at},1\n`).join('')}`);
	const results = await checking.check(
		`servers: [{ server: s, type: local, path: t.csv, format: csv }]
schema: [{ name: t, properties: [{ name: at, logicalType: ${logicalType} }, { name: n, logicalType: integer }] }]
slaProperties: [{ ${text} }]
`,
		{ nowIso },
	);
	const found = results.filter(({ family }) => family === 'serviceLevel');
	expect(found).toHaveLength(1);
	return found[0]!;
}

describe('latency: the newest instant is no older than promised', () => {
	const at = ['2024-03-01 00:00:00', '2024-03-29 12:00:00', ''];
	test.each([
		['value: 2, unit: d', 'passed', 172_800],
		['value: 47, unit: hours', 'failed', 172_800],
		['value: 48, unit: HR', 'passed', 172_800],
		['value: 2880, unit: min', 'passed', 172_800],
		['value: 172799, unit: s', 'failed', 172_800],
		['value: 1, unit: week', 'passed', 172_800],
		['value: P2D', 'passed', 172_800],
		['value: PT47H', 'failed', 172_800],
		['value: 0.5, unit: y', 'passed', 172_800],
	])('%s', async (value, outcome, seconds) => {
		expect(await level(`property: latency, ${value}, element: t.at`, at)).toMatchObject({ outcome, observed: seconds, unit: 'seconds' });
	});

	test('the clock is a parameter', async () => {
		const text = 'property: latency, value: 1, unit: d, element: t.at';
		expect(await level(text, at, 'timestamp', '2024-03-30T00:00:00Z')).toMatchObject({ outcome: 'passed', observed: 43_200 });
		expect(await level(text, at, 'timestamp', '2024-03-30T02:00:00+02:00')).toMatchObject({ observed: 43_200 });
	});

	test('an instant in the future keeps the promise, and is said', async () => {
		const result = await level('property: latency, value: 1, unit: d, element: t.at', ['2024-04-01 12:00:00']);
		expect(result).toMatchObject({ outcome: 'passed', observed: -86_400 });
		expect(result.message).toBe('at: newest instant 1 d in the future (latency 1 day)');
	});

	test('a date is its first instant', async () => {
		expect(await level('property: latency, value: 1, unit: d, element: t.at', ['2024-03-31'], 'date')).toMatchObject({ observed: 43_200 });
	});

	test('no instant at all breaks it', async () => {
		const result = await level('property: latency, value: 1, unit: d, element: t.at', ['', '']);
		expect(result).toMatchObject({ outcome: 'failed', observed: null });
		expect(result.message).toMatch(/^at: no instant in the data \(latency 1 day\)/);
	});
});

describe('retention: no row is older than promised', () => {
	const at = ['2023-02-27 00:00:00', '2023-03-31 11:59:59', '2023-03-31 12:00:00', '2024-01-01 00:00:00', ''];
	test.each([
		['value: 1, unit: y', 2],
		['value: 12, unit: months', 2],
		['value: 366, unit: d', 2],
		['value: 367, unit: d', 1],
		['value: 2, unit: years', 0],
		['value: 13, unit: mo', 1],
	])('%s: %i rows', async (value, rows) => {
		const result = await level(`property: retention, ${value}, element: t.at`, at);
		expect(result).toMatchObject({ outcome: rows === 0 ? 'passed' : 'failed', failingRows: rows, totalRows: 5 });
	});

	test('shows the rows', async () => {
		const result = await level('property: Retention, value: 1, unit: y, element: t.at', at);
		expect(result.samples?.map(({ row }) => row)).toEqual([1, 2]);
		expect(result.message).toBe('at: 2 of 5 rows older than 1 year (retention 1 year); earliest 2023-02-27T00:00:00');
	});

	test('dates are compared by the day', async () => {
		const result = await level('property: retention, value: 1, unit: y, element: t.at', ['2023-03-30', '2023-03-31'], 'date');
		expect(result.failingRows).toBe(1);
	});
});

describe('frequency: the longest gap, up to now, is no longer than promised', () => {
	test('between neighbours', async () => {
		const result = await level('property: frequency, value: 1, unit: d, element: t.at', [
			'2024-03-31 00:00:00',
			'2024-03-27 00:00:00',
			'2024-03-30 00:00:00',
			'2024-03-30 00:00:00',
			'',
		]);
		expect(result).toMatchObject({ outcome: 'failed', observed: 3 * 86_400 });
		expect(result.message).toMatch(/^at: longest gap 3 d \(frequency 1 day\)/);
	});

	test('from the newest to now', async () => {
		const result = await level('property: frequency, value: 2, unit: d, element: t.at', ['2024-03-28 12:00:00', '2024-03-27 12:00:00']);
		expect(result).toMatchObject({ outcome: 'failed', observed: 3 * 86_400 });
		expect(result.message).toMatch(/to now$/);
	});

	test('one instant has a gap to now, none breaks the promise', async () => {
		const text = 'property: frequency, value: 2, unit: d, element: t.at';
		expect(await level(text, ['2024-03-31 00:00:00'])).toMatchObject({ outcome: 'passed', observed: 43_200 });
		expect(await level(text, [''])).toMatchObject({ outcome: 'failed', observed: null });
	});
});

describe('what cannot be held against data says why', () => {
	test.each([
		['property: latency, value: 4, unit: m, element: t.at', 'errored', /m is minutes or months: write min or mo/],
		['property: latency, value: 4, unit: parsec, element: t.at', 'errored', /no unit of time/],
		['property: latency, value: 4, element: t.at', 'errored', /no unit/],
		['property: latency, value: soon, unit: d, element: t.at', 'errored', /no number/],
		['property: latency, value: -4, unit: d, element: t.at', 'errored', /below 0/],
		['property: latency, value: 4, unit: d, element: t.gone', 'errored', /No property "gone"/],
		['property: latency, value: 4, unit: d, element: nowhere.at', 'errored', /No object "nowhere"/],
		['property: latency, value: 4, unit: d, element: t', 'errored', /name a column/],
		['property: latency, value: 4, unit: d, element: t.n', 'errored', /integer, which holds no instants/],
		['property: latency, value: 4, unit: d', 'notEnforced', /no element/],
		['property: availability, value: 99.9, unit: percent', 'notEnforced', /no data says/],
		['property: endOfSupport, value: "2020-01-01"', 'notEnforced', /no data says/],
	])('%s', async (text, outcome, reason) => {
		expect(await level(text, ['2024-03-31 00:00:00'])).toMatchObject({ outcome, reason: expect.stringMatching(reason) });
	});
});
