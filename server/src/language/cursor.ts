import type { Property as NamedProperty, QualityRule, Relationship, SchemaObject, Server, SlaProperty } from '../spec/contract/model.ts';
import type { KeyShape, ObjectShape, Shape } from '../spec/contract/shape.ts';
import { shapes } from '../spec/contract/shapes.ts';
import type { LintedContract, LintedFile } from '../spec/lint.ts';
import type { Range } from '../spec/range.ts';
import type { Property } from '../spec/rules/walk.ts';
import type { Entry, MapNode, Node } from '../spec/yaml/node.ts';

/** Where an offset stands in a contract: what it touches, how it is reached, and what the standard expects there. */
export interface Cursor {
	readonly offset: number;
	/** The contract of the file that the offset is in. */
	readonly of: LintedContract;
	/** From the root (first) to the innermost value that the offset is in or, on a key, to the map that holds the key. */
	readonly steps: readonly [Step, ...Step[]];
	/** `blank` where it touches neither a key nor a scalar: between items, beside a comment, on a dash. */
	readonly on: 'key' | 'value' | 'blank';
	/** The innermost entry that the offset is in; for an item of a list, the entry that the list is the value of. */
	readonly entry?: Entry;
	/** What the standard says of the entry's key; absent for a key that it does not know. */
	readonly key?: KeyShape;
	/** The token that is touched: key or scalar; empty at the offset where `on` is `blank`. */
	readonly range: Range;
	readonly enclosing: Enclosing;
}

/** A value on the way down. */
export interface Step {
	readonly node: Node;
	/** Key or index that leads here from the step before; absent for the root. */
	readonly by?: string | number;
	/** What the standard expects here; absent below a key that it does not know, or in what may be anything. */
	readonly shape?: Shape;
}

/** The parts of the contract that a position is inside of, innermost of each kind. */
export interface Enclosing {
	readonly object?: SchemaObject;
	/** Properties from the object down; the last one is the innermost. */
	readonly properties: readonly Property[];
	readonly rule?: QualityRule;
	readonly relationship?: Relationship;
	readonly server?: Server;
	readonly level?: SlaProperty;
}

/**
 * Where an offset stands; undefined in a file without a contract. Works on whatever was read of a text with mistakes:
 * what stands around a mistake is found, the mistake itself may be `blank`. (For a text that is being written, where the
 * word at the cursor is no key yet, see `completion/place.ts`.)
 */
export function cursorAt(file: LintedFile, offset: number): Cursor | undefined {
	const of = contractAt(file, offset);
	return of === undefined ? undefined : describe(of, offset, descend(of.root, offset));
}

interface Descent {
	readonly steps: readonly [Step, ...Step[]];
	readonly on: Cursor['on'];
	readonly range: Range;
	/** The innermost entry, and the map that holds it. */
	readonly inside?: { readonly entry: Entry; readonly holder: Step };
}

function descend(root: Node, offset: number): Descent {
	const steps: [Step, ...Step[]] = [rootStep(root)];
	let step: Step = steps[0];
	let inside: Descent['inside'];
	const stop = (on: Cursor['on'], range: Range = { start: offset, end: offset }): Descent => ({
		steps,
		on,
		range,
		...(inside === undefined ? {} : { inside }),
	});
	const enter = (by: string | number, node: Node): void => {
		step = stepTo(step, by, node);
		steps.push(step);
	};
	for (;;) {
		const { node } = step;
		if (node.kind === 'scalar' || node.alias !== undefined) return stop('value', node.range);
		if (node.kind === 'seq') {
			const index = node.items.findIndex((item) => touches(item.range, offset));
			const item = node.items[index];
			if (item === undefined) return stop('blank');
			enter(index, item);
			continue;
		}
		const entry = node.entries.find((candidate) => candidate.merged !== true && touches(candidate.range, offset));
		if (entry === undefined) return stop('blank');
		inside = { entry, holder: step };
		if (touches(entry.keyRange, offset)) return stop('key', entry.keyRange);
		if (!touches(entry.value.range, offset)) return stop('blank');
		enter(entry.key, entry.value);
	}
}

function describe(of: LintedContract, offset: number, { steps, on, range, inside }: Descent): Cursor {
	const key = inside === undefined ? undefined : keyShapeOf(inside.holder, inside.entry.key);
	return {
		offset,
		of,
		steps,
		on,
		range,
		enclosing: enclosingOf(of, steps),
		...(inside === undefined ? {} : { entry: inside.entry }),
		...(key === undefined ? {} : { key }),
	};
}

/** The contract that an offset is in or behind; the first one before any. */
export function contractAt({ contracts }: LintedFile, offset: number): LintedContract | undefined {
	return contracts.findLast((contract) => contract.root.range.start <= offset) ?? contracts[0];
}

export function rootStep(root: Node): Step {
	return { node: root, shape: { kind: 'object', name: shapes.root } };
}

/** The value that a key or an index leads to. */
export function stepTo(from: Step, by: string | number, node: Node): Step {
	const expected = typeof by === 'number' ? itemShape(from) : keyShapeOf(from, by)?.shape;
	if (expected === undefined) return { node, by };
	return { node, by, shape: fitting(expected, node) };
}

/** What the standard says of a key in a map; undefined for a key that it does not know there. */
export function keyShapeOf(holder: Step, key: string): KeyShape | undefined {
	const shape = objectShapeOf(holder);
	return shape !== undefined && Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
}

/** The object that a map is, by the standard. */
export function objectShapeOf({ shape }: Step): ObjectShape | undefined {
	return shape?.kind === 'object' ? shapes.objects[shape.name] : undefined;
}

function itemShape({ shape }: Step): Shape | undefined {
	return shape?.kind === 'list' ? shape.item : undefined;
}

/** Of several shapes that a value may have, the one that it has: object, list, or one of the others together. */
function fitting(shape: Shape, node: Node): Shape {
	if (shape.kind !== 'union') return shape;
	const kind = { map: 'object', seq: 'list', scalar: undefined }[node.kind];
	return kind === undefined ? shape : (shape.options.find((option) => option.kind === kind) ?? shape);
}

/** The parts of the contract that the steps lead through. */
export function enclosingOf({ contract }: LintedContract, steps: readonly Step[]): Enclosing {
	const at = (depth: number): Node | undefined => steps[depth]?.node;
	const [, top] = steps;
	if (top?.by === 'servers') return { properties: [], ...having('server', partAt(contract.servers, at(2))) };
	if (top?.by === 'slaProperties') return { properties: [], ...having('level', partAt(contract.slaProperties, at(2))) };
	const object = top?.by === 'schema' ? partAt(contract.schema, at(2)) : undefined;
	if (object === undefined) return { properties: [] };
	const properties: Property[] = [];
	let holder: SchemaObject | Property = object;
	for (let depth = 3; depth < steps.length; depth++) {
		const by = steps[depth]?.by;
		const node = at(depth + 1);
		if (by === 'quality') return { object, properties, ...having('rule', partAt(holder.quality, node)) };
		if (by === 'relationships') return { object, properties, ...having('relationship', partAt(holder.relationships, node)) };
		const inner: Property | undefined = innerProperty(holder, by, steps[depth]?.node, node, steps[depth + 1]?.by);
		if (inner === undefined) break;
		properties.push(inner);
		holder = inner;
		if (by === 'properties' || by === 'map') depth++;
	}
	return { object, properties };
}

function innerProperty(
	holder: SchemaObject | Property,
	by: string | number | undefined,
	node: Node | undefined,
	below: Node | undefined,
	next: string | number | undefined,
): Property | undefined {
	if (by === 'properties') return partAt<NamedProperty>(holder.properties, below);
	if (by === 'items' && 'items' in holder && holder.items !== undefined && node !== undefined) return holder.items;
	if (by === 'map' && 'map' in holder) return next === 'key' ? holder.map?.key : next === 'value' ? holder.map?.value : undefined;
	return undefined;
}

/** The located part that stands in a node. By place, too: the same text read twice gives other nodes. */
function partAt<T extends { readonly node: MapNode }>(parts: readonly T[] | undefined, node: Node | undefined): T | undefined {
	if (node === undefined) return undefined;
	return (
		parts?.find((part) => part.node === node) ??
		parts?.find(({ node: { range } }) => range.start <= node.range.start && node.range.start <= range.end)
	);
}

function having<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
	const part: { [P in K]?: V } = {};
	if (value !== undefined) part[key] = value;
	return part;
}

function touches(range: Range, offset: number): boolean {
	return range.start <= offset && offset <= range.end;
}
