import { counted, share } from '../../../server/src/report/words.ts';

/** What the head of a column says of its cells, from the first page alone, so that it never changes while scrolling. */
export interface ColumnGlimpse {
	/** Whether it is of all rows; else of the first page, so it wears `≈`. */
	readonly isAll: boolean;
	/** `0.2 % null`; empty where no cell is. */
	readonly nulls: string;
	/** Heights of bars between 0 and 1; empty where there is nothing to draw. */
	readonly bars: readonly number[];
	readonly words: string;
	readonly isNumber: boolean;
	/** Characters of the longest cell. */
	readonly longest: number;
}

/** @param cells of the page that came first; @param isAll whether there are no other rows */
export function glimpse(cells: readonly unknown[], isAll: boolean): ColumnGlimpse {
	const nulls = cells.filter((cell) => cell === null).length;
	const numbers = cells.filter((cell) => typeof cell === 'number');
	const isNumber = numbers.length > 0 && numbers.length === cells.length - nulls;
	const about = isAll ? '' : '≈ ';
	const of = `of ${isAll ? 'all' : 'the first'} ${counted(cells.length, 'row')}`;
	const bars = isNumber ? barsOf(numbers) : frequencies(cells);
	return {
		isAll,
		nulls: nulls === 0 ? '' : `${about}${share(nulls, cells.length)} null`,
		bars,
		words: `${about}${nulls === 0 ? 'no null' : `${share(nulls, cells.length)} null`} ${of}${bars.length === 0 ? '' : ', and so the bars'}`,
		isNumber,
		longest: cells.reduce<number>((most, cell) => Math.max(most, String(cell ?? 'null').length), 0),
	};
}

const bins = 12;

function barsOf(numbers: readonly number[]): number[] {
	let low = Infinity;
	let high = -Infinity;
	for (const value of numbers) {
		if (value < low) low = value;
		if (value > high) high = value;
	}
	if (!(high > low) || !Number.isFinite(high - low)) return [];
	const counts = new Array<number>(bins).fill(0);
	for (const value of numbers) {
		const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
		counts[bin] = (counts[bin] ?? 0) + 1;
	}
	return scaled(counts);
}

/** How often each value stands, the most frequent first; nothing where they are mostly different. */
function frequencies(cells: readonly unknown[]): number[] {
	const counts = new Map<unknown, number>();
	for (const cell of cells) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
	if (counts.size < 2 || counts.size > cells.length / 4) return [];
	return scaled([...counts.values()].sort((a, b) => b - a).slice(0, bins));
}

function scaled(counts: readonly number[]): number[] {
	const top = Math.max(...counts);
	return counts.map((value) => value / top);
}
