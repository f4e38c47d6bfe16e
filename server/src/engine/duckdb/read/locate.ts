import type { SampleRow } from '../../../spec/result.ts';
import type { DataFile, Relation } from '../../relation.ts';
import { linesOfRows } from './csv/lines.ts';
import { scanJson } from './json/bind.ts';

/** Files larger than this are not read again for a line number. */
const largest = 1 << 30;

/**
 * Rows with the physical lines on which they begin in their text file, where they have a file and a row number. Reads
 * each file up to its last such row. A row keeps no line where its file cannot be read again.
 */
export async function addLines(rows: readonly SampleRow[], relation: Relation): Promise<readonly SampleRow[]> {
	if (relation.kind !== 'files' || (relation.format !== 'csv' && relation.format !== 'json')) return rows;
	const lines = new Map<string, Map<number, number>>();
	for (const file of relation.files) {
		const wanted = new Set(rows.flatMap((row) => (row.file === file.display && row.row !== undefined ? [row.row] : [])));
		if (wanted.size === 0 || file.bytes > largest) continue;
		const found = await linesIn(file, relation, wanted).catch(() => undefined);
		if (found) lines.set(file.display, found);
	}
	return rows.map((row) => {
		const line = row.file === undefined || row.row === undefined ? undefined : lines.get(row.file)?.get(row.row);
		return line === undefined ? row : { ...row, line };
	});
}

async function linesIn(
	file: DataFile,
	relation: Extract<Relation, { kind: 'files' }>,
	rows: ReadonlySet<number>,
): Promise<Map<number, number>> {
	if (relation.csv) return linesOfRows(file, relation.csv, rows);
	const lines = new Map<number, number>();
	await scanJson(file, relation.json?.layout ?? 'array', (row, line) => {
		if (rows.has(row)) lines.set(row, line);
	});
	return lines;
}
