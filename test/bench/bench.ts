/** One figure held against its bound. */
export interface BenchRow {
	/** What was timed, e.g. `check 10M × 16 Parquet ÷ touch every column`. */
	readonly what: string;
	readonly figure: number;
	readonly unit: 'ratio' | 'ms' | 's' | 'MiB';
	/** The figure must not be above it. */
	readonly bound: number;
	/** The medians behind a ratio, sizes, repetitions. */
	readonly detail: string;
}

/** What a file `*.bench.ts` exports as `bench`. */
export interface Bench {
	readonly name: string;
	/** Takes repeated, interleaved measurements. Makes its data once, under `.cache/bench`. */
	run(options: BenchOptions): Promise<readonly BenchRow[]>;
}

export interface BenchOptions {
	/** Times that each variant runs; figures are medians. */
	readonly repetitions: number;
	/** Leaves out what takes minutes (50M rows). */
	readonly quick: boolean;
	/** Words on what is going on, to stderr. */
	log(line: string): void;
}

export function meets({ figure, bound }: BenchRow): boolean {
	return figure <= bound;
}

/** Rows as an aligned table with verdicts. */
export function benchTable(rows: readonly BenchRow[]): string {
	const lines = [['figure', '', 'bound', 'verdict', 'of']].concat(
		rows.map((row) => [
			shown(row.figure, row.unit),
			unitText(row.unit),
			shown(row.bound, row.unit),
			meets(row) ? 'met' : 'NOT MET',
			`${row.what} (${row.detail})`,
		]),
	);
	const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
	return lines
		.map(([figure = '', unit = '', bound = '', verdict = '', of = '']) =>
			[
				figure.padStart(widths[0] ?? 0),
				unit.padEnd(widths[1] ?? 0),
				bound.padStart(widths[2] ?? 0),
				verdict.padEnd(widths[3] ?? 0),
				of,
			].join('  '),
		)
		.join('\n');
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Medians of each variant, run in turn so that whatever else the machine does weighs on all alike. */
export async function interleaved<Name extends string>(
	variants: Readonly<Record<Name, () => number | Promise<number>>>,
	repetitions: number,
): Promise<Record<Name, number>> {
	const names = Object.keys(variants) as Name[];
	const times = new Map<Name, number[]>(names.map((name) => [name, []]));
	for (let repetition = 0; repetition < repetitions; repetition++) {
		for (const name of names) times.get(name)?.push(await variants[name]());
	}
	return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

function shown(figure: number, unit: BenchRow['unit']): string {
	return unit === 'ratio' || unit === 's' ? figure.toFixed(2) : figure.toFixed(0);
}

function unitText(unit: BenchRow['unit']): string {
	return unit === 'ratio' ? '×' : unit;
}
