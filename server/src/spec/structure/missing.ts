import { newestVersion } from '../contract/versions.ts';
import type { Fix } from '../finding.ts';
import { addKey } from '../rules/write.ts';
import type { MapNode } from '../yaml/node.ts';
import type { Judge } from './judge.ts';

/** Values that are right for most; a key without one gets no mend, since nobody but the author knows. */
const usualValues: { readonly [place: string]: string } = {
	'contract.apiVersion': `v${newestVersion}`,
	'contract.kind': 'DataContract',
	'contract.version': '1.0.0',
	'contract.status': 'draft',
	'vector property.logicalTypeOptions': '{ dimensions: 768 }',
};

/** Mends that add the missing keys with their usual values. */
export function missingKeyFixes(judge: Judge, map: MapNode, keys: readonly string[], name: string): Fix[] {
	const fixes: Fix[] = [];
	for (const key of keys) {
		const value = usualValues[`${name}.${key}`];
		if (value !== undefined) fixes.push(...addKey(judge.text, map, key, value, `Add ${key}: ${value}`));
	}
	return fixes;
}
