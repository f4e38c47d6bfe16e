import { readContract } from '../../spec/contract/read.ts';
import type { ObjectShape, Shape } from '../../spec/contract/shape.ts';
import { shapes } from '../../spec/contract/shapes.ts';
import { isBefore, newestVersion, type OdcsVersion, parseApiVersion } from '../../spec/contract/versions.ts';
import type { LintedContract } from '../../spec/lint.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import type { MapNode, Node } from '../../spec/yaml/node.ts';
import { type Enclosing, enclosingOf, objectShapeOf, rootStep, type Step, stepTo } from '../cursor.ts';
import { LooseSlot, OutlineMap, OutlineSeq, type Slot } from './outline/nodes.ts';
import { readOutline } from './outline/read.ts';
import type { Spot, Word } from './outline/spot.ts';

/** Where something is being written, and what the standard expects there. */
export interface Place {
	readonly word: Word;
	/** From the root down to the map, the list or the value that is written. */
	readonly steps: readonly Step[];
	readonly of: LintedContract;
	/** Of the contract in its file, from 0. */
	readonly index: number;
	readonly version: OdcsVersion;
	readonly enclosing: Enclosing;
	readonly wanted: Wanted;
	/** How the author indents. */
	readonly layout: Layout;
}

export type Wanted =
	/** A key of a map. `shape` is absent for a map that the standard says nothing of. */
	| { readonly kind: 'key'; readonly map: MapNode; readonly shape: ObjectShape | undefined; readonly start: Start }
	| { readonly kind: 'value'; readonly shape: Shape | undefined; readonly start: Start }
	| { readonly kind: 'text' };

/**
 * What a word starts: `inline`, a key of a map that is there, or a value on its key's line; `item`, what stands behind a
 * dash; `dash`, an item whose dash is yet to be written; `below`, the first key of a map below its key.
 */
export type Start = 'inline' | 'item' | 'dash' | 'below';

export interface Layout {
	/** Columns from a key to the keys below it. */
	readonly unit: number;
	/** Columns from a key to the dashes below it. */
	readonly dash: number;
}

/** Where the cursor is in a text that is being written; undefined where nothing can be. */
export function placeAt(text: string, offset: number): Place | undefined {
	const { root, index, spot } = readOutline(text, offset);
	if (spot === undefined) return undefined;
	const target = spot.kind === 'key' ? spot.map.slot : spot.slot;
	const steps = stepsTo(target, spot.kind === 'key' ? spot.map : undefined, root);
	const step = steps?.at(-1);
	if (steps === undefined || step === undefined) return undefined;
	const top = steps[0]?.node ?? root;
	const version = versionOf(top);
	let of: LintedContract | undefined;
	let enclosing: Enclosing | undefined;
	return {
		word: spot.word,
		steps,
		index,
		version,
		wanted: wantedBy(spot, step, version),
		layout: layoutOf(top),
		// Keys, which are asked for most, can do without.
		get of() {
			of ??= { root: top, contract: readContract(top), version };
			return of;
		},
		get enclosing() {
			enclosing ??= enclosingOf(this.of, steps);
			return enclosing;
		},
	};
}

function wantedBy(spot: Spot, step: Step, version: OdcsVersion): Wanted {
	if (spot.kind === 'text') return { kind: 'text' };
	if (spot.kind === 'key') return { kind: 'key', map: spot.map, shape: objectShapeOf(step), start: 'inline' };
	const { shape } = step;
	const key = (start: Start, object: Shape): Wanted => ({
		kind: 'key',
		map: new OutlineMap(new LooseSlot(), spot.word.range.start, spot.word.column),
		shape: objectShapeOf({ node: step.node, shape: object }),
		start,
	});
	const object = optionOf(shape, 'object', version);
	if (spot.kind === 'value') return { kind: 'value', shape, start: 'inline' };
	if (spot.kind === 'item') {
		const start = spot.hasDash ? 'item' : 'dash';
		return object === undefined ? { kind: 'value', shape, start } : key(start, object);
	}
	if (object !== undefined) return key('below', object);
	const list = optionOf(shape, 'list', version);
	const item = list?.kind === 'list' ? optionOf(list.item, 'object', version) : undefined;
	if (item !== undefined) return key('dash', item);
	const isList = list !== undefined || listArguments.has(step.by);
	return { kind: 'value', shape: list?.kind === 'list' ? list.item : shape, start: isList ? 'dash' : 'inline' };
}

/** Whether a list is expected, and nothing else would do. */
export function wantsList({ shape, by }: Step): boolean {
	return shape?.kind === 'list' || listArguments.has(by);
}

/** What the model leaves open and the standard's text does not. */
const listArguments: ReadonlySet<unknown> = new Set(['missingValues', 'validValues', 'properties']);

function optionOf(shape: Shape | undefined, kind: 'object' | 'list', version: OdcsVersion): Shape | undefined {
	const options = shape?.kind === 'union' ? shape.options : shape === undefined ? [] : [shape];
	return options.find((option) => option.kind === kind && isKnown(option, version));
}

/** Whether a version has a shape at all: a team was a list before it was an object. */
export function isKnown(shape: Shape, version: OdcsVersion): boolean {
	const since = shape.kind === 'object' ? shapes.objects[shape.name]?.since : undefined;
	return since === undefined || !isBefore(version, since);
}

/** Undefined for what hangs in the air. */
function stepsTo(slot: Slot, map: OutlineMap | undefined, root: Node): Step[] | undefined {
	const chain: { readonly by: string | number; readonly node: Node }[] = [];
	let current = slot;
	let node: Node = map ?? slot.value;
	while (current.holder !== undefined && current.by !== undefined) {
		chain.unshift({ by: current.by, node });
		node = current.holder;
		current = current.holder.slot;
	}
	const isRoot = node === root || (chain.length === 0 && node === map && root.kind === 'scalar');
	if (!isRoot) return undefined;
	let step = rootStep(node);
	return [step, ...chain.map((link) => (step = stepTo(step, link.by, link.node)))];
}

function versionOf(root: Node): OdcsVersion {
	const written = textOf(entryOf(root, 'apiVersion')?.value);
	return (written === undefined ? undefined : parseApiVersion(written)) ?? newestVersion;
}

/** Taken from the first lists and maps that are there; two columns where there are none. */
function layoutOf(root: Node): Layout {
	let unit: number | undefined;
	let dash: number | undefined;
	let left = 2000;
	const stack: Node[] = [root];
	for (let node = stack.pop(); node !== undefined && left > 0 && (unit === undefined || dash === undefined); node = stack.pop()) {
		left--;
		if (node instanceof OutlineMap && !node.flow) {
			for (let index = node.entries.length - 1; index >= 0; index--) {
				const value = node.entries[index]?.value;
				if (value instanceof OutlineMap && !value.flow) unit ??= value.column - node.column;
				if (value instanceof OutlineSeq && !value.flow && value.items.length > 0) dash ??= value.column - node.column;
				if (value !== undefined) stack.push(value);
			}
		} else if (node.kind === 'seq') stack.push(...node.items);
	}
	return { unit: positive(unit) ?? 2, dash: dash ?? 2 };
}

function positive(value: number | undefined): number | undefined {
	return value !== undefined && value > 0 ? value : undefined;
}
