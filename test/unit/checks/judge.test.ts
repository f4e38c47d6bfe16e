import { describe, expect, test } from 'vitest';
import type { Bound, Check, Measure } from '../../../server/src/checks/check.ts';
import { judge } from '../../../server/src/checks/judge.ts';
import type { Measured } from '../../../server/src/checks/measured.ts';
import { LineIndex } from '../../../server/src/spec/lineIndex.ts';

const TEXT = 'name: delay\nminimum: -60\n';
const context = { file: 'a.odcs.yaml', lines: new LineIndex(TEXT), engine: 'duckdb' };
const violations: Measure = {
	kind: 'violations',
	relation: 'flights',
	violating: ['delay'],
	where: { kind: 'isNull', of: { kind: 'column', name: 'delay' } },
};

function check(draft: Partial<Check> = {}): Check {
	return {
		id: 'schema.flights.delay.minimum',
		rule: 'data.minimum',
		family: 'constraint',
		object: 'flights',
		property: 'delay',
		severity: 'error',
		tags: [],
		range: { start: 21, end: 24 },
		subject: 'delay',
		expected: 'minimum -60',
		violation: 'below -60',
		needs: ['delay'],
		measure: violations,
		bound: { kind: 'zero' },
		unit: 'rows',
		...draft,
	};
}

function measured(figures: Partial<Extract<Measured, { kind: 'measured' }>>): Measured {
	return { kind: 'measured', observed: 0, durationMs: 1, ...figures };
}

const twelve = measured({ observed: 12, failingRows: 12, totalRows: 3_000_000, note: 'smallest -1,420' });

test('a finding names the thing, the count and the rule, on the words of the contract', () => {
	const result = judge(check(), twelve, context);
	expect(result.message).toBe('delay: 12 of 3,000,000 rows below -60 (minimum -60); smallest -1,420');
	expect(result).toMatchObject({
		outcome: 'failed',
		observed: 12,
		failingRows: 12,
		totalRows: 3_000_000,
		unit: 'rows',
		expected: 'minimum -60',
	});
	expect(result.location).toEqual({ file: 'a.odcs.yaml', range: { start: { line: 1, character: 9 }, end: { line: 1, character: 12 } } });
});

test.each([
	['error', 'failed'],
	['warning', 'warned'],
	['info', 'warned'],
] as const)('a violation of severity %s is %s', (severity, outcome) => {
	expect(judge(check({ severity }), twelve, context).outcome).toBe(outcome);
	expect(judge(check({ severity }), measured({ failingRows: 0, totalRows: 5 }), context).outcome).toBe('passed');
});

describe('words', () => {
	const quality: Partial<Check> = { family: 'quality', rule: 'data.null-values', violation: 'null' };
	const percent = (low: number) =>
		({ ...quality, unit: 'percent', expected: `nullValues must be less than ${low} %`, bound: { kind: 'less', value: low } }) as const;
	test.each<[string, Partial<Check>, Measured, string]>([
		['passed', {}, measured({ failingRows: 0, totalRows: 3_000_000 }), 'delay: holds in 3,000,000 rows (minimum -60)'],
		['one row', {}, measured({ observed: 1, failingRows: 1, totalRows: 1 }), 'delay: 1 of 1 row below -60 (minimum -60)'],
		['no rows', {}, measured({ failingRows: 0, totalRows: 0 }), 'delay: holds, there are no rows (minimum -60)'],
		[
			'small share',
			percent(1e-6),
			measured({ observed: 0.0004, failingRows: 12, totalRows: 3_000_000 }),
			'delay: 0.0004 % of 3,000,000 rows null (nullValues must be less than 0.000001 %)',
		],
		[
			'a figure just beyond its bound',
			{
				measure: { kind: 'sql', query: '', relations: [] },
				unit: 'value',
				bound: { kind: 'lessOrEqual', value: 10 },
				expected: 'query must be at most 10',
			},
			measured({ observed: 10.0000000001 }),
			'delay: 10.0000000001 (query must be at most 10)',
		],
		[
			'a share just beyond its bound',
			percent(5),
			measured({ observed: 5.0001, failingRows: 50_001, totalRows: 1_000_000 }),
			'delay: 5.0001 % of 1,000,000 rows null (nullValues must be less than 5 %)',
		],
		[
			'share near all',
			percent(5),
			measured({ observed: 99.99996, failingRows: 2_999_999, totalRows: 3_000_000 }),
			'delay: 99.99996 % of 3,000,000 rows null (nullValues must be less than 5 %)',
		],
		[
			'a metric that holds',
			{ ...quality, bound: { kind: 'less', value: 20 }, expected: 'nullValues must be less than 20' },
			twelve,
			'delay: 12 of 3,000,000 rows null (nullValues must be less than 20)',
		],
		[
			'type',
			{ measure: { kind: 'type', relation: 'f', column: 'delay', accepts: {} }, expected: 'type integer' },
			measured({ observed: 'VARCHAR', fits: false, failingRows: 0, totalRows: 5 }),
			'delay: VARCHAR in the data (type integer)',
		],
		[
			'presence',
			{ rule: 'data.presence', unit: 'columns', measure: { kind: 'presence', relation: 'f', column: 'delay' }, expected: 'column delay' },
			measured({ observed: 1 }),
			'delay: not in the data (column delay)',
		],
		[
			'row count',
			{
				measure: { kind: 'rowCount', relation: 'f' },
				violation: '',
				bound: { kind: 'greater', value: 5 },
				expected: 'rowCount must be greater than 5',
			},
			measured({ observed: 1 }),
			'delay: 1 row (rowCount must be greater than 5)',
		],
		[
			'sql',
			{ measure: { kind: 'sql', query: '', relations: [] }, unit: 'value', expected: 'query must be 0' },
			measured({ observed: 1234567.891 }),
			'delay: 1,234,567.9 (query must be 0)',
		],
		[
			'sql beyond 2^53',
			{ measure: { kind: 'sql', query: '', relations: [] }, unit: 'value', expected: 'query must be 0' },
			measured({ observed: '90071992547409931234' }),
			'delay: 90,071,992,547,409,931,234 (query must be 0)',
		],
		[
			'age',
			{
				measure: { kind: 'age', relation: 'f', of: { kind: 'column', name: 'd' }, which: 'newest', nowIso: '' },
				unit: 'seconds',
				bound: { kind: 'lessOrEqual', value: 60 },
				expected: 'latency 1 minute',
			},
			measured({ observed: 183_600 }),
			'delay: newest instant 2 d 3 h old (latency 1 minute)',
		],
	])('%s', (_, draft, found, message) => {
		expect(judge(check(draft), found, context).message).toBe(message);
	});

	test('what was not run says why', () => {
		const missing = judge(check(), { kind: 'notRun', reason: 'column missing: delay' }, context);
		expect(missing).toMatchObject({
			outcome: 'notEnforced',
			reason: 'not run: column missing: delay',
			message: 'delay: minimum -60 not run: column missing: delay',
		});
		const settled = check({ measure: { kind: 'settled', outcome: 'errored', reason: 'minimum is no number' } });
		expect(judge(settled, measured({}), context)).toMatchObject({
			outcome: 'errored',
			message: 'delay: minimum -60 could not be checked: minimum is no number',
		});
		const problem: Measured = {
			kind: 'problem',
			problem: { kind: 'unsupported', message: 'Server "x" is of type postgres, which is not supported yet' },
			durationMs: 0,
		};
		const unsupported = judge(check(), problem, context);
		expect(unsupported).toMatchObject({ outcome: 'errored', reason: 'Server "x" is of type postgres, which is not supported yet' });
		expect(unsupported.message).toContain('not supported yet');
	});

	test('every message is one line under 120 characters', () => {
		const long = 'x'.repeat(300);
		const wild = 'a\nb\u2028c\u0007'.repeat(40);
		for (const text of [long, wild]) {
			for (const found of [
				twelve,
				measured({ observed: 0, failingRows: 0, totalRows: 9 }),
				{ kind: 'notRun', reason: text },
			] satisfies Measured[]) {
				const { message } = judge(check({ subject: text, expected: text, violation: text }), found, context);
				expect(message.length).toBeLessThan(120);
				// biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
				expect(message).not.toMatch(/[\u0000-\u001f\u2028]/);
			}
		}
	});
});

describe('bounds', () => {
	test.each<[Bound, unknown, boolean]>([
		[{ kind: 'equal', value: 3 }, 3, true],
		[{ kind: 'equal', value: 3 }, '3.0', true],
		[{ kind: 'equal', value: 'x' }, 'x', true],
		[{ kind: 'notEqual', value: 3 }, 3, false],
		[{ kind: 'less', value: 3 }, 3, false],
		[{ kind: 'lessOrEqual', value: 3 }, 3, true],
		[{ kind: 'greater', value: 3 }, 3, false],
		[{ kind: 'greaterOrEqual', value: 3 }, 3, true],
		[{ kind: 'between', low: 1, high: 3 }, 1, true],
		[{ kind: 'between', low: 1, high: 3 }, 3, true],
		[{ kind: 'between', low: 1, high: 3 }, 3.01, false],
		[{ kind: 'notBetween', low: 1, high: 3 }, 3, false],
		[{ kind: 'notBetween', low: 1, high: 3 }, 4, true],
		[{ kind: 'less', value: 3 }, null, false],
		[{ kind: 'less', value: 3 }, 'NaN', false],
	])('%j of %j', (bound, observed, kept) => {
		const result = judge(
			check({ bound, unit: 'value', measure: { kind: 'sql', query: '', relations: [] } }),
			measured({ observed: observed as number }),
			context,
		);
		expect(result.outcome).toBe(kept ? 'passed' : 'failed');
	});
});
