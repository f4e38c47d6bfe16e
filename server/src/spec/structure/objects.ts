import type { KeyShape, ObjectShape, Shape } from '../contract/shape.ts';
import { shapes } from '../contract/shapes.ts';
import type { Entry, MapNode, Node, SeqNode } from '../yaml/node.ts';
import { judgeContract } from './contract.ts';
import type { Judge, Place } from './judge.ts';
import { judgeUnknownKey } from './keys.ts';
import { judgeMissing } from './missing.ts';
import type { ObjectRules } from './objectRules.ts';
import { propertyRules } from './property.ts';
import { qualityRules } from './quality.ts';
import { relationshipRules } from './relationship.ts';
import { serverRules } from './server.ts';
import { judgeNull, judgeScalar, takesNull, wrongType } from './values.ts';

const rulesByName: { readonly [name: string]: (judge: Judge, map: MapNode, place: Place) => ObjectRules } = {
	contract: judgeContract,
	server: serverRules,
	'quality rule': qualityRules,
	property: propertyRules,
	element: propertyRules,
	relationship: relationshipRules,
};

/** Judges a value against its shape, and everything inside it. */
export function judgeValue(judge: Judge, node: Node, shape: Shape, place: Place): void {
	if (node.kind === 'scalar' && node.value === null) {
		// An alias without its anchor has been reported as such.
		if (node.alias === undefined && !takesNull(shape)) judgeNull(judge, node, place);
		return;
	}
	switch (shape.kind) {
		case 'object':
			if (node.kind === 'map') judgeObject(judge, node, shape.name, place);
			else wrongType(judge, node, shape, place);
			return;
		case 'list':
			if (node.kind === 'seq') judgeList(judge, node, shape, place);
			else wrongType(judge, node, shape, place);
			return;
		case 'any':
			return;
		case 'union':
			judgeUnion(judge, node, shape, place);
			return;
		default:
			if (node.kind === 'scalar') judgeScalar(judge, node, shape, place);
			else wrongType(judge, node, shape, place);
	}
}

function judgeUnion(judge: Judge, node: Node, shape: Extract<Shape, { kind: 'union' }>, place: Place): void {
	const kind = { map: 'object', seq: 'list' } as const;
	const option = node.kind === 'scalar' ? undefined : shape.options.find((candidate) => candidate.kind === kind[node.kind]);
	if (node.kind === 'scalar') {
		judgeScalar(judge, node, shape, place);
		return;
	}
	if (option === undefined) wrongType(judge, node, shape, place);
	else judgeValue(judge, node, option, place);
}

function judgeList(judge: Judge, list: SeqNode, shape: Extract<Shape, { kind: 'list' }>, place: Place): void {
	const { min = 0, max = Number.POSITIVE_INFINITY } = shape;
	const size = list.items.length;
	if (size < min || size > max) {
		const range = list.flow && list.alias === undefined ? list.range : place.keyRange;
		const wanted = min === max ? `exactly ${min}` : size < min ? `at least ${min}` : `at most ${max}`;
		judge.add(
			'contract.list-size',
			range,
			`"${place.key}" must hold ${wanted} ${wanted.endsWith(' 1') ? 'item' : 'items'}, but holds ${size}`,
		);
	}
	for (const item of list.items) judgeValue(judge, item, shape.item, place);
}

export function judgeObject(judge: Judge, map: MapNode, name: string, place: Place): void {
	const shape = shapes.objects[name];
	if (shape === undefined || !judge.firstVisit(map, name)) return;
	const rules = rulesByName[name]?.(judge, map, place) ?? {};
	// A key under another name is not missing too.
	const meant = new Set<string>();
	for (const entry of map.entries) {
		const known = judgeEntry(judge, map, entry, shape, rules);
		if (known !== undefined) meant.add(known);
	}
	judgeMissing(judge, map, shape, rules, meant, place);
	rules.also?.();
}

/** @returns the key that an unknown key was meant to be */
function judgeEntry(judge: Judge, map: MapNode, entry: Entry, shape: ObjectShape, rules: ObjectRules): string | undefined {
	const key = keyShape(shape, entry.key);
	if (key === undefined) {
		if (shape.open) return undefined;
		return judgeUnknownKey(judge, map, entry, shape.name, rules.name ?? shape.name, allowedKeys(shape, rules));
	}
	if (!(rules.allows?.(entry.key) ?? true)) {
		rules.disallowed?.(entry);
		return undefined;
	}
	if (key.since !== undefined && judge.isBefore(key.since)) judge.addNewer(entry.keyRange, `"${entry.key}"`, key.since);
	const required = key.required || (rules.required?.includes(entry.key) ?? false);
	if (rules.judged?.includes(entry.key)) return undefined;
	judgeValue(judge, entry.value, key.shape, { key: entry.key, keyRange: entry.keyRange, holder: map, holderName: shape.name, required });
	return undefined;
}

function allowedKeys(shape: ObjectShape, rules: ObjectRules): string[] {
	return Object.keys(shape.keys).filter((key) => rules.allows?.(key) ?? true);
}

function keyShape(shape: ObjectShape, key: string): KeyShape | undefined {
	return Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
}
