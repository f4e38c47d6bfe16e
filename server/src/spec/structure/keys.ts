import { logicalTypes } from '../contract/logicalTypes.ts';
import { shapes } from '../contract/shapes.ts';
import type { Fix } from '../finding.ts';
import { clip } from '../rules/finding.ts';
import { nearest } from '../rules/nearest.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import { type Judge, withArticle } from './judge.ts';
import { moveToCustomProperties, moveUnder, renameKey } from './moves.ts';
import { synonymOfKey } from './synonyms.ts';

/**
 * Reports a key that the standard does not have there: where it belongs, what it was most likely meant to be, or how
 * the standard lets one write it.
 *
 * @param object name of the map's shape; `name` is how messages name it; `allowed` the keys that it may have
 */
export function judgeUnknownKey(judge: Judge, map: MapNode, entry: Entry, object: string, name: string, allowed: readonly string[]): void {
	const home = homeOf(object, entry.key);
	if (home !== undefined) {
		judge.add('contract.misplaced-key', entry.keyRange, `"${entry.key}" belongs under "${home}" of ${withArticle(name)}`, {
			fixes: moveUnder(judge.text, map, entry, home),
		});
		return;
	}
	const free = allowed.filter((key) => map.get(key) === undefined);
	const meant = synonymOfKey(object, entry.key, allowed) ?? nearest(entry.key, free) ?? nearest(entry.key, allowed);
	if (meant !== undefined) {
		const already = map.get(meant) !== undefined;
		judge.add(
			'contract.unknown-key',
			entry.keyRange,
			`Unknown key "${clip(entry.key, 30)}" in ${withArticle(name)}; did you mean "${meant}"?`,
			{
				fixes: already ? custom(judge, map, entry, allowed) : [...renameKey(entry, meant), ...custom(judge, map, entry, allowed)],
			},
		);
		return;
	}
	const other = objectWithKey(object, entry.key);
	if (other !== undefined) {
		judge.add('contract.misplaced-key', entry.keyRange, `"${entry.key}" belongs in ${withArticle(other)}, not in ${withArticle(name)}`);
		return;
	}
	const hint = allowed.includes('customProperties') ? '; the standard keeps what is your own under "customProperties"' : '';
	judge.add('contract.unknown-key', entry.keyRange, `Unknown key "${clip(entry.key, 24)}" in ${withArticle(name)}${hint}`, {
		fixes: custom(judge, map, entry, allowed),
	});
}

/** The key of the same object under which a misplaced key belongs. */
function homeOf(object: string, key: string): string | undefined {
	if (object === 'property' || object === 'element') return isOption(key) ? 'logicalTypeOptions' : undefined;
	if (object === 'quality rule') return ['validValues', 'missingValues', 'pattern', 'properties'].includes(key) ? 'arguments' : undefined;
	if (object === 'contract') return ['purpose', 'usage', 'limitations'].includes(key) ? 'description' : undefined;
	return undefined;
}

function isOption(key: string): boolean {
	return key !== 'required' && Object.values(logicalTypes).some((type) => type.options.includes(key));
}

/** Where else the standard has a key, for the objects that people mix up. */
function objectWithKey(object: string, key: string): string | undefined {
	const elsewhere: { readonly [object: string]: readonly string[] } = {
		contract: ['schema object', 'server', 'property'],
		'schema object': ['property', 'contract'],
		property: ['schema object', 'quality rule'],
		element: ['property', 'schema object', 'quality rule'],
		'quality rule': ['property', 'SLA property'],
		server: ['schema object'],
		'SLA property': ['quality rule'],
		logicalTypeOptions: ['property'],
	};
	return elsewhere[object]?.find((other) => Object.hasOwn(shapes.objects[other]?.keys ?? {}, key));
}

function custom(judge: Judge, map: MapNode, entry: Entry, allowed: readonly string[]): Fix[] {
	return allowed.includes('customProperties') ? moveToCustomProperties(judge.text, map, entry) : [];
}
