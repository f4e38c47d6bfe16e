import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Checking, resultOf } from './declare/checking.ts';

/** An independent implementation, where this machine has one: NumPy, on the same random numbers. */
const SCRIPT = `
import sys, json, numpy as np
out = []
for values in json.load(sys.stdin):
    x = np.array(values, dtype=float)
    q1, q3 = np.quantile(x, [0.25, 0.75])
    out.append({
        'minimum': x.min(), 'maximum': x.max(), 'mean': x.mean(), 'standardDeviation': x.std(ddof=1) if len(x) > 1 else None,
        'quantile': np.quantile(x, 0.9), 'uniqueCount': len(np.unique(x)), 'uniqueShare': len(np.unique(x)) / len(x),
        'constantValues': int(len(np.unique(x)) == 1),
        'outlierShare': float(np.mean((x < q1 - 2 * (q3 - q1)) | (x > q3 + 2 * (q3 - q1)))),
    })
print(json.dumps(out))
`;
const METRICS = [
	'minimum',
	'maximum',
	'mean',
	'standardDeviation',
	'quantile',
	'uniqueCount',
	'uniqueShare',
	'constantValues',
	'outlierShare',
];

const hasNumPy = (() => {
	try {
		execFileSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
})();

let checking: Checking;
beforeAll(() => {
	checking = new Checking();
});
afterAll(() => checking.close());

const arguments_: Record<string, string> = { quantile: 'share: 0.9, ', outlierShare: 'fences: 2, ' };
const rule = (metric: string) =>
	`{ id: ${metric}, type: custom, engine: plumbline, implementation: { metric: ${metric}, ${arguments_[metric] ?? ''}mustBeLessThan: 1.0e+300 } }`;

/** The statistics of one column of numbers in a CSV file, nulls among them. */
async function statisticsOf(columns: readonly (readonly number[])[]): Promise<Record<string, unknown>[]> {
	const longest = Math.max(...columns.map((column) => column.length));
	const rows = Array.from({ length: longest }, (_, row) => `${columns.map((column) => column[row] ?? '').join(',')},x`);
	checking.write('numbers.csv', `${[`${columns.map((_, index) => `c${index}`).join(',')},x`, ...rows].join('\n')}\n`);
	const properties = columns.map(
		(_, index) => `      - { name: c${index}, logicalType: number, quality: [${METRICS.map(rule).join(', ')}] }`,
	);
	const results = await checking.check(`servers: [{ server: s, type: local, path: numbers.csv, format: csv }]
schema:
  - name: numbers
    properties:
${properties.join('\n')}
      - { name: x, logicalType: string }
`);
	return columns.map((_, index) =>
		Object.fromEntries(METRICS.map((metric) => [metric, resultOf(results, `schema.numbers.c${index}.quality.${metric}`).observed])),
	);
}

const numbers = fc.array(
	fc.oneof(
		fc.integer({ min: -20, max: 20 }),
		fc.double({ min: -1e6, max: 1e6, noNaN: true }),
		fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
	),
	{ minLength: 2, maxLength: 60 },
);

test.skipIf(!hasNumPy)(`statistics agree with NumPy${hasNumPy ? '' : ' (skipped: python3 with numpy is not here)'}`, async () => {
	const columns = [...fc.sample(numbers, { numRuns: 40, seed: 11 }), [5, 5, 5], [1, 2], [0.1, 0.2, 0.3, 1e9]];
	const expected = JSON.parse(execFileSync('python3', ['-c', SCRIPT], { input: JSON.stringify(columns), encoding: 'utf8' }));
	const found = await statisticsOf(columns);
	for (const [index, column] of columns.entries()) {
		for (const metric of METRICS) {
			const [ours, theirs] = [found[index]?.[metric], expected[index][metric]];
			const scale = Math.max(1, ...column.map(Math.abs));
			expect(Math.abs(Number(ours) - theirs), `${metric} of ${column}: ${ours}, NumPy ${theirs}`).toBeLessThanOrEqual(1e-9 * scale);
		}
	}
});

describe('statistics keep to what they mean, whatever the numbers', () => {
	test('on random columns', async () => {
		const columns = fc.sample(numbers, { numRuns: 30, seed: 3 });
		for (const [index, figures] of (await statisticsOf(columns)).entries()) {
			const column = columns[index] ?? [];
			const of = (metric: string) => Number(figures[metric]);
			expect(of('minimum')).toBe(Math.min(...column));
			expect(of('maximum')).toBe(Math.max(...column));
			expect(of('mean')).toBeGreaterThanOrEqual(of('minimum') - 1e-6);
			expect(of('mean')).toBeLessThanOrEqual(of('maximum') + 1e-6);
			expect(of('quantile')).toBeGreaterThanOrEqual(of('minimum'));
			expect(of('quantile')).toBeLessThanOrEqual(of('maximum'));
			expect(of('uniqueCount')).toBe(new Set(column.map((value) => (value === 0 ? 0 : value))).size);
			expect(of('uniqueShare')).toBeCloseTo(of('uniqueCount') / column.length, 12);
			expect(of('constantValues')).toBe(of('uniqueCount') === 1 ? 1 : 0);
			expect(of('outlierShare')).toBeGreaterThanOrEqual(0);
			expect(of('outlierShare')).toBeLessThan(0.5 + 1e-9);
		}
	});

	test('a column without values has no figure, and the rule is broken', async () => {
		checking.write('empty.csv', 'c,x\n,1\n,2\n');
		const results = await checking.check(`servers: [{ server: s, type: local, path: empty.csv, format: csv }]
schema:
  - name: empty
    properties: [{ name: c, logicalType: number, quality: [${rule('mean')}, ${rule('minimum')}] }, { name: x, logicalType: integer }]
`);
		for (const metric of ['mean', 'minimum']) {
			expect(resultOf(results, `schema.empty.c.quality.${metric}`)).toMatchObject({ outcome: 'failed', observed: null });
		}
	});

	test('mixedTypes counts what is not of the commonest kind', async () => {
		checking.write('mixed.csv', 'c\n1\n2\n3.5\nabc\n2024-01-01\ntrue\n\n');
		const results = await checking.check(`servers: [{ server: s, type: local, path: mixed.csv, format: csv }]
schema:
  - name: mixed
    properties: [{ name: c, logicalType: string, quality: [${rule('mixedTypes')}] }]
`);
		expect(resultOf(results, 'schema.mixed.c.quality.mixedTypes').observed).toBe(3);
	});
});
