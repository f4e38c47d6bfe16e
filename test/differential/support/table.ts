import type { Random } from './random.ts';

/** A value as the test knows it: decimals in units of their scale, dates in days, times and instants in microseconds. */
export type Value = bigint | number | string | boolean | null;

export interface Column {
	readonly name: string;
	/** DuckDB's name of the type in which the value is written. */
	readonly type: string;
	readonly values: readonly Value[];
}

export interface Table {
	readonly rows: number;
	readonly columns: readonly Column[];
}

const integers: Readonly<Record<string, readonly [bigint, bigint]>> = {
	TINYINT: [-128n, 127n],
	SMALLINT: [-32768n, 32767n],
	INTEGER: [-(2n ** 31n), 2n ** 31n - 1n],
	BIGINT: [-(2n ** 63n), 2n ** 63n - 1n],
	UTINYINT: [0n, 255n],
	USMALLINT: [0n, 65535n],
	UINTEGER: [0n, 2n ** 32n - 1n],
	UBIGINT: [0n, 2n ** 64n - 1n],
};
const decimals: Readonly<Record<string, number>> = { 'DECIMAL(4,1)': 4, 'DECIMAL(9,2)': 9, 'DECIMAL(18,4)': 18, 'DECIMAL(38,6)': 38 };

export const types = [
	...Object.keys(integers),
	...Object.keys(decimals),
	'FLOAT',
	'DOUBLE',
	'DATE',
	'TIMESTAMP',
	'TIMESTAMPTZ',
	'VARCHAR',
	'BOOLEAN',
];

/** A table of random columns: few or many values, close together or at the ends of their type, with and without nulls. */
export function randomTable(random: Random, allowed: readonly string[] = types): Table {
	const rows = random.pick([0, 1, 2, 3, 10, 50, 200, 1000, 2500]);
	const count = 1 + random.below(6);
	const columns = Array.from({ length: count }, (_, index) => randomColumn(random, nameOf(random, index), random.pick(allowed), rows));
	return { rows, columns };
}

function nameOf(random: Random, index: number): string {
	return random.chance(0.8) ? `c${index}` : `${random.pick(['a b', 'x"y', "it's", 'é', 'Sélect', '💧', 'a.b', 'NULL'])} ${index}`;
}

function randomColumn(random: Random, name: string, type: string, rows: number): Column {
	const nulls = random.pick([0, 0, 0.02, 0.3, 1]);
	const make = random.chance(0.25) ? distinctMaker(type) : valueMaker(random, type);
	const repeated = random.chance(0.03) && rows > 1;
	const values = Array.from({ length: rows }, (_, row): Value => (random.chance(nulls) ? null : make(row)));
	if (repeated) values[rows - 1] = values[0] ?? null;
	return { name, type, values };
}

/** Values that differ, as keys do, as far as the type has so many. */
function distinctMaker(type: string): (row: number) => Value {
	if (type === 'VARCHAR') return (row) => `key ${row}`;
	if (type === 'BOOLEAN') return (row) => row % 2 === 0;
	if (type === 'FLOAT' || type === 'DOUBLE') return (row) => row / 2;
	const bounds = integers[type];
	if (!bounds) return (row) => BigInt(row);
	const span = bounds[1] - bounds[0] + 1n;
	return (row) => bounds[0] + (BigInt(row) % span);
}

function valueMaker(random: Random, type: string): (row: number) => Value {
	const bounds = integers[type];
	if (bounds) return whole(random, ...bounds);
	const precision = decimals[type];
	if (precision !== undefined) return whole(random, -(10n ** BigInt(precision)) + 1n, 10n ** BigInt(precision) - 1n);
	switch (type) {
		case 'FLOAT':
		case 'DOUBLE': {
			const special = random.pick([0, 0, 0.1]);
			const make = () =>
				random.chance(special)
					? random.pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0])
					: random.below(2000) / 8 - 100;
			return make;
		}
		case 'DATE':
			return whole(random, -25_000n, 25_000n);
		case 'TIMESTAMP':
		case 'TIMESTAMPTZ': {
			const unit = random.pick([1n, 1000n, 1_000_000n]);
			const make = whole(random, -(2n ** 50n), 2n ** 50n);
			return (row) => ((make(row) as bigint) / unit) * unit;
		}
		case 'BOOLEAN':
			return () => random.chance(0.5);
		default: {
			const words = ['', 'a', 'b', 'new', 'paid', 'ÄÖ', '💧💧', 'two words', 'x'.repeat(60), "it's", 'a\nb', ' ', 'NaN', '12'];
			return () => random.pick(words) + (random.chance(0.2) ? String(random.below(50)) : '');
		}
	}
}

function whole(random: Random, least: bigint, greatest: bigint): (row: number) => Value {
	const kind = random.below(4);
	const clamp = (value: bigint) => (value < least ? least : value > greatest ? greatest : value);
	const middle = clamp(BigInt(random.below(200)) - 50n);
	if (kind === 0) return () => clamp(middle + BigInt(random.below(5)));
	if (kind === 1) return () => clamp(BigInt(random.below(2_000_000)) - 1_000_000n);
	if (kind === 2) return () => random.pick([least, greatest, clamp(0n), clamp(least + 1n), clamp(greatest - 1n)]);
	return () => middle;
}
