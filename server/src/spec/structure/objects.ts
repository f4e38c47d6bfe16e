import type { KeyShape, ObjectShape, Shape } from '../contract/shape.ts';
import { shapes } from '../contract/shapes.ts';
import { isBefore, newestVersion, type OdcsVersion, odcsVersions } from '../contract/versions.ts';
import type { Range } from '../range.ts';
import { oneOf } from '../rules/finding.ts';
import type { Entry, MapNode, Node, SeqNode } from '../yaml/node.ts';
import { judgeContract } from './contract.ts';
import { headOf, type Judge, type Place, withArticle } from './judge.ts';
import { judgeUnknownKey } from './keys.ts';
import { missingKeyFixes } from './missing.ts';
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
	const allowed = Object.keys(shape.keys).filter((key) => rules.allows?.(key) ?? true);
	for (const entry of map.entries) judgeEntry(judge, map, entry, shape, rules, allowed);
	judgeMissing(judge, map, shape, rules, allowed, place);
	rules.also?.();
}

function judgeEntry(judge: Judge, map: MapNode, entry: Entry, shape: ObjectShape, rules: ObjectRules, allowed: readonly string[]): void {
	const key = keyShape(shape, entry.key);
	if (key === undefined) {
		if (!shape.open) judgeUnknownKey(judge, map, entry, shape.name, rules.name ?? shape.name, allowed);
		return;
	}
	if (!(rules.allows?.(entry.key) ?? true)) {
		rules.disallowed?.(entry, allowed);
		return;
	}
	if (key.since !== undefined && judge.isBefore(key.since)) judge.addNewer(entry.keyRange, `"${entry.key}"`, key.since);
	const required = key.required || (rules.required?.includes(entry.key) ?? false);
	const value = rules.shapeOf?.(entry.key, key.shape) ?? key.shape;
	judgeValue(judge, entry.value, value, { key: entry.key, keyRange: entry.keyRange, holder: map, holderName: shape.name, required });
}

/** One finding an object, however many keys it lacks. */
function judgeMissing(judge: Judge, map: MapNode, shape: ObjectShape, rules: ObjectRules, allowed: readonly string[], place: Place): void {
	const name = rules.name ?? shape.name;
	const missing: string[] = [];
	const lenient: string[] = [];
	for (const key of allowed) {
		if (map.get(key) !== undefined) continue;
		const known = keyShape(shape, key);
		if (rules.required?.includes(key)) missing.push(key);
		else if (known?.required) (known.requiredSince !== undefined && judge.isBefore(known.requiredSince) ? lenient : missing).push(key);
		else {
			const until = known?.requiredUntil ?? rules.requiredUntil?.[key];
			if (until !== undefined && !isBefore(until, judge.version)) judgeOnceRequired(judge, map, key, name, until, headOf(map, place));
		}
	}
	const report = (keys: readonly string[], severity: 'error' | 'warning'): void => {
		if (keys.length === 0) return;
		const words = keys.map((key) => `"${key}"`);
		const all = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : oneOf(words);
		judge.add('contract.missing-key', headOf(map, place), `${capital(withArticle(name))} needs ${all}`, {
			severity,
			fixes: missingKeyFixes(judge, map, keys, rules.name ?? shape.name),
		});
	};
	report(missing, 'error');
	report(lenient, 'warning');
}

/** A key that newer versions let one leave out. */
function judgeOnceRequired(judge: Judge, map: MapNode, key: string, name: string, until: OdcsVersion, range: Range): void {
	const next = odcsVersions[odcsVersions.indexOf(until) + 1] ?? newestVersion;
	judge.add(
		'contract.newer-construct',
		range,
		`v${judge.version} needs "${key}" in ${withArticle(name)}; from v${next} it can be left out`,
		{
			fixes: [...judge.raiseTo(next), ...missingKeyFixes(judge, map, [key], name)],
		},
	);
}

function keyShape(shape: ObjectShape, key: string): KeyShape | undefined {
	return Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
