import { logicalTypes } from '../contract/logicalTypes.ts';
import { shapes } from '../contract/shapes.ts';
import type { Fix } from '../finding.ts';
import { clip } from '../rules/finding.ts';
import { nearest } from '../rules/nearest.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import { type Judge, withArticle } from './judge.ts';
import { moveToCustomProperties, moveUnder, renameKey, replaceEntry } from './moves.ts';
import { synonymOfKey } from './synonyms.ts';

/**
 * Reports a key that the standard does not have there: where it belongs, what it was most likely meant to be, or how
 * the standard lets one write it.
 *
 * @param object name of the map's shape; `name` is how messages name it; `allowed` the keys that it may have
 * @returns the key that was meant, where that is clear
 */
export function judgeUnknownKey(
	judge: Judge,
	map: MapNode,
	entry: Entry,
	object: string,
	name: string,
	allowed: readonly string[],
): string | undefined {
	const home = homeOf(object, entry.key);
	if (home !== undefined) {
		judge.add('contract.misplaced-key', entry.keyRange, `"${entry.key}" belongs under "${home}" of ${withArticle(name)}`, {
			fixes: moveUnder(judge.text, map, entry, home),
		});
		return undefined;
	}
	const unknown = `Unknown key "${clip(entry.key, 30)}" in ${withArticle(name)}`;
	const free = allowed.filter((key) => map.get(key) === undefined);
	const close = nearest(entry.key, free) ?? nearest(entry.key, allowed);
	const other = objectWithKey(object, entry.key);
	const meant = meantKey(object, entry, allowed) ?? (other === undefined || isNumber(entry.key, close) ? close : undefined);
	if (meant !== undefined) {
		const isTaken = map.get(meant) !== undefined;
		judge.add('contract.unknown-key', entry.keyRange, `${unknown}; did you mean "${meant}"?`, {
			fixes: [...(isTaken ? [] : renameKey(entry, meant)), ...custom(judge, map, entry, allowed)],
		});
		return meant;
	}
	if (other !== undefined) {
		judge.add('contract.misplaced-key', entry.keyRange, `"${entry.key}" belongs in ${withArticle(other)}, not in ${withArticle(name)}`);
		return undefined;
	}
	const negated = negatedRequired(object, entry);
	if (negated !== undefined) {
		judge.add('contract.unknown-key', entry.keyRange, `${unknown}; the standard says "${negated}"`, {
			fixes: map.get('required') === undefined ? replaceEntry(entry, negated) : [],
		});
		return undefined;
	}
	const hint = allowed.includes('customProperties') ? '; your own keys go under "customProperties"' : '';
	judge.add('contract.unknown-key', entry.keyRange, `${unknown}${hint}`, { fixes: custom(judge, map, entry, allowed) });
	return undefined;
}

/** The key of the standard for a word of another vocabulary. */
function meantKey(object: string, entry: Entry, allowed: readonly string[]): string | undefined {
	const isProperty = object === 'property' || object === 'element';
	if (isProperty && /^(?:data_?)?type$/i.test(entry.key) && entry.value.kind === 'scalar') {
		return Object.hasOwn(logicalTypes, entry.value.text) ? 'logicalType' : 'physicalType';
	}
	return synonymOfKey(object, entry.key, allowed);
}

/** `server` for `servers`, and the reverse. */
function isNumber(key: string, close: string | undefined): boolean {
	return close !== undefined && (close === `${key}s` || key === `${close}s`);
}

/** `nullable: true` is `required: false` here. */
function negatedRequired(object: string, entry: Entry): string | undefined {
	if ((object !== 'property' && object !== 'element') || !/^(?:is_?)?(?:nullable|optional)$/i.test(entry.key)) return undefined;
	const value = entry.value.kind === 'scalar' ? entry.value.value : undefined;
	return typeof value === 'boolean' ? `required: ${!value}` : undefined;
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
