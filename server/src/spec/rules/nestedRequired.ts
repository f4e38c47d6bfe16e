import { clip, finding } from './finding.ts';
import { nearest } from './nearest.ts';
import { entryOf, textOf } from './place.ts';
import type { Rule } from './rule.ts';
import { propertiesOf, qualifiedName } from './walk.ts';
import { asGuess, replaceValue } from './write.ts';

/** `logicalTypeOptions.required` of an object names properties that it declares. One that declares none is open. */
export const nestedRequired: Rule = function* ({ contract }) {
	for (const place of propertiesOf(contract)) {
		const { property } = place;
		const options = property.logicalTypeOptions?.node;
		const listed = options === undefined ? undefined : entryOf(options, 'required')?.value;
		const inner = property.properties ?? [];
		if (listed?.kind !== 'seq' || inner.length === 0) continue;
		const names = inner.flatMap((part) => [part.name?.value, part.physicalName?.value]).filter((name) => name !== undefined);
		const seen = new Set<string>();
		for (const item of listed.items) {
			const name = textOf(item);
			if (name === undefined || name.includes('${')) continue;
			if (seen.has(name)) yield finding('contract.required-unknown', `"${clip(name)}" is listed twice; remove one`, item.range);
			seen.add(name);
			if (names.includes(name)) continue;
			const meant = nearest(name, names);
			const hint = meant === undefined ? '; declare it under properties' : `; did you mean "${clip(meant, 30)}"?`;
			const fixes = meant === undefined ? [] : asGuess(replaceValue(item, meant));
			yield finding(
				'contract.required-unknown',
				`${clip(qualifiedName(place))} declares no property "${clip(name, 30)}"${hint}`,
				item.range,
				{ fixes },
			);
		}
	}
};
