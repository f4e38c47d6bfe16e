import type { Contract, ItemProperty, Property as NamedProperty, QualityRule, SchemaObject } from '../contract/model.ts';

/** A property, or what `items` and `map` describe, which needs no name. */
export type Property = NamedProperty | ItemProperty;

/** A property and the way to it. */
export interface PropertyPlace {
	readonly object: SchemaObject;
	readonly property: Property;
	/** Names from the object down, e.g. `["address", "street"]`; an array's items have the name `[]`, a map's `{key}` and `{value}`. */
	readonly path: readonly string[];
	/** 0 for a column of the object. */
	readonly depth: number;
}

/** Aliases of aliases can stand for more properties than any text could hold. */
const mostProperties = 50_000;

/** Every property of a contract, parents before children, in the order of the text. */
export function* propertiesOf(contract: Contract): Iterable<PropertyPlace> {
	for (const object of contract.schema ?? []) yield* propertiesOfObject(object);
}

const walked = new WeakMap<SchemaObject, readonly PropertyPlace[]>();

/** The same of one object. Walked once for as long as the object lives: nearly every rule asks for it. */
export function propertiesOfObject(object: SchemaObject): readonly PropertyPlace[] {
	const known = walked.get(object);
	if (known !== undefined) return known;
	const places = [...walk(object)];
	walked.set(object, places);
	return places;
}

function* walk(object: SchemaObject): Iterable<PropertyPlace> {
	// A stack, not recursion: a hostile text nests deeper than a call stack.
	const stack: PropertyPlace[] = [];
	const push = (properties: readonly Property[], names: readonly string[], path: readonly string[], depth: number) => {
		for (let index = properties.length - 1; index >= 0; index--) {
			const property = properties[index];
			if (property === undefined) continue;
			stack.push({ object, property, path: [...path, names[index] ?? property.name?.value ?? ''], depth });
		}
	};
	push(object.properties ?? [], [], [], 0);
	let left = mostProperties;
	for (let place = stack.pop(); place !== undefined && left > 0; place = stack.pop()) {
		left--;
		yield place;
		const { property, path, depth } = place;
		if (property.map !== undefined || property.items !== undefined) {
			const inner: Property[] = [];
			const names: string[] = [];
			const add = (part: Property | undefined, name: string) => {
				if (part === undefined) return;
				names[inner.length] = name;
				inner.push(part);
			};
			add(property.map?.key, '{key}');
			add(property.map?.value, '{value}');
			add(property.items, '[]');
			push(inner, names, path, depth + 1);
		}
		push(property.properties ?? [], [], path, depth + 1);
	}
}

/** A quality rule and what it speaks of: an object, or one of its properties. */
export interface QualityPlace {
	readonly rule: QualityRule;
	readonly object: SchemaObject;
	readonly property?: PropertyPlace;
}

export function* qualityOf(contract: Contract): Iterable<QualityPlace> {
	for (const object of contract.schema ?? []) {
		for (const rule of object.quality ?? []) yield { rule, object };
		for (const place of propertiesOfObject(object)) {
			for (const rule of place.property.quality ?? []) yield { rule, object, property: place };
		}
	}
}

/** How messages name a property: `orders.address.street`. */
export function qualifiedName(place: PropertyPlace): string {
	return [place.object.name?.value ?? '', ...place.path].join('.').replaceAll('.[]', '[]');
}
