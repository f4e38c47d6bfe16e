import type { PathStep } from '../../engine/expression.ts';
import { entryOf } from '../../spec/rules/place.ts';
import type { Check } from '../check.ts';
import { constraintChecks } from './constraints.ts';
import { check, nestedSubject, notEnforced, type PropertySubject, rangeOf, settle } from './draft.ts';
import { optionChecks } from './options.ts';
import { qualityChecks } from './quality.ts';
import { relationshipChecks } from './relationships.ts';
import { type AnyProperty, columnName } from './scope.ts';
import { dependentOnType, typeChecks } from './types.ts';

/** Deeper nesting than any data has; a contract that goes on is answered, not followed. */
const DEEPEST = 32;

/** Everything that a property declares, and what it holds inside declares, in the order of the standard. */
export async function propertyChecks(subject: PropertySubject): Promise<Check[]> {
	const own = [
		...presence(subject),
		...typeChecks(subject),
		...constraintChecks(subject),
		...dependentOnType(subject, await optionChecks(subject)),
		...(await relationshipChecks(subject)),
		...(await qualityChecks(subject)),
		...(await nestedChecks(subject)),
	];
	return isComputed(subject) ? own.map((each) => settle(each, 'a measure is computed from the data, not stored in it')) : own;
}

/** A measure is an aggregate of the rows, unless the data has a column of its name and the contract no expression for it. */
function isComputed({ property, scope, place }: PropertySubject): boolean {
	if (property.semanticType?.value !== 'measure') return false;
	return property.transformLogic !== undefined || !(scope.columns ?? []).some(({ name }) => name === place.column);
}

/** A named property must be there; what `items` and `map` describe has no name of its own. */
function presence(subject: PropertySubject): Check[] {
	const { property, place, scope, node } = subject;
	const step = place.path.at(-1);
	if (step !== undefined && typeof step !== 'string') return [];
	const named = entryOf(node, 'name') ? 'name' : 'physicalName';
	if (!entryOf(node, named)) return [];
	const column = columnName(property);
	return [
		check(subject, {
			key: 'presence',
			rule: 'data.presence',
			family: 'schema',
			dimension: 'completeness',
			range: rangeOf(node, named),
			expected: `${place.path.length === 0 ? 'column' : 'field'} ${column}`,
			unit: 'columns',
			measure: { kind: 'presence', relation: scope.name, column: place.column, ...(place.path.length === 0 ? {} : { path: place.path }) },
		}),
	];
}

async function nestedChecks(subject: PropertySubject): Promise<Check[]> {
	const { property, place } = subject;
	const inner: [AnyProperty, PathStep][] = [];
	for (const child of property.properties ?? []) inner.push([child, columnName(child)]);
	if (property.items) inner.push([property.items, { each: 'item' }]);
	if (property.map?.key) inner.push([property.map.key, { each: 'key' }]);
	if (property.map?.value) inner.push([property.map.value, { each: 'value' }]);
	if (inner.length > 0 && place.path.length >= DEEPEST) {
		return [
			check(subject, {
				key: 'nested',
				rule: 'data.presence',
				family: 'schema',
				range: rangeOf(subject.node, 'name'),
				expected: 'nested properties',
				measure: notEnforced(`properties nested more than ${DEEPEST} deep are not checked`),
			}),
		];
	}
	const checks: Check[] = [];
	for (const [child, step] of inner) checks.push(...(await propertyChecks(nestedSubject(subject, child, step))));
	return checks;
}
