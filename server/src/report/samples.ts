import type { CheckResult, SampleRow } from '../spec/result.ts';
import { cellText, visible } from './visible.ts';
import { count } from './words.ts';

/** Failing rows as a table, before any renderer's dress. */
export interface SampleTable {
	/** Title of the first column, which says where each row stands; empty where nothing is known. */
	readonly placeTitle: '' | 'row' | 'line' | 'place';
	readonly columns: readonly string[];
	readonly rows: readonly { readonly place: string; readonly cells: readonly { readonly text: string; readonly violating: boolean }[] }[];
}

/** At most `limit` failing rows: the columns that break the rule first, then the rest in their own order. */
export function sampleTable(result: CheckResult, limit = 5): SampleTable | undefined {
	const rows = (result.samples ?? []).slice(0, limit);
	if (rows.length === 0) {
		return undefined;
	}
	const violating = unique(rows.flatMap((row) => row.violating ?? []));
	const columns = unique([...violating, ...rows.flatMap((row) => Object.keys(row.cells))]);
	const severalFiles = new Set(rows.map((row) => row.file)).size > 1;
	return {
		placeTitle: placeTitle(rows, severalFiles),
		columns: columns.map(visible),
		rows: rows.map((row) => ({
			place: placeOf(row, severalFiles),
			cells: columns.map((column) => ({
				text: Object.hasOwn(row.cells, column) ? cellText(row.cells[column]) : '',
				violating: row.violating?.includes(column) ?? false,
			})),
		})),
	};
}

function placeTitle(rows: readonly SampleRow[], severalFiles: boolean): SampleTable['placeTitle'] {
	if (severalFiles) {
		return 'place';
	}
	return rows.some((row) => row.line !== undefined) ? 'line' : rows.some((row) => row.row !== undefined) ? 'row' : '';
}

/** Its line in a text file, else its number; with the file where rows come from several. */
function placeOf(row: SampleRow, severalFiles: boolean): string {
	const number = row.line ?? row.row;
	const shown = number === undefined ? '' : count(number);
	const file = severalFiles && row.file !== undefined ? visible(row.file.split(/[\\/]/).at(-1) ?? '') : '';
	return [file, shown].filter(Boolean).join(':');
}

function unique(names: readonly string[]): string[] {
	return [...new Set(names)];
}
