import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as arrow from 'apache-arrow';
import type { FileRelation } from '../../../server/src/engine/relation.ts';
import type { Random } from './random.ts';
import type { Table, Value } from './table.ts';

const arrowTypes: Readonly<Record<string, () => arrow.DataType>> = {
	TINYINT: () => new arrow.Int8(),
	SMALLINT: () => new arrow.Int16(),
	INTEGER: () => new arrow.Int32(),
	BIGINT: () => new arrow.Int64(),
	UTINYINT: () => new arrow.Uint8(),
	UINTEGER: () => new arrow.Uint32(),
	UBIGINT: () => new arrow.Uint64(),
	FLOAT: () => new arrow.Float32(),
	DOUBLE: () => new arrow.Float64(),
	DATE: () => new arrow.DateDay(),
	TIMESTAMP: () => new arrow.TimestampMillisecond(),
	VARCHAR: () => new arrow.Utf8(),
	BOOLEAN: () => new arrow.Bool(),
};

export const arrowTypeNames = Object.keys(arrowTypes);

/** Writes a table as one Arrow file or stream, in record batches of any size. Instants keep whole milliseconds. */
export function arrowRelation(table: Table, folder: string, random: Random): FileRelation {
	const path = join(folder, 't.arrow');
	const vectors = table.columns.map(({ name, type, values }): [string, arrow.Vector] => {
		const builder = arrow.makeBuilder({ type: (arrowTypes[type] ?? arrowTypes.VARCHAR!)(), nullValues: [null] });
		for (const value of values) builder.append(stored(value, type));
		return [name, builder.finish().toVector()];
	});
	const whole = new arrow.Table(Object.fromEntries(vectors));
	const size = random.pick([1000, 5000]);
	const parts = Array.from({ length: Math.max(1, Math.ceil(table.rows / size)) }, (_, index) =>
		whole.slice(index * size, (index + 1) * size),
	);
	const joined = parts.reduce((left, right) => left.concat(right));
	writeFileSync(path, arrow.tableToIPC(joined, random.pick(['file', 'stream'] as const)));
	return {
		kind: 'files',
		name: 't',
		format: 'arrow',
		files: [{ path, display: 't.arrow', bytes: statSync(path).size, modifiedMs: 0, compression: 'none' }],
		declared: [],
		partitions: [],
	};
}

/** Instants that Arrow's milliseconds hold as they are. */
export function wholeMilliseconds(table: Table): Table {
	return {
		...table,
		columns: table.columns.map((column) =>
			column.type === 'TIMESTAMP'
				? { ...column, values: column.values.map((value) => (typeof value === 'bigint' ? (value / 1000n) * 1000n : value)) }
				: column,
		),
	};
}

function stored(value: Value, type: string): unknown {
	if (typeof value !== 'bigint') return value;
	if (type === 'DATE') return new Date(Number(value) * 86_400_000);
	if (type === 'TIMESTAMP') return Number(value / 1000n);
	return type === 'BIGINT' || type === 'UBIGINT' ? value : Number(value);
}
