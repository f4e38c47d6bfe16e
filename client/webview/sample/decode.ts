import type { SamplePage } from '../../../server/src/shared/messages.ts';

/** The rows of a page, column by column. */
export interface DecodedPage {
	readonly offset: number;
	readonly length: number;
	/** Cells of a column by its place in the page's columns. */
	readonly cells: readonly (readonly unknown[])[];
	/** Numbers and lines in the source (one-based), where they are known. */
	readonly rows?: readonly unknown[];
	readonly lines?: readonly unknown[];
	readonly files?: readonly unknown[];
	/** By the place of a row in the page and a column's name, ids of the rules that the cell breaks. */
	readonly broken: ReadonlyMap<number, ReadonlyMap<string, readonly string[]>>;
	/** Ids of the rules that `broken` tells of. */
	readonly tested: ReadonlySet<string>;
}

/** Arrow's reader is loaded with the first page: the panel stands before that. */
export async function decode(page: SamplePage): Promise<DecodedPage> {
	const { tableFromIPC } = await import('apache-arrow');
	const table = tableFromIPC(Uint8Array.from(atob(page.arrow), (character) => character.charCodeAt(0)));
	const column = (name: string) => {
		const vector = table.getChild(name);
		return vector ? Array.from({ length: vector.length }, (_, index) => plain(vector.get(index))) : undefined;
	};
	const rows = column('$row');
	const lines = column('$line');
	const files = column('$file');
	return {
		offset: page.offset,
		length: table.numRows,
		cells: page.columns.map(({ name }) => column(name) ?? []),
		broken: brokenIn(page.marks ?? []),
		tested: new Set(page.marks?.map(({ rule }) => rule)),
		...(rows ? { rows } : {}),
		...(lines ? { lines } : {}),
		...(files ? { files } : {}),
	};
}

function brokenIn(marks: NonNullable<SamplePage['marks']>): DecodedPage['broken'] {
	const broken = new Map<number, Map<string, string[]>>();
	for (const { rule, columns, rows } of marks) {
		for (const row of rows) {
			const cells = broken.get(row) ?? new Map<string, string[]>();
			broken.set(row, cells);
			for (const column of columns) cells.set(column, [...(cells.get(column) ?? []), rule]);
		}
	}
	return broken;
}

function plain(value: unknown): unknown {
	return typeof value === 'bigint' ? (Number.isSafeInteger(Number(value)) ? Number(value) : String(value)) : (value ?? null);
}
