import type { SampleRow } from '../../../spec/result.ts';
import type { ReadErrors } from '../../engine.ts';
import type { DataFile, Relation } from '../../relation.ts';
import { placesOfRows, type RowPlace } from './csv/lines.ts';
import { scanJson } from './json/bind.ts';

/** Files larger than this are not read again for a line number. */
const largest = 1 << 30;

/**
 * Rows with the physical lines on which they begin in their text file, where they have a file and a row number. Reads
 * each file up to its last such row. A row keeps no line where its file cannot be read again.
 *
 * The engine numbers the rows that it took: those that it rejected are counted in, so that `row` is the one of the file.
 * Where they cannot be counted a row has neither number nor line.
 */
export async function addLines(
	rows: readonly SampleRow[],
	relation: Relation,
	rejectedAt: ReadErrors['rejectedAt'] = {},
): Promise<readonly SampleRow[]> {
	if (relation.kind !== 'files' || (relation.format !== 'csv' && relation.format !== 'json')) return rows;
	const places = new Map<string, Map<number, RowPlace>>();
	for (const file of relation.files) {
		const wanted = new Set(rows.flatMap((row) => (row.file === file.display && row.row !== undefined ? [row.row] : [])));
		const rejected = rejectedAt[file.display] ?? [];
		if (wanted.size === 0 || file.bytes > largest || rejectedAt[file.display] === null) continue;
		const found = await placesIn(file, relation, wanted, rejected).catch(() => undefined);
		if (found) places.set(file.display, found);
	}
	return rows.map((row) => {
		if (row.file === undefined || row.row === undefined) return row;
		const place = places.get(row.file)?.get(row.row);
		if (place) return { ...row, ...place };
		const { row: _row, ...unplaced } = row;
		return rejectedAt[row.file] === undefined ? row : unplaced;
	});
}

async function placesIn(
	file: DataFile,
	relation: Extract<Relation, { kind: 'files' }>,
	rows: ReadonlySet<number>,
	rejected: readonly number[],
): Promise<Map<number, RowPlace>> {
	if (relation.csv) return placesOfRows(file, relation.csv, rows, rejected);
	const places = new Map<number, RowPlace>();
	await scanJson(file, relation.json?.layout ?? 'array', (row, line) => {
		if (rows.has(row)) places.set(row, { row, line });
	});
	return places;
}
