import type { ShownCells, ShownRule } from '../messages.ts';
import type { DecodedPage } from './decode.ts';

/** Which cells are known to break which rule, by where their row stands in the data. */
export class Marks {
	readonly #byPlace = new Map<string, Map<string, ShownRule[]>>();
	readonly #everyRow: ShownRule | undefined;

	/** @param violating the rule whose rows alone are shown: each of them breaks it */
	constructor(rules: readonly ShownRule[], violating: string | undefined) {
		this.#everyRow = rules.find(({ id }) => id === violating);
		for (const rule of rules) for (const cells of rule.cells) this.#add(rule, placeOf(cells.file, cells.row, cells.line), cells.columns);
	}

	/** Every row of the page breaks the rule. */
	addPage(rule: ShownRule, page: DecodedPage): void {
		const columns = columnsOf(rule);
		for (let index = 0; index < page.length; index++) this.#add(rule, placeIn(page, index), columns);
	}

	/** Rules that this cell breaks, as far as it is known. */
	of(page: DecodedPage, index: number, column: string): readonly ShownRule[] {
		const place = placeIn(page, index);
		const found = (place === undefined ? undefined : this.#byPlace.get(place)?.get(column)) ?? none;
		const every = this.#everyRow;
		return every && !found.includes(every) && columnsOf(every).includes(column) ? [every, ...found] : found;
	}

	#add(rule: ShownRule, place: string | undefined, columns: readonly string[]): void {
		if (place === undefined) return;
		const cells = this.#byPlace.get(place) ?? new Map<string, ShownRule[]>();
		this.#byPlace.set(place, cells);
		for (const column of columns) {
			const rules = cells.get(column) ?? [];
			if (!rules.includes(rule)) cells.set(column, [...rules, rule]);
		}
	}
}

/** Rules whose rows are not all known yet: those are to be asked for. */
export function unknownIn(rules: readonly ShownRule[]): ShownRule[] {
	return rules.filter(({ failingRows, cells }) => failingRows > cells.length && cells.length > 0).slice(0, mostRules);
}

/** Of one rule, so many rows are asked for; of those beyond, the cells are not marked. */
export const mostMarked = 1_000;
const mostRules = 20;

function columnsOf({ cells }: ShownRule): ShownCells['columns'] {
	return cells[0]?.columns ?? [];
}

function placeIn({ files, rows, lines }: DecodedPage, index: number): string | undefined {
	return placeOf(files?.[index], rows?.[index], lines?.[index]);
}

function placeOf(file: unknown, row: unknown, line: unknown): string | undefined {
	const within = typeof line === 'number' ? `line ${line}` : typeof row === 'number' ? `row ${row}` : undefined;
	return within && `${within} of ${typeof file === 'string' ? file : ''}`;
}

const none: readonly ShownRule[] = [];
