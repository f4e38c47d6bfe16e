import type { Palette } from './ansi.ts';
import type { SampleTable } from './samples.ts';
import { cut, padEnd, padStart, width } from './width.ts';

const widestCell = 28;
const gap = '  ';

/**
 * Failing rows as aligned lines, cut to `columns` terminal cells: numbers to the right, text to the left, the violating
 * cell marked with `▸` (and colour). Columns that do not cut are counted in the title line.
 */
export function tableLines(table: SampleTable, paint: Palette, columns: number): string[] {
	const places = column(
		table.placeTitle,
		table.rows.map((row) => ({ text: row.place, violating: false })),
	);
	const all = table.columns.map((title, index) =>
		column(
			title,
			table.rows.map((row) => row.cells[index] ?? { text: '', violating: false }),
		),
	);
	const shown: Column[] = places.title === '' && places.cells.every((cell) => cell.text === '') ? [] : [places];
	let used = shown.reduce((sum, each) => sum + each.width + gap.length, 0);
	for (const each of all) {
		if (used + each.width > columns - 12 && shown.length > 1) {
			break;
		}
		shown.push(each);
		used += each.width + gap.length;
	}
	const hidden = all.length - (shown.length - (shown[0] === places ? 1 : 0));
	const titles = shown.map((each) => aligned(each, each.title)).join(gap);
	const lines = [`${paint.dim(hidden > 0 ? `${titles}${gap}+ ${hidden} more` : titles.trimEnd())}`];
	table.rows.forEach((_, index) => {
		lines.push(
			shown
				.map((each) => {
					const cell = each.cells[index] ?? { text: '', violating: false };
					const text = aligned(each, cell.text);
					return cell.violating ? paint.marked(text) : each === places ? paint.dim(text) : text;
				})
				.join(gap)
				.trimEnd(),
		);
	});
	return lines;
}

interface Column {
	readonly title: string;
	readonly cells: readonly { readonly text: string; readonly violating: boolean }[];
	readonly width: number;
	readonly toTheRight: boolean;
}

function column(title: string, cells: Column['cells']): Column {
	const marked = cells.map(({ text, violating }) => ({ text: cut(violating ? `▸${text}` : text, widestCell), violating }));
	const toTheRight = cells.length > 0 && cells.every(({ text }) => /^(null|-?[\d,.]+(e[+-]?\d+)?)?$/i.test(text));
	const titled = cut(title, widestCell);
	return { title: titled, cells: marked, width: Math.max(width(titled), ...marked.map((cell) => width(cell.text))), toTheRight };
}

function aligned(column: Column, text: string): string {
	return column.toTheRight ? padStart(text, column.width) : padEnd(text, column.width);
}
