import type { LocatedScalar } from './contract/located.ts';

interface Named {
	readonly id?: LocatedScalar<string>;
	readonly name?: LocatedScalar<string>;
	readonly physicalName?: LocatedScalar<string>;
}

type Key = 'id' | 'name' | 'physicalName';

/** Positions in a list, by what its items go by. */
type Positions = { readonly [key in Key]: ReadonlyMap<string, number> };

const known = new WeakMap<readonly Named[], Positions>();

/**
 * The first of a list's items whose `key` is `text`. A list is indexed once for as long as it lives: a contract may
 * refer to one object thousands of times.
 */
export function findBy<T extends Named>(things: readonly T[], key: Key, text: string): T | undefined {
	let positions = known.get(things);
	if (positions === undefined) {
		positions = { id: index(things, 'id'), name: index(things, 'name'), physicalName: index(things, 'physicalName') };
		known.set(things, positions);
	}
	const position = positions[key].get(text);
	return position === undefined ? undefined : things[position];
}

/** Names of a list's items, logical before physical. Lazy: of thousands only the first are looked at. */
export function* namesOf(things: readonly Named[]): Iterable<string> {
	for (const { name, physicalName } of things) {
		if (name !== undefined) yield name.value;
		if (physicalName !== undefined) yield physicalName.value;
	}
}

function index(things: readonly Named[], key: Key): Map<string, number> {
	const map = new Map<string, number>();
	for (const [position, thing] of things.entries()) {
		const text = thing[key]?.value;
		if (text !== undefined && !map.has(text)) map.set(text, position);
	}
	return map;
}
