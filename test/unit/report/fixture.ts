import { inOrder, type Report } from '../../../server/src/report/report.ts';
import type { CheckResult } from '../../../server/src/spec/result.ts';

/** Text that would break every format that takes it as it comes. */
export const hostile =
	'a|b `c` <script>alert(1)</script> "q" \'s\' & ]]> \u001b[31mred\u001b[0m \u0000\u0007\u009b \u202Eevil %0A::error::x @someone http://x.y\r\n::warning::second\uD800';

/** A result that passed, with whatever a test says instead. */
export function result(over: Partial<CheckResult> = {}): CheckResult {
	const { start = { line: 20, character: 19 }, end = { line: 20, character: 22 } } = over.location?.range ?? {};
	return {
		id: 'schema.flights.delay.minimum',
		contract: 'flights.odcs.yaml',
		object: 'flights',
		property: 'delay',
		rule: 'data.minimum',
		family: 'constraint',
		severity: 'error',
		outcome: 'passed',
		message: 'delay: no row below -60',
		engine: 'duckdb 1.5.5',
		durationMs: 12,
		...over,
		location: { file: over.location?.file ?? over.contract ?? 'flights.odcs.yaml', range: { start, end } },
	};
}

export const failing = result({
	outcome: 'failed',
	message: 'delay: 12 of 3,000,000 rows below -60 (minimum -60); smallest -1,420',
	observed: 12,
	expected: 'minimum -60',
	unit: 'rows',
	failingRows: 12,
	totalRows: 3_000_000,
	dimension: 'accuracy',
	sql: 'SELECT count(*) FILTER (WHERE delay < -60)\nFROM flights',
	histogram: { edges: [-1500, -750, 0, 750, 1500], counts: [2, 10, 2_999_000, 988], bounds: [-60] },
	samples: [
		{
			row: 1_204_331,
			line: 1_204_332,
			file: '/data/flights.csv',
			cells: { date: '2001-01-01', delay: -1420, origin: 'ORD' },
			violating: ['delay'],
		},
		{ row: 5, line: 6, file: '/data/flights.csv', cells: { date: '2001-01-02', delay: -99, origin: null }, violating: ['delay'] },
	],
});

export const warned = result({
	id: 'w',
	outcome: 'warned',
	severity: 'warning',
	rule: 'data.enum',
	message: 'origin: 3 rows outside',
	location: at(25, 10, 14),
});
export const errored = result({
	id: 'e',
	outcome: 'errored',
	rule: 'data.pattern',
	message: 'note: could not be checked',
	reason: 'Out of memory. Give it more: --memory 4GiB.',
	location: at(30, 4, 9),
});
export const notEnforced = result({
	id: 'n',
	outcome: 'notEnforced',
	rule: 'data.text',
	message: 'a text rule',
	reason: 'a text rule is for people to read',
	location: at(33, 4, 9),
});
export const passed = result({
	id: 'p',
	rule: 'data.required',
	message: 'date: no null',
	observed: 0,
	expected: 'not null',
	unit: 'rows',
	failingRows: 0,
	totalRows: 3_000_000,
	location: at(12, 4, 9),
});
export const textError = result({
	id: 't',
	family: 'contract',
	rule: 'contract.unknown-key',
	outcome: 'failed',
	message: 'unknown key "requird": write "required"',
	location: at(3, 2, 9),
});

export const hostileResult = result({
	id: `schema.${hostile}`,
	contract: `dir with space/${'é'}#?%[x]:,.odcs.yaml`,
	object: hostile,
	property: hostile,
	outcome: 'failed',
	message: hostile,
	expected: hostile,
	observed: hostile,
	dimension: hostile,
	sql: hostile,
	samples: [{ cells: { [hostile]: hostile, ok: hostile }, violating: [hostile] }],
	histogram: { labels: [hostile, ''], counts: [3, 1] },
});

export function at(line: number, character: number, end: number, file = 'flights.odcs.yaml'): CheckResult['location'] {
	return { file, range: { start: { line, character }, end: { line, character: end } } };
}

/** A report of those results, over files of forty lines each. */
export function reportOf(results: readonly CheckResult[], over: Partial<Report> = {}): Report {
	const files = [...new Set(['flights.odcs.yaml', ...results.map((each) => each.contract)])];
	const sources =
		over.sources ??
		new Map(files.map((file) => [file, Array.from({ length: 40 }, (_, index) => `key${index}: <value> & more`).join('\n')]));
	return {
		command: 'check',
		problems: [],
		tool: { name: 'plumbline', version: '0.1.0' },
		startedIso: '2026-11-25T18:03:11.000Z',
		durationMs: 1234,
		failOn: 'error',
		strict: false,
		...over,
		sources,
		results: inOrder(results, sources.keys()),
	};
}
