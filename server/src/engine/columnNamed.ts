import type { RelationColumn } from './engine.ts';

/** The first column of a name. Lists of columns never change, so each is sorted once: a wide relation is asked for every column. */
export function columnNamed(columns: readonly RelationColumn[], name: string): RelationColumn | undefined {
	let named = byName.get(columns);
	if (!named) {
		named = new Map();
		for (const column of columns) if (!named.has(column.name)) named.set(column.name, column);
		byName.set(columns, named);
	}
	return named.get(name);
}

const byName = new WeakMap<readonly RelationColumn[], Map<string, RelationColumn>>();
