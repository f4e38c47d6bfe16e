import { DuckDBInstance } from '@duckdb/node-api';
import type { BoundRelation, Query } from '../../../server/src/engine/duckdb/boundRelation.ts';
import type { Cell } from '../../../server/src/spec/result.ts';
import { columnType } from './typeText.ts';

/** A DuckDB of the test's own, in memory. */
export interface Duck {
	readonly query: Query;
	/** A relation over any FROM item, each cell as it stands; a row's number is that of `place`, where given. */
	bind(from: string, place?: string): Promise<BoundRelation>;
	close(): void;
}

export async function openDuck(threads = 2): Promise<Duck> {
	const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
	const connection = await instance.connect();
	const query: Query = async (sql) => {
		const reader = await connection.runAndReadAll(sql);
		return { columns: reader.columnNames(), rows: reader.getRowsJson().map((row) => row.map(plain)) };
	};
	return {
		query,
		bind: async (item, row) => {
			const from = `${item} AS r`;
			const described = (await query(`DESCRIBE SELECT * FROM ${from}`)).rows;
			const columns = described.map(([name, type]) => ({ name: String(name), engineType: String(type), type: columnType(String(type)) }));
			const value = (name: string) => `r."${name.replaceAll('"', '""')}"`;
			return {
				columns,
				from,
				value,
				text: (name, path = []) => `CAST(${path.reduce((sql, key) => `struct_extract(${sql}, '${key}')`, value(name))} AS VARCHAR)`,
				misfit: () => 'false',
				place: row === undefined ? { from } : { from, row },
				lenient: false,
			};
		},
		close: () => {
			connection.closeSync();
			instance.closeSync();
		},
	};
}

/** Counts come as text from DuckDB's JSON; those that are safe become numbers, as the product's own decoder has them. */
function plain(cell: unknown): Cell {
	if (typeof cell === 'string' && /^-?\d{1,15}$/.test(cell)) return Number(cell);
	if (typeof cell === 'number' && !Number.isFinite(cell)) return String(cell);
	return cell as Cell;
}
