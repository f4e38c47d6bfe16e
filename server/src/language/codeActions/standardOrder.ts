import { shapes } from '../../spec/contract/shapes.ts';

/** Long lists, which the standard's own examples write behind what is short, in this order. */
const lists = ['context', 'synonyms', 'tags', 'examples', 'enum', 'relationships', 'properties', 'items', 'map', 'quality'];
const references = ['authoritativeDefinitions', 'customProperties'];
const elements: ReadonlySet<string> = new Set(['schema object', 'property', 'element']);

const known = new Map<string, ReadonlyMap<string, number>>();

/** Place of each key of an object: as the standard lists them, the id of a part first, and of objects and properties the lists last. Undefined for an object that the standard does not know. */
export function standardOrder(object: string): ReadonlyMap<string, number> | undefined {
	const before = known.get(object);
	if (before !== undefined) return before;
	const shape = shapes.objects[object];
	if (shape === undefined) return undefined;
	const keys = Object.keys(shape.keys);
	const last = [...(elements.has(object) ? lists : []), ...(object === shapes.root ? [] : references)].filter((key) => keys.includes(key));
	const first = object === shapes.root || !keys.includes('id') ? [] : ['id'];
	const middle = keys.filter((key) => !first.includes(key) && !last.includes(key));
	const ranks = new Map([...first, ...middle, ...last].map((key, index) => [key, index]));
	known.set(object, ranks);
	return ranks;
}
