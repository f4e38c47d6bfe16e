import type { SchemaObject } from '../contract/model.ts';
import type { Finding, Fix } from '../finding.ts';
import { type ReferenceScope, type ReferenceTarget, resolveReference, targetName } from '../references.ts';
import type { Node } from '../yaml/node.ts';
import { clip, finding } from './finding.ts';
import { entryOf, rangeWithin, stringOf, valueRange } from './place.ts';
import type { Rule, RuleContext } from './rule.ts';
import { type Property, propertiesOf } from './walk.ts';
import { asGuess, replaceValue } from './write.ts';

/** Foreign keys: both ends are there, are of the same length, and can be compared. */
export const relationships: Rule = function* (context) {
	for (const object of context.contract.schema ?? []) {
		for (const { node } of object.relationships ?? []) yield* ofObject(context, object, node);
	}
	for (const { object, property } of propertiesOf(context.contract)) {
		for (const { node } of property.relationships ?? []) yield* ofProperty(context, object, property, node);
	}
};

interface End {
	readonly node: Node;
	readonly target?: ReferenceTarget;
}

function* ofObject(context: RuleContext, object: SchemaObject, node: Node): Iterable<Finding> {
	const from = entryOf(node, 'from')?.value;
	const toEntry = entryOf(node, 'to');
	const to = toEntry?.value;
	const sources = yield* resolveAll(context, from);
	const targets = yield* resolveAll(context, to);
	if (from === undefined || to === undefined || toEntry === undefined) return;
	yield* fromElsewhere(object, sources);
	yield* oneTarget(targets);
	// One name against a list is a wrong type, which the structure reports.
	if (from.kind !== to.kind) return;
	if (sources.length !== targets.length) {
		yield arity(`from names ${count(sources.length)}, to names ${count(targets.length)}; they pair one to one`, valueRange(toEntry));
	} else {
		for (const [index, source] of sources.entries()) yield* types(source.target, targets[index]);
	}
}

function* ofProperty(context: RuleContext, object: SchemaObject, property: Property, node: Node): Iterable<Finding> {
	const toEntry = entryOf(node, 'to');
	const to = toEntry?.value;
	const targets = yield* resolveAll(context, to);
	if (to === undefined || toEntry === undefined) return;
	if (to.kind === 'seq' && to.items.length !== 1) {
		yield arity(
			`A property points at one other, not at ${to.items.length}; move a composite key to ${object.name?.value ?? 'the object'}`,
			valueRange(toEntry),
		);
		return;
	}
	const [end] = targets;
	if (end === undefined) return;
	if (end.target?.property === property) {
		yield finding(
			'contract.relationship-from',
			`${property.name?.value ?? 'The property'} points at itself, which always holds`,
			end.node.range,
		);
		return;
	}
	yield* types({ object, property, path: [property], contract: context.contract }, end);
}

/** The ends that a side of a relationship names, with a finding for each that names nothing. */
function* resolveAll(context: RuleContext, side: Node | undefined): Generator<Finding, End[]> {
	const ends: End[] = [];
	for (const node of side === undefined ? [] : side.kind === 'seq' ? side.items : [side]) {
		const text = stringOf(node);
		if (text === undefined) continue;
		const target = yield* resolveEnd(context, node, text);
		ends.push({ node, ...(target === undefined ? {} : { target }) });
	}
	return ends;
}

/** Resolves a reference that must name a property. Findings are for what it says and does not find. */
export function* resolveEnd(context: RuleContext, node: Node, text: string): Generator<Finding, ReferenceTarget | undefined> {
	if (text.includes('${')) return undefined;
	const scope: ReferenceScope = context;
	const resolution = resolveReference(text, scope);
	if (resolution.kind === 'elsewhere') return undefined;
	if (resolution.kind === 'problem') {
		const { problem } = resolution;
		// A bare word names no property, whatever objects there are: the standard's schema refuses it.
		const isBare = !/[./#]/.test(text);
		const code = problem.kind === 'syntax' || isBare ? 'contract.reference-syntax' : 'contract.dangling-reference';
		const range = rangeWithin(context.text, node, problem.start, problem.end);
		yield finding(code, problem.message, range, { fixes: asGuess(mend(node, text, problem)) });
		return undefined;
	}
	const { target, inexact, bare } = resolution;
	if (bare) {
		const wanted = targetName(target);
		const fixes = replaceValue(node, wanted);
		yield finding('contract.reference-syntax', `"${clip(text)}" names no object; write ${clip(wanted)}`, node.range, { fixes });
		return target;
	}
	for (const part of inexact) {
		const id = part.id;
		const hint = id === undefined ? `it has no id; give it "id: ${clip(part.name, 30)}"` : `write its id, "${clip(id, 30)}"`;
		const fixes = id === undefined ? [] : mend(node, text, { start: part.start, end: part.end, replacement: id });
		const message = `"${clip(part.name, 30)}" is a name; a path is made of ids: ${hint}`;
		yield finding('contract.reference-by-name', message, rangeWithin(context.text, node, part.start, part.end), { fixes });
	}
	if (target.property === undefined) {
		const message = `"${clip(text)}" names an object; add a property, e.g. ${clip(exampleOf(target), 40)}`;
		yield finding('contract.reference-syntax', message, node.range);
		return undefined;
	}
	return target;
}

function exampleOf({ object }: ReferenceTarget): string {
	const column = object.properties?.find((candidate) => candidate.primaryKey?.value === true) ?? object.properties?.[0];
	return `${object.name?.value ?? 'object'}.${column?.name?.value ?? 'property'}`;
}

function mend(node: Node, text: string, part: { readonly start: number; readonly end: number; readonly replacement?: string }): Fix[] {
	if (part.replacement === undefined) return [];
	const corrected = text.slice(0, part.start) + part.replacement + text.slice(part.end);
	return replaceValue(node, corrected, `Replace with ${corrected}`);
}

/** `from` speaks of the object that the relationship stands on, and of one object only. */
function* fromElsewhere(object: SchemaObject, sources: readonly End[]): Iterable<Finding> {
	const own = object.name?.value ?? 'this object';
	const others = sources.filter((source) => source.target !== undefined && source.target.object !== object);
	if (others.length === 0) return;
	const mixed = others.length < sources.length;
	for (const { node, target } of others) {
		if (target === undefined) continue;
		const same = target.path[0]?.name?.value;
		const here = object.properties?.some((property) => property.name?.value === same) === true && same !== undefined;
		const fixes = here ? asGuess(replaceValue(node, [own, ...targetName(target).split('.').slice(1)].join('.'))) : [];
		const message = mixed
			? `from mixes objects: ${clip(targetName(target))} is not of ${clip(own, 30)}`
			: `from names ${clip(targetName(target))}, but stands on ${clip(own, 30)}; move it to that object`;
		yield finding('contract.relationship-from', message, node.range, { fixes, ...(mixed ? { severity: 'error' } : {}) });
	}
}

/** All of a composite `to` is of one object. */
function* oneTarget(targets: readonly End[]): Iterable<Finding> {
	const first = targets[0]?.target;
	for (const { node, target } of targets.slice(1)) {
		if (first === undefined || target === undefined || target.object === first.object) continue;
		const message = `to mixes objects: ${clip(targetName(target))} is not of ${clip(first.object.name?.value ?? '', 30)}`;
		yield finding('contract.relationship-from', message, node.range, { severity: 'error' });
	}
}

const comparable: { readonly [type: string]: string } = {
	string: 'text',
	integer: 'number',
	number: 'number',
	boolean: 'boolean',
	date: 'day',
	timestamp: 'day',
	time: 'time',
};

function* types(source: ReferenceTarget | undefined, end: End | undefined): Iterable<Finding> {
	const from = source?.property?.logicalType?.value;
	const to = end?.target?.property?.logicalType?.value;
	if (from === undefined || to === undefined || end === undefined || source === undefined || end.target === undefined) return;
	const [left, right] = [comparable[from], comparable[to]];
	if (left === undefined || right === undefined || left === right) return;
	const message = `${clip(targetName(source), 30)} is ${from}, ${clip(targetName(end.target), 30)} is ${to}: no value is in both`;
	yield finding('contract.relationship-types', message, end.node.range);
}

function arity(message: string, range: Node['range']): Finding {
	return finding('contract.relationship-arity', message, range);
}

function count(number: number): string {
	return number === 1 ? '1 property' : `${number} properties`;
}
