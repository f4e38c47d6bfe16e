import { describe, expect, it } from 'vitest';
import { axis, histogramSummary } from '../../../server/src/report/histogram.ts';

const day = 86_400_000;
const at = (iso: string) => Date.parse(iso);

describe('a distribution of instants', () => {
	it('is said in days', () => {
		const edges = [at('1914-10-09'), at('1980-01-01'), at('2046-12-31')];
		expect(histogramSummary({ edges, counts: [2, 8], instants: true, bounds: [at('2010-12-31')] })).toBe(
			'10 values, from 1914-10-09 to 2046-12-31, most (80 %) between 1980-01-01 and 2046-12-31, bound at 2010-12-31',
		);
	});

	it('is said in times where it spans a few days', () => {
		const edges = [at('2024-03-31T00:30:00Z'), at('2024-03-31T00:30:00Z') + 2 * day];
		expect(histogramSummary({ edges, counts: [3], instants: true })).toContain('from 2024-03-31 00:30:00 to 2024-04-02 00:30:00');
	});

	it('beyond what a clock shows is a number', () => {
		expect(axis(9e15, { edges: [0, 9e15], instants: true })).toBe('9e+15');
	});
});

describe('a distribution of the most frequent labels', () => {
	it('is said in shares of all values', () => {
		expect(histogramSummary({ labels: ['a', 'b'], counts: [30, 10], total: 400 })).toBe('400 values, most (7.5 %) a');
	});
});
