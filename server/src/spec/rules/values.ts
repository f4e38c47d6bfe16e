import type { OdcsVersion } from '../contract/versions.ts';
import type { Finding } from '../finding.ts';
import type { Node } from '../yaml/node.ts';
import { clip, finding } from './finding.ts';
import { misfit } from './misfit.ts';
import { nearest } from './nearest.ts';
import { entryOf, textOf } from './place.ts';
import { argumentsOf, metricOf } from './qualityRule.ts';
import type { Rule } from './rule.ts';
import { type Property, type PropertyPlace, propertiesOf, qualifiedName } from './walk.ts';
import { asGuess, replaceValue } from './write.ts';

/** Values that a contract writes down for a property are values that the property can have. */
export const values: Rule = function* ({ contract, version }) {
	for (const place of propertiesOf(contract)) {
		yield* enumerated(place, version);
		yield* examples(place, version);
		for (const rule of place.property.quality ?? []) {
			if (metricOf(rule.node)?.name !== 'invalidValues') continue;
			const listed = argumentsOf(rule.node)?.get('validValues')?.value;
			if (listed?.kind === 'seq') yield* validValues(place, listed.items, version);
		}
	}
};

/** Nodes of `enum[].value`. */
function enumNodes(property: Property): Node[] {
	const listed = entryOf(property.node, 'enum')?.value;
	if (listed?.kind !== 'seq') return [];
	return listed.items.map((item) => entryOf(item, 'value')?.value).filter((node) => node !== undefined);
}

function* enumerated(place: PropertyPlace, version: OdcsVersion): Iterable<Finding> {
	const seen = new Map<string, Node>();
	for (const node of enumNodes(place.property)) {
		const wrong = misfit(place.property, node, { strict: true, version });
		if (wrong !== undefined) yield described('contract.enum-mismatch', place, node, wrong);
		if (node.kind !== 'scalar') continue;
		const key = `${typeof node.value} ${String(node.value)}`;
		const before = seen.get(key);
		if (before === undefined) {
			seen.set(key, node);
			continue;
		}
		if (sameItem(place.property, before, node)) continue;
		const related = [{ range: before.range, message: 'First listed here' }];
		yield finding('contract.enum-mismatch', `"${clip(node.text)}" is listed twice; only one label can be its own`, node.range, { related });
	}
}

/** Items that are the same in all their keys break the standard's schema, which the structure reports. */
function sameItem(property: Property, first: Node, second: Node): boolean {
	const listed = entryOf(property.node, 'enum')?.value;
	const items = listed?.kind === 'seq' ? listed.items : [];
	const written = (value: Node) => {
		const item = items.find((candidate) => entryOf(candidate, 'value')?.value === value);
		return item?.kind === 'map'
			? JSON.stringify(item.entries.map((entry) => [entry.key, textOf(entry.value) ?? entry.value.kind]).sort())
			: '';
	};
	return written(first) === written(second);
}

function* validValues(place: PropertyPlace, items: readonly Node[], version: OdcsVersion): Iterable<Finding> {
	// Only types: the list may be wider than the options, which hold by themselves.
	for (const node of items) {
		const wrong = misfit(place.property, node, { strict: true, version });
		if (wrong?.kind === 'type') yield described('contract.valid-values-type', place, node, wrong);
	}
}

function described(
	code: 'contract.enum-mismatch' | 'contract.valid-values-type' | 'contract.example-mismatch',
	place: PropertyPlace,
	node: Node,
	{ why, corrected }: NonNullable<ReturnType<typeof misfit>>,
): Finding {
	const mend = corrected === undefined ? '' : `; write ${typeof corrected === 'string' ? JSON.stringify(corrected) : corrected}`;
	const message = `${clip(qualifiedName(place), 36)}: "${clip(textOf(node) ?? '', 24)}" ${why}${mend}`;
	return finding(code, message, node.range, { fixes: corrected === undefined ? [] : replaceValue(node, corrected) });
}

function* examples(place: PropertyPlace, version: OdcsVersion): Iterable<Finding> {
	const listed = entryOf(place.property.node, 'examples')?.value;
	if (listed?.kind !== 'seq') return;
	const allowed = enumNodes(place.property).map((node) => textOf(node));
	for (const node of listed.items) {
		const wrong = misfit(place.property, node, { strict: false, version });
		const text = textOf(node);
		if (wrong !== undefined) {
			yield described('contract.example-mismatch', place, node, wrong);
		} else if (allowed.length > 0 && node.kind === 'scalar' && node.value !== null && text !== undefined && !allowed.includes(text)) {
			const names = allowed.filter((name) => name !== undefined);
			const meant = nearest(text, names);
			const hint = meant === undefined ? '' : `; did you mean "${clip(meant, 24)}"?`;
			const message = `${clip(qualifiedName(place), 36)}: "${clip(text, 24)}" is not in its enum${hint}`;
			yield finding('contract.example-mismatch', message, node.range, {
				fixes: meant === undefined ? [] : asGuess(replaceValue(node, meant)),
			});
		}
	}
}
