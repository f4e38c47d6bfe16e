import type { Histogram } from '../spec/result.ts';
import { shorten, visible } from './visible.ts';
import { count, counted, share } from './words.ts';

/** `▁▂▇█▃`: heights by the largest bin; an empty bin is a space, the smallest that is not is visible. */
export function sparkline(histogram: Histogram, bins = 24): string {
	const counts = merged(histogram.counts, bins);
	const top = Math.max(...counts, 1);
	return counts.map((value) => (value === 0 ? ' ' : (blocks[Math.min(7, Math.floor((value / top) * 8))] ?? '█'))).join('');
}

/** A handful of values is a list, not a distribution; nor are categories that each stand once. */
export function hasShape({ counts, labels }: Histogram): boolean {
	return counts.length > 1 && counts.reduce((sum, value) => sum + value, 0) >= 10 && (labels === undefined || Math.max(...counts) > 1);
}

/** What a reader who cannot see the chart is told: range, the fullest bin, the bound and what lies beyond it. */
export function histogramSummary(histogram: Histogram): string {
	const total = totalOf(histogram);
	const fullest = histogram.counts.indexOf(Math.max(...histogram.counts));
	if (total === 0 || fullest < 0) {
		return 'No values';
	}
	const parts = [counted(total, 'value')];
	if (histogram.edges && histogram.edges.length > 1) {
		parts.push(`from ${axis(histogram.edges[0], histogram)} to ${axis(histogram.edges.at(-1), histogram)}`);
	}
	parts.push(`most (${share(histogram.counts[fullest] ?? 0, total)}) ${binName(histogram, fullest)}`);
	if (histogram.bounds && histogram.bounds.length > 0) {
		parts.push(
			`${histogram.bounds.length === 1 ? 'bound' : 'bounds'} at ${histogram.bounds.map((bound) => axis(bound, histogram)).join(' and ')}`,
		);
	}
	return parts.join(', ');
}

/** Values in all, also those whose label is not among the most frequent. */
export function totalOf({ counts, total }: Histogram): number {
	return total ?? counts.reduce((sum, value) => sum + value, 0);
}

/** `between 10 and 20`, or the category. */
export function binName(histogram: Histogram, index: number): string {
	const label = histogram.labels?.[index];
	if (label !== undefined) {
		return label === '' ? '(empty text)' : shorten(visible(label), 40);
	}
	return `between ${axis(histogram.edges?.[index], histogram)} and ${axis(histogram.edges?.[index + 1], histogram)}`;
}

/** A number or an instant on an axis: enough digits to tell neighbours apart, no more. */
export function axis(value: number | undefined, { edges = [], instants }: Pick<Histogram, 'edges' | 'instants'>): string {
	if (value === undefined || !Number.isFinite(value)) {
		return String(value ?? '');
	}
	if (instants && Math.abs(value) <= FURTHEST_MS) {
		return instant(value, (edges.at(-1) ?? 0) - (edges[0] ?? 0));
	}
	const magnitude = Math.abs(value);
	if (magnitude !== 0 && (magnitude >= 1e12 || magnitude < 1e-4)) {
		return value.toPrecision(4).replace(/\.?0+(e|$)/, '$1');
	}
	return count(Number(magnitude >= 1000 ? value.toFixed(0) : value.toPrecision(4)));
}

/** The last instant that a `Date` holds. */
const FURTHEST_MS = 8.64e15;

/** A day, or a time of day where all instants lie within a few. */
function instant(ms: number, spanMs: number): string {
	const [day = '', time = ''] = new Date(ms).toISOString().split('T');
	return spanMs >= 5 * 86_400_000 ? day : `${day} ${time.slice(0, 8)}`;
}

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

function merged(counts: readonly number[], bins: number): number[] {
	if (counts.length <= bins) {
		return [...counts];
	}
	const into = new Array<number>(bins).fill(0);
	counts.forEach((value, index) => {
		const bin = Math.floor((index * bins) / counts.length);
		into[bin] = (into[bin] ?? 0) + value;
	});
	return into;
}
