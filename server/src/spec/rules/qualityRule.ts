import type { MapNode, Node } from '../yaml/node.ts';
import { entryOf, textOf } from './place.ts';

/** Comparison operators of library, SQL and plumbline rules. */
export const operatorNames = [
	'mustBe',
	'mustNotBe',
	'mustBeGreaterThan',
	'mustBeGreaterOrEqualTo',
	'mustBeLessThan',
	'mustBeLessOrEqualTo',
	'mustBeBetween',
	'mustNotBeBetween',
] as const;

export type OperatorName = (typeof operatorNames)[number];

/** What kind of rule a quality item is: as its `type` says, else by what it holds; `library` is the standard's default. */
export function kindOfRule(rule: Node): string | undefined {
	const type = textOf(entryOf(rule, 'type')?.value);
	if (type !== undefined) return type;
	return entryOf(rule, 'metric') === undefined ? undefined : 'library';
}

/** The rule's metric: its name and node, where it is a library rule. */
export function metricOf(rule: Node): { readonly name: string; readonly node: Node } | undefined {
	if (kindOfRule(rule) !== 'library') return undefined;
	const node = entryOf(rule, 'metric')?.value;
	const name = textOf(node);
	return node === undefined || name === undefined ? undefined : { name, node };
}

export interface OperatorUse {
	readonly name: OperatorName;
	readonly value: Node;
}

/** Operators in a map, in the order of the text. */
export function operatorsIn(map: Node | undefined): OperatorUse[] {
	if (map?.kind !== 'map') return [];
	const uses: OperatorUse[] = [];
	for (const entry of map.entries) {
		const name = operatorNames.find((candidate) => candidate === entry.key);
		if (name !== undefined) uses.push({ name, value: entry.value });
	}
	return uses;
}

/** `arguments` of a library rule, where they are a map. */
export function argumentsOf(rule: Node): MapNode | undefined {
	const node = entryOf(rule, 'arguments')?.value;
	return node?.kind === 'map' ? node : undefined;
}

/** A number as YAML has it; undefined for anything else. */
export function numberOf(node: Node | undefined): number | undefined {
	if (node?.kind !== 'scalar') return undefined;
	if (typeof node.value === 'bigint') return Number(node.value);
	return typeof node.value === 'number' ? node.value : undefined;
}
