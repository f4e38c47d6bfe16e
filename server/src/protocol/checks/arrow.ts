import type { Vector } from 'apache-arrow';
import type { RelationColumn } from '../../engine/engine.ts';
import type { Cell, SampleRow } from '../../spec/result.ts';

/**
 * Rows as an Arrow IPC stream in base64: the columns in their order, then `$row`, `$line` (one-based) and `$file`
 * where rows know them. Numbers are 64-bit floats where every cell of the page is one that a float holds exactly, booleans are booleans;
 * everything else is text as people read it (ISO 8601 dates, nested cells as JSON).
 */
export async function arrowOf(columns: readonly RelationColumn[], rows: readonly SampleRow[]): Promise<string> {
	const arrow = await import('apache-arrow');
	const vectors: Record<string, Vector> = {};
	const add = (name: string, cells: readonly (Cell | undefined)[]) => {
		vectors[name] = vectorOf(
			cells.map((cell) => cell ?? null),
			arrow,
		);
	};
	for (const { name } of columns)
		add(
			name,
			rows.map(({ cells }) => cells[name]),
		);
	if (rows.some(({ row }) => row !== undefined))
		add(
			'$row',
			rows.map(({ row }) => row),
		);
	if (rows.some(({ line }) => line !== undefined))
		add(
			'$line',
			rows.map(({ line }) => line),
		);
	// Where a row stands in its file tells it from all others only together with the file.
	if (rows.some(({ file }) => file !== undefined)) vectors.$file = arrow.vectorFromArray(rows.map(({ file }) => file ?? null));
	return Buffer.from(arrow.tableToIPC(new arrow.Table(vectors), 'stream')).toString('base64');
}

function vectorOf(cells: readonly Cell[], { Bool, Float64, Utf8, vectorFromArray }: typeof import('apache-arrow')): Vector {
	const kinds = new Set(cells.flatMap((cell) => (cell === null ? [] : [typeof cell])));
	const [only] = kinds;
	if (kinds.size === 1 && only === 'number') return vectorFromArray(cells, new Float64());
	if (kinds.size === 1 && only === 'boolean') return vectorFromArray(cells, new Bool());
	return vectorFromArray(cells.map(written), new Utf8());
}

function written(cell: Cell): string | null {
	if (cell === null || typeof cell === 'string') return cell;
	return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
