import { entryOf } from '../../spec/rules/place.ts';
import { listed } from '../../spec/words.ts';
import type { Check } from '../check.ts';
import { isUnset } from './constraints.ts';
import { check, errored, objectSubject, rangeOf } from './draft.ts';
import { columnName, type Scope } from './scope.ts';

/**
 * The primary key of an object, whichever its columns: one check for all of them, at the first by position. A row with
 * a null in its key fails, as one whose key stands more than once does.
 */
export function primaryKeyCheck(scope: Scope): Check[] {
	const columns = (scope.object.properties ?? []).flatMap((property, index) => {
		const entry = entryOf(property.node, 'primaryKey');
		if (!entry || isUnset(entry)) return [];
		const isKey = entry.value.kind === 'scalar' && entry.value.value === true;
		const position = property.primaryKeyPosition?.value ?? -1;
		const computed = property.semanticType?.value === 'measure';
		return [{ property, index, isKey, computed, position: position >= 1 ? position : Number.POSITIVE_INFINITY }];
	});
	columns.sort((a, b) => (a.position === b.position ? a.index - b.index : a.position - b.position));
	const [first] = columns;
	if (!first) return [];
	const names = columns.map(({ property }) => property.name?.value ?? columnName(property));
	const places = columns.map(({ property }) => ({ column: columnName(property), path: [] }));
	const broken = columns.find(({ isKey, computed }) => !isKey || computed);
	return [
		{
			...check(objectSubject(scope), {
				key: 'primaryKey',
				rule: 'data.primary-key',
				family: 'uniqueness',
				dimension: 'uniqueness',
				range: rangeOf(first.property.node, 'primaryKey'),
				expected: names.length === 1 ? 'primary key' : `primary key (${listed(names, 6)})`,
				violation: names.length === 1 ? 'null or standing more than once' : 'whose key is null or stands more than once',
				needs: places,
				measure: broken
					? errored(broken.computed ? 'a measure is no part of a key' : 'primaryKey is neither true nor false')
					: {
							kind: 'duplicates',
							relation: scope.name,
							keys: places.map(({ column }) => ({ kind: 'column', name: column })),
							nulls: 'violate',
						},
			}),
			...(names.length === 1 ? { property: names[0] ?? '', subject: names[0] ?? '' } : {}),
		},
	];
}
