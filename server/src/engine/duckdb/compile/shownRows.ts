import type { Cell, SampleRow } from '../../../spec/result.ts';
import type { BoundRelation } from '../boundRelation.ts';
import { count, scopeOf, textOf } from './query.ts';
import { columnValue } from './typed.ts';

/** How rows are selected for showing, and read back from a table whose columns begin at `from`. */
export interface ShownRows {
	/** FROM item over which the columns hold. */
	readonly from: string;
	readonly columns: readonly string[];
	sample(row: readonly Cell[], from: number, violating: readonly string[]): SampleRow;
}

/** Each column as its value, or as the text that stands in the file where it has none; then the row's place. */
export function shownRows(relation: BoundRelation, names: readonly string[]): ShownRows {
	const scope = scopeOf(relation);
	const known = names.filter((name) => relation.columns.some((column) => column.name === name));
	const values = known.map((name, index) => `${columnValue(scope, name).sql} AS c${index}`);
	const texts = known.map((name, index) => (relation.misfit(name) === 'false' ? undefined : `${relation.text(name)} AS t${index}`));
	const misfits = texts.filter((sql) => sql !== undefined);
	// A date is shown as it stands in the file: its form may be what is wrong. So is what a nested cell holds beside its type.
	const kinds = new Map(relation.columns.map(({ name, type }) => [name, type.kind]));
	const { file = 'NULL', row = 'NULL' } = relation.place;
	return {
		from: relation.place.from,
		columns: [...values, ...misfits, `${file} AS place_file`, `${row} AS place_row`],
		sample: (cells, from, violating) => {
			const shown = known.map((name, index): [string, Cell] => {
				const value = cells[from + index] ?? null;
				if (texts[index] === undefined || (value !== null && !asWritten.has(kinds.get(name) ?? 'unknown'))) return [name, value];
				const earlier = texts.slice(0, index).filter((sql) => sql !== undefined).length;
				return [name, written(cells[from + known.length + earlier] ?? null, nested.has(kinds.get(name) ?? 'unknown'))];
			});
			const place = from + known.length + misfits.length;
			const at = textOf(cells[place]);
			const number = cells[place + 1];
			return {
				cells: Object.fromEntries(shown),
				...(at === undefined ? {} : { file: at }),
				...(number === null || number === undefined ? {} : { row: count(number) }),
				violating,
			};
		},
	};
}

const nested: ReadonlySet<string> = new Set(['struct', 'list', 'map']);
const asWritten: ReadonlySet<string> = new Set(['date', 'time', 'timestamp', 'timestampTz', ...nested]);

/** The text of a cell; of a nested one what it says as JSON, with numbers that JavaScript has none as exact left as text. */
function written(text: Cell, isNested: boolean): Cell {
	if (!isNested || typeof text !== 'string' || /\d{16}/.test(text)) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
