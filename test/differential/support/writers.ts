import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Query } from '../../../server/src/engine/duckdb/boundRelation.ts';
import type { Random } from './random.ts';
import type { Column, Table, Value } from './table.ts';

/** Writes a table as one or several Parquet files; answers their paths. */
export type Writer = (table: Table, folder: string, random: Random, query: Query) => Promise<string[]>;

/** DuckDB's own writer, with row groups as small as it makes them. */
export const duckdbWriter: Writer = async (table, folder, random, query) => {
	const files: string[] = [];
	for (const part of parts(table, random)) {
		const path = join(folder, `duckdb-${files.length}.parquet`);
		const columns = part.columns.map(
			({ name, type, values }) =>
				`unnest([${values.map((value) => literal(value, type)).join(', ')}]::${type}[]) AS "${name.replaceAll('"', '""')}"`,
		);
		const codec = random.pick(['zstd', 'snappy', 'uncompressed', 'gzip', 'lz4_raw']);
		const version = random.pick(['V1', 'V2']);
		await query(
			`COPY (SELECT ${columns.join(', ')}) TO '${path}' (FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE ${random.pick([2048, 4096])}, PARQUET_VERSION ${version})`,
		);
		files.push(path);
	}
	return files;
};

/** Types that the second writer can be told to write. */
export const hyparquetTypes = [
	'TINYINT',
	'SMALLINT',
	'INTEGER',
	'BIGINT',
	'UTINYINT',
	'UINTEGER',
	'UBIGINT',
	'DECIMAL(9,2)',
	'DECIMAL(18,4)',
	'FLOAT',
	'DOUBLE',
	'DATE',
	'TIMESTAMP',
	'TIMESTAMPTZ',
	'VARCHAR',
	'BOOLEAN',
];

/** hyparquet-writer, with row groups of any size, statistics or none, columns that may not be null. NaN is left out of its bounds. */
export const hyparquetWriter: Writer = async (table, folder, random) => {
	const files: string[] = [];
	for (const part of parts(table, random)) {
		const path = join(folder, `hyparquet-${files.length}.parquet`);
		const optional = part.columns.map(({ values }) => values.includes(null) || random.chance(0.7));
		const schema = [
			{ name: 'root', num_children: part.columns.length },
			...part.columns.map((column, index) => ({
				name: column.name,
				repetition_type: optional[index] ? ('OPTIONAL' as const) : ('REQUIRED' as const),
				...element(column),
			})),
		];
		const buffer = parquetWriteBuffer({
			columnData: part.columns.map((column) => ({ name: column.name, data: column.values.map((value) => stored(value, column.type)) })),
			schema: schema as never,
			statistics: random.chance(0.9),
			codec: random.pick(['SNAPPY', 'UNCOMPRESSED'] as const),
			rowGroupSize: random.pick([1, 2, 7, 100, 5000].filter((size) => size * 200 > part.rows)),
		});
		writeFileSync(path, new Uint8Array(buffer));
		files.push(path);
	}
	return files;
};

function parts(table: Table, random: Random): Table[] {
	const count = random.pick([1, 1, 1, 2, 3]);
	const cuts = Array.from({ length: count - 1 }, () => random.below(table.rows + 1)).sort((left, right) => left - right);
	return [0, ...cuts].map((start, index) => {
		const end = cuts[index] ?? table.rows;
		return { rows: end - start, columns: table.columns.map((column) => ({ ...column, values: column.values.slice(start, end) })) };
	});
}

/** A value as DuckDB's SQL writes it. */
export function literal(value: Value, type: string): string {
	if (value === null) return 'NULL';
	if (typeof value === 'number')
		return Number.isNaN(value) ? "'nan'" : Object.is(value, -0) ? "'-0.0'" : `'${String(value).replace('Infinity', 'inf')}'`;
	if (typeof value === 'bigint') return `'${exactText(value, type)}'`;
	return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

export function exactText(value: bigint, type: string): string {
	const scale = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1];
	if (scale !== undefined) return decimalText(value, Number(scale));
	if (type === 'DATE') return isoDate(value * 86_400_000_000n).slice(0, 10);
	if (type.startsWith('TIMESTAMP')) return `${isoDate(value)}${type === 'TIMESTAMPTZ' ? '+00' : ''}`;
	return String(value);
}

export function decimalText(value: bigint, scale: number): string {
	const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
	return `${value < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
}

function isoDate(micros: bigint): string {
	const milliseconds = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n);
	const rest = micros - milliseconds * 1000n;
	const iso = new Date(Number(milliseconds)).toISOString();
	return `${iso.slice(0, -1).replace('T', ' ')}${String(rest).padStart(3, '0')}`;
}

function element({ type }: Column): object {
	switch (type) {
		case 'TINYINT':
		case 'SMALLINT':
			return { type: 'INT32', converted_type: type === 'TINYINT' ? 'INT_8' : 'INT_16' };
		case 'INTEGER':
			return { type: 'INT32' };
		case 'BIGINT':
			return { type: 'INT64' };
		case 'UTINYINT':
			return { type: 'INT32', converted_type: 'UINT_8' };
		case 'UINTEGER':
			return { type: 'INT32', converted_type: 'UINT_32' };
		case 'UBIGINT':
			return { type: 'INT64', converted_type: 'UINT_64' };
		case 'DECIMAL(9,2)':
			return { type: 'INT32', converted_type: 'DECIMAL', precision: 9, scale: 2 };
		case 'DECIMAL(18,4)':
			return { type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 4 };
		case 'FLOAT':
		case 'DOUBLE':
		case 'BOOLEAN':
			return { type };
		case 'DATE':
			return { type: 'INT32', converted_type: 'DATE' };
		case 'TIMESTAMP':
			return { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' } };
		case 'TIMESTAMPTZ':
			return { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } };
		default:
			return { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
	}
}

/** A value as it is stored physically. */
function stored(value: Value, type: string): unknown {
	if (typeof value !== 'bigint') return value;
	switch (type) {
		case 'BIGINT':
		case 'UBIGINT':
		case 'TIMESTAMP':
		case 'TIMESTAMPTZ':
			return value;
		case 'DECIMAL(9,2)':
		case 'DECIMAL(18,4)':
			return value;
		default:
			return Number(value);
	}
}
