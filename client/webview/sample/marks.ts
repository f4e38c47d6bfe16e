import type { ShownCells, ShownRule } from '../messages.ts';
import type { DecodedPage } from './decode.ts';

/**
 * Which cells are known to break which rule. Pages say it of their own rows for rules that each row keeps or breaks by
 * itself; for the others (keys that stand twice, rows without a match) it is known by where rows stand in the data.
 */
export class Marks {
	readonly #rules: ReadonlyMap<string, ShownRule>;
	readonly #byPlace = new Map<string, Map<string, ShownRule[]>>();
	readonly #everyRow: ShownRule | undefined;

	/** @param violating the rule whose rows alone are shown: each of them breaks it */
	constructor(rules: readonly ShownRule[], violating: string | undefined) {
		this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
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
		const placed = (place === undefined ? undefined : this.#byPlace.get(place)?.get(column)) ?? none;
		// What the page says is so now; what is known by place is of the last check.
		const standing = placed.length > 0 ? placed.filter(({ id }) => !page.tested.has(id)) : placed;
		const told = page.broken
			.get(index)
			?.get(column)
			?.flatMap((id) => this.#rules.get(id) ?? []);
		const found = told ? [...told, ...standing] : standing;
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

/**
 * Rules whose rows are not all known yet: those are to be asked for.
 *
 * @param tested ids of those that every page tells of its own rows
 */
export function unknownIn(rules: readonly ShownRule[], tested: ReadonlySet<string>): ShownRule[] {
	const unknown = rules.filter(({ id, failingRows, cells }) => !tested.has(id) && failingRows > cells.length && cells.length > 0);
	return unknown.slice(0, mostRules);
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
