import { removeKey } from '../rules/write.ts';
import type { MapNode } from '../yaml/node.ts';
import type { Judge, Place } from './judge.ts';
import type { ObjectRules } from './objectRules.ts';

/** On a schema object both ends are named; on a property the property itself is where the relationship starts. */
export function relationshipRules(judge: Judge, map: MapNode, place: Place): ObjectRules {
	const onProperty = place.holderName !== 'schema object';
	return {
		name: 'relationship',
		required: onProperty ? [] : ['from'],
		allows: (key) => !onProperty || key !== 'from',
		disallowed(entry) {
			judge.add('contract.misplaced-key', entry.keyRange, 'A relationship of a property starts from the property: leave "from" out', {
				fixes: removeKey(judge.text, map, 'from'),
			});
		},
		also() {
			const from = map.get('from')?.value;
			const to = map.get('to')?.value;
			if (onProperty || from === undefined || to === undefined) return;
			const kinds = [from.kind, to.kind];
			if (kinds.includes('seq') && kinds.includes('scalar')) {
				const single = from.kind === 'scalar' ? from : to;
				if (single.kind !== 'scalar' || single.value === null) return;
				const written = judge.text.slice(single.range.start, single.range.end);
				const fixes =
					single.alias === undefined ? [{ title: 'Make it a list', edits: [{ range: single.range, newText: `[${written}]` }] }] : [];
				judge.add('contract.wrong-type', single.range, '"from" and "to" must both be text, or both be lists of equal length', { fixes });
			}
		},
	};
}
