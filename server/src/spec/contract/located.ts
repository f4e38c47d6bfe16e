import type { MapNode, Node, ScalarValue } from '../yaml/node.ts';

/**
 * A part of a contract as its author wrote it: the typed value of every key that fits the model, and the YAML node
 * behind it. What does not fit (wrong type, unknown key) is simply absent here, required or not; the structural rules
 * report it.
 *
 * - objects become an object of located parts plus `node`, the map they stand in
 * - lists become readonly arrays of located parts
 * - scalars become `{ value, node }`
 * - what may be anything becomes `{ node }`, with `value` where it is a scalar
 */
export type Located<T> = unknown extends T
	? LocatedAny
	: [T] extends [boolean]
		? LocatedScalar<T>
		: T extends readonly (infer I)[]
			? readonly Located<I>[]
			: T extends string | number | boolean | bigint | null
				? LocatedScalar<T>
				: T extends object
					? LocatedObject<T>
					: never;

export type LocatedObject<T> = { readonly [K in keyof T as string extends K ? never : K]?: Located<Exclude<T[K], undefined>> } & {
	readonly node: MapNode;
};

export interface LocatedScalar<T> {
	readonly value: T;
	readonly node: Node;
}

export interface LocatedAny {
	readonly value?: ScalarValue;
	readonly node: Node;
}
