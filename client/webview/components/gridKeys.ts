export interface Place {
	readonly row: number;
	readonly column: number;
}

export interface GridSize {
	readonly rows: number;
	readonly columns: number;
	/** Rows that Page Up and Down move by. */
	readonly page: number;
	readonly mode: 'row' | 'cell';
}

/** Where a key moves to, as the grid pattern of the ARIA practices has it; undefined where it is no key of a grid. */
export function moved(
	from: Place,
	{ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
	size: GridSize,
): Place | undefined {
	const isFar = ctrlKey || metaKey;
	const row = (to: number) => ({ ...from, row: Math.min(size.rows - 1, Math.max(0, to)) });
	const column = (to: number) => ({ ...from, column: Math.min(size.columns - 1, Math.max(0, to)) });
	switch (key) {
		case 'ArrowDown':
			return row(isFar ? size.rows - 1 : from.row + 1);
		case 'ArrowUp':
			return row(isFar ? 0 : from.row - 1);
		case 'PageDown':
			return row(from.row + size.page);
		case 'PageUp':
			return row(from.row - size.page);
		case 'ArrowRight':
			return size.mode === 'cell' ? column(isFar ? size.columns - 1 : from.column + 1) : undefined;
		case 'ArrowLeft':
			return size.mode === 'cell' ? column(isFar ? 0 : from.column - 1) : undefined;
		case 'Home':
			return size.mode === 'row' ? row(0) : isFar ? { row: 0, column: 0 } : column(0);
		case 'End':
			return size.mode === 'row' ? row(size.rows - 1) : isFar ? { row: size.rows - 1, column: size.columns - 1 } : column(size.columns - 1);
		default:
			return undefined;
	}
}
