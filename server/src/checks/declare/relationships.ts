import type { Expression } from '../../engine/expression.ts';
import type { Relation } from '../../engine/relation.ts';
import { type ReferenceTarget, resolveReference, targetName } from '../../spec/references.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import { listed } from '../../spec/words.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { Check, Measure } from '../check.ts';
import { check, errored, notEnforced, type PropertySubject, rangeOf, type Subject } from './draft.ts';
import { type Place, singleValue } from './place.ts';
import { columnName, type Scope } from './scope.ts';

/** Foreign keys: of a property, which points from itself, and of an object, which names both sides. */
export async function relationshipChecks(subject: Subject | PropertySubject): Promise<Check[]> {
	const list = entryOf(subject.node, 'relationships')?.value;
	const nodes = list?.kind === 'seq' ? list.items : [];
	const checks: Check[] = [];
	for (const [index, node] of nodes.entries()) checks.push(await relationshipCheck(subject, node, index));
	return checks;
}

async function relationshipCheck(subject: Subject, node: Node, index: number): Promise<Check> {
	const id = textOf(entryOf(node, 'id')?.value) ?? String(index + 1);
	const to = namesOf(entryOf(node, 'to')?.value);
	const outcome = await foreignKey(subject, node, to);
	const target = listed(outcome.target ?? to ?? ['?'], 4);
	return check(subject, {
		key: `relationship.${id}`,
		rule: 'data.foreign-key',
		family: 'relationship',
		dimension: 'consistency',
		range: rangeOf(node, 'to'),
		expected: `in ${target}`,
		violation: 'without a match',
		measure: outcome.measure,
		...(outcome.needs ? { needs: outcome.needs } : {}),
	});
}

interface ForeignKey {
	readonly measure: Measure;
	readonly needs?: readonly Place[];
	/** Names of what is pointed at, shorter than references by id. */
	readonly target?: readonly string[];
}

async function foreignKey(subject: Subject, node: Node, to: readonly string[] | undefined): Promise<ForeignKey> {
	const type = textOf(entryOf(node, 'type')?.value);
	if (type !== undefined && type !== 'foreignKey') return { measure: notEnforced(`relationships of type "${type}" are not known`) };
	if (to === undefined || to.length === 0) return { measure: errored('it does not say what it points to') };
	const from = fromPlaces(subject, node);
	if (!Array.isArray(from)) return { measure: from };
	if (from.length !== to.length) {
		return { measure: errored(`it points from ${from.length} ${from.length === 1 ? 'column' : 'columns'} to ${to.length}`) };
	}
	return orphans(subject.scope, from, to);
}

/** The columns that point: the property itself, or those of this object that `from` names. */
function fromPlaces(subject: Subject, node: Node): Place[] | Measure {
	if (subject.place) {
		return singleValue(subject.place) ? [subject.place] : notEnforced('a foreign key speaks of rows, and one row holds many of these');
	}
	const names = namesOf(entryOf(node, 'from')?.value);
	if (names === undefined || names.length === 0) return errored('it does not say what it points from');
	const places: Place[] = [];
	for (const name of names) {
		const target = lookUp(name, subject.scope);
		if (!('object' in target)) return target;
		if (target.object !== subject.scope.object && target.object.node !== subject.scope.object.node) {
			return errored(`${name} is no column of ${subject.scope.name}`);
		}
		const place = placeOf(target);
		if (!place) return errored(`${name} names no column`);
		places.push(place);
	}
	return places;
}

async function orphans(scope: Scope, from: readonly Place[], to: readonly string[]): Promise<ForeignKey> {
	const targetKeys: Expression[] = [];
	const names: string[] = [];
	let first: ReferenceTarget | undefined;
	for (const name of to) {
		const target = lookUp(name, scope);
		if (!('object' in target)) return { measure: target };
		const place = placeOf(target);
		if (!place) return { measure: errored(`${name} names an object; name a column of it`) };
		if (first && first.object.node !== target.object.node) {
			return { measure: errored(`${listed(to)} are columns of different objects`) };
		}
		first ??= target;
		const key = singleValue(place);
		if (!key) return { measure: notEnforced(`${name} stands inside of a list`) };
		targetKeys.push(key);
		names.push(targetName(target));
	}
	if (!first) return { measure: errored('it does not say what it points to') };
	const rows = await scope.options.findTarget(first);
	if (!rows.ok) return { measure: { kind: 'settled', outcome: rows.outcome, reason: rows.reason } };
	const keys = from.map(singleValue).filter((key) => key !== undefined);
	const measure = orphansMeasure(scope, keys, rows.relation, targetKeys);
	const absent = targetKeys.find((key) => key.kind === 'column' && rows.columns && !rows.columns.some(({ name }) => sameName(name, key)));
	if (absent?.kind === 'column') return { measure: notEnforced(`not run: column missing: ${targetName(first)} is not in the data`) };
	return { measure, needs: from, target: names };
}

function sameName(name: string, key: Expression): boolean {
	return key.kind === 'column' && name.toLowerCase() === key.name.toLowerCase();
}

function orphansMeasure(scope: Scope, keys: readonly Expression[], target: Relation, targetKeys: readonly Expression[]): Measure {
	return { kind: 'orphans', relation: scope.name, keys, target: target.name, targetKeys };
}

function lookUp(name: string, scope: Scope): ReferenceTarget | Measure {
	const resolution = resolveReference(name, { contract: scope.contract, file: scope.options.file, workspace: scope.options.workspace });
	switch (resolution.kind) {
		case 'found':
			return resolution.target;
		case 'elsewhere':
			return notEnforced(`${resolution.where} is not looked up`);
		case 'problem':
			return errored(resolution.problem.message);
	}
}

/** Where the values of a resolved reference stand; undefined for a reference to an object. */
export function placeOf({ path }: ReferenceTarget): Place | undefined {
	const [first, ...rest] = path;
	if (!first) return undefined;
	const inList = path.slice(0, -1).some((step) => step.items !== undefined || step.map !== undefined);
	const steps = rest.map(columnName);
	return { column: columnName(first), path: inList ? [{ each: 'item' }, ...steps] : steps };
}

/** A name, or a list of names; undefined for anything else. */
function namesOf(node: Node | undefined): string[] | undefined {
	const single = textOf(node);
	if (single !== undefined) return [single];
	if (node?.kind !== 'seq') return undefined;
	const names = node.items.map(textOf).filter((name) => name !== undefined);
	return names.length === node.items.length ? names : undefined;
}
