import { entryOf } from '../../spec/rules/place.ts';
import type { Entry } from '../../spec/yaml/node.ts';
import type { Check } from '../check.ts';
import { check, type Draft, errored, notEnforced, type PropertySubject, rangeOf, violations } from './draft.ts';
import { enumCheck } from './enumeration.ts';
import { missingValue, singleValue } from './place.ts';

/** `required`, `unique` and `enum`; a `primaryKey` inside of a column, which no table can have. */
export function constraintChecks(subject: PropertySubject): Check[] {
	return [...required(subject), ...unique(subject), ...nestedKey(subject), ...enumCheck(subject)];
}

/** The check of a flag, where it is set; an error where its value is no flag. */
function flag(
	subject: PropertySubject,
	key: string,
	draft: Omit<Draft, 'key' | 'range' | 'measure'>,
	measure: () => Draft['measure'],
): Check[] {
	const entry = entryOf(subject.node, key);
	if (!entry || isUnset(entry)) return [];
	const isTrue = entry.value.kind === 'scalar' && entry.value.value === true;
	return [
		check(subject, {
			...draft,
			key,
			range: rangeOf(subject.node, key),
			measure: isTrue ? measure() : errored(`${key} is neither true nor false`),
		}),
	];
}

export function isUnset({ value }: Entry): boolean {
	return value.kind === 'scalar' && (value.value === false || value.value === null);
}

function required(subject: PropertySubject): Check[] {
	return flag(
		subject,
		'required',
		{ rule: 'data.required', family: 'constraint', dimension: 'completeness', expected: 'required', violation: 'null' },
		() => violations(subject, missingValue(subject.place)),
	);
}

function unique(subject: PropertySubject): Check[] {
	const key = singleValue(subject.place);
	const violation = 'with a value that stands more than once';
	return flag(
		subject,
		'unique',
		{ rule: 'data.unique', family: 'uniqueness', dimension: 'uniqueness', expected: 'unique', violation },
		() =>
			key
				? { kind: 'duplicates', relation: subject.scope.name, keys: [key], nulls: 'ignored' }
				: notEnforced('unique speaks of rows, and one row holds many of these'),
	);
}

function nestedKey(subject: PropertySubject): Check[] {
	if (subject.place.path.length === 0) return [];
	return flag(
		subject,
		'primaryKey',
		{ rule: 'data.primary-key', family: 'uniqueness', dimension: 'uniqueness', expected: 'primary key' },
		() => notEnforced('a primary key is made of columns, and this stands inside of one'),
	);
}
