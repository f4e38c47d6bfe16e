import type { Node, ScalarValue } from '../yaml/node.ts';

/**
 * A part of a contract as its author wrote it: the typed value of every key that fits the model, and the YAML node
 * behind it. What does not fit (wrong type, unknown key) is simply absent here; the structural rules report it.
 *
 * - objects become an object of located parts plus `node`, the map they stand in
 * - lists become readonly arrays of located parts
 * - scalars become `{ value, node }`
 */
export type Located<T> = T extends readonly (infer I)[]
	? readonly Located<I>[]
	: T extends string | number | boolean | bigint | null
		? LocatedScalar<T>
		: T extends object
			? { readonly [K in keyof T as string extends K ? never : K]: Located<T[K]> } & { readonly node: Node }
			: LocatedScalar<ScalarValue>;

export interface LocatedScalar<T> {
	readonly value: T;
	readonly node: Node;
}
