import type { Expression, Literal } from '../../engine/expression.ts';
import { entryOf } from '../../spec/rules/place.ts';
import { clip, listed } from '../../spec/words.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { Check } from '../check.ts';
import { check, errored, type PropertySubject, rangeOf, violations } from './draft.ts';
import { temporalLiteral } from './instant.ts';
import { type Category, categoryOf, listedLiteral } from './literal.ts';
import { anyValue, call, not } from './place.ts';
import { readingOf } from './temporalOptions.ts';
import { dependentOnType } from './types.ts';

/** `enum`: the values that may occur. A null never breaks it. */
export function enumCheck(subject: PropertySubject): Check[] {
	const entry = entryOf(subject.node, 'enum');
	if (!entry) return [];
	const nodes = entry.value.kind === 'seq' ? entry.value.items.flatMap((item) => entryOf(item, 'value')?.value ?? []) : [];
	const draft = {
		key: 'enum',
		rule: 'data.enum',
		family: 'constraint',
		dimension: 'conformity',
		range: rangeOf(subject.node, 'enum'),
		expected: `one of ${listedNodes(nodes)}`,
		violation: 'not in the enumeration',
	} as const;
	const measure = nodes.length === 0 ? errored('the enumeration lists no value') : violations(subject, notAmong(subject, nodes));
	return dependentOnType(subject, [check(subject, { ...draft, measure })]);
}

/** Where a value is none of those listed. */
export function notAmong(subject: PropertySubject, nodes: readonly Node[]): Expression {
	const category = categoryOf(subject.property.logicalType?.value);
	const literals = listedValues(subject, nodes, category).filter((value) => value.type !== 'null');
	return anyValue(subject.place, (value) =>
		not({ kind: 'in', of: category === 'other' ? call('castText', value) : value, values: literals }),
	);
}

/** What a contract lists, as values of the property; those that no value of its type can equal are left out. */
export function listedValues(subject: PropertySubject, nodes: readonly Node[], category: Category): Literal[] {
	return nodes.flatMap((node) => {
		if (node.kind !== 'scalar') return [];
		const isTime = category === 'date' || category === 'timestamp' || category === 'time';
		const value = isTime && node.value !== null ? temporalLiteral(node.text, readingOf(subject)) : listedLiteral(node, category);
		return value === undefined ? [] : [value];
	});
}

export function listedNodes(nodes: readonly Node[], conjunction: 'and' | 'or' = 'and'): string {
	return listed(
		nodes.map((node) => (node.kind === 'scalar' ? (node.value === null ? 'null' : node.text === '' ? '""' : clip(node.text, 20)) : '…')),
		4,
		conjunction,
	);
}
