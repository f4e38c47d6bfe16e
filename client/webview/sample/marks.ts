import type { ShownRule } from '../messages.ts';
import type { DecodedPage } from './decode.ts';

/** Which cells are known to break which rule, by the number or the line of their row in the source. */
export class Marks {
	readonly #byPlace = new Map<string, Map<string, ShownRule[]>>();
	readonly #everyRow: ShownRule | undefined;

	/** @param violating the rule whose rows alone are shown: each of them breaks it */
	constructor(rules: readonly ShownRule[], violating: string | undefined) {
		this.#everyRow = rules.find(({ id }) => id === violating);
		for (const rule of rules) {
			for (const { row, line, columns } of rule.cells) {
				const place = line !== undefined ? `line ${line}` : row !== undefined ? `row ${row}` : undefined;
				if (place === undefined) continue;
				const cells = this.#byPlace.get(place) ?? new Map<string, ShownRule[]>();
				this.#byPlace.set(place, cells);
				for (const column of columns) cells.set(column, [...(cells.get(column) ?? []), rule]);
			}
		}
	}

	/** Rules that this cell breaks, as far as it is known. */
	of(page: DecodedPage, index: number, column: string): readonly ShownRule[] {
		const line = page.lines?.[index];
		const row = page.rows?.[index];
		const found = this.#byPlace.get(typeof line === 'number' ? `line ${line}` : `row ${String(row)}`)?.get(column) ?? none;
		const every = this.#everyRow;
		return every && !found.includes(every) && every.cells.some(({ columns }) => columns.includes(column)) ? [every, ...found] : found;
	}
}

const none: readonly ShownRule[] = [];
