import { entryOf, textOf } from '../../spec/rules/place.ts';
import type { Node } from '../../spec/yaml/node.ts';
import { taken } from './names.ts';
import type { Offer } from './offer.ts';
import { offer, type ValuePlace } from './values.ts';

/** A contract has no more parts than these that anybody would look for a word in. */
const mostNodes = 100_000;

/** The author's own words from other places of the contract, where the same ones are meant to be used again. */
export function usedOffers(place: ValuePlace): Offer[] {
	const wanted = place.key === 'tags' ? tagsIn : `${place.object}.${place.key}` === 'custom property.property' ? customNamesIn : undefined;
	if (wanted === undefined) return [];
	const here = place.steps.at(-1)?.node;
	const without = taken(place);
	const counts = new Map<string, number>();
	for (const node of nodesIn(place.of.root)) {
		for (const each of wanted(node)) {
			const word = each === here ? undefined : textOf(each);
			if (word !== undefined && word !== '' && !without.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
		}
	}
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.map(([word, times]) => offer(place, word, { kind: 'name', detail: times === 1 ? 'used here' : `used here ${times} times` }));
}

function tagsIn(node: Node): readonly Node[] {
	const tags = entryOf(node, 'tags')?.value;
	return tags?.kind === 'seq' ? tags.items : [];
}

function customNamesIn(node: Node): readonly Node[] {
	const list = entryOf(node, 'customProperties')?.value;
	return list?.kind === 'seq' ? list.items.flatMap((item) => entryOf(item, 'property')?.value ?? []) : [];
}

function* nodesIn(root: Node): Iterable<Node> {
	const stack = [root];
	let left = mostNodes;
	for (let node = stack.pop(); node !== undefined && left > 0; node = stack.pop()) {
		left--;
		yield node;
		if (node.kind === 'map') for (const { value } of node.entries) stack.push(value);
		else if (node.kind === 'seq') for (const item of node.items) stack.push(item);
	}
}
