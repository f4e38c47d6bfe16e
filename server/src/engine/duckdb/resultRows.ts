import type { DuckDBResult } from '@duckdb/node-api';
import type { Cell } from '../../spec/result.ts';
import { EngineError } from '../engine.ts';
import type { QueryTable } from './boundRelation.ts';
import type { DecodeCell } from './cells.ts';

/**
 * All rows of a result, whose number the query bounds.
 *
 * @throws EngineError (`query`) beyond `mostRows`: an answer of that size is a plan gone wrong, and it would hold up
 *         the process that decodes it
 */
export async function readAll(result: DuckDBResult, decode: DecodeCell): Promise<QueryTable> {
	const table = await readFirst(result, mostRows + 1, decode);
	if (table.rows.length > mostRows) {
		throw new EngineError({ kind: 'query', message: `A query answered more than ${mostRows.toLocaleString('en-US')} rows` });
	}
	return table;
}

const mostRows = 200_000;

/** Lets the process breathe (answer an interrupt, say) between so many decoded cells. */
const cellsBetweenBreaths = 20_000;

/** No more than the first `limit` rows of a result; of one that streams, DuckDB makes no more either. */
export async function readFirst(result: DuckDBResult, limit: number, decode: DecodeCell): Promise<QueryTable> {
	const columns = result.columnNames();
	const types = result.columnTypes();
	const rows: Cell[][] = [];
	let sinceBreath = 0;
	while (rows.length < limit) {
		const chunk = await result.fetchChunk();
		if (!chunk || chunk.rowCount === 0) break;
		const wanted = Math.min(chunk.rowCount, limit - rows.length);
		const first = rows.length;
		for (let row = 0; row < wanted; row++) rows.push([]);
		for (const [index, type] of types.entries()) {
			const values = chunk.getColumnVector(index);
			for (let row = 0; row < wanted; row++) rows[first + row]?.push(decode(values.getItem(row), type));
		}
		sinceBreath += wanted * types.length;
		if (sinceBreath > cellsBetweenBreaths) {
			sinceBreath = 0;
			await new Promise((resolve) => setImmediate(resolve));
		}
	}
	return { columns, rows };
}
