import { count } from '../../report/words.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import { numberOf } from '../../spec/rules/qualityRule.ts';
import type { Property } from '../../spec/rules/walk.ts';
import type { MapNode, Node } from '../../spec/yaml/node.ts';
import { code, listingWithin } from './markdown.ts';

/** What a property's values must be, in a few words each: `from 0 to 10`, `at most 20 characters`, `one of A and B`. */
export function constraintsOf(property: Property): string[] {
	const options = entryOf(property.node, 'logicalTypeOptions')?.value;
	return [
		...(property.primaryKey?.value === true ? ['primary key'] : []),
		...(property.required?.value === true ? ['never null'] : []),
		...(property.unique?.value === true ? ['no value twice'] : []),
		...(options?.kind === 'map' ? optionWords(options) : []),
		...enumWords(property),
	];
}

function optionWords(options: MapNode): string[] {
	const given = (key: string): string | undefined => valueText(options.get(key)?.value);
	const between = (low: string, high: string, unit = ''): string[] => {
		const [from, to] = [given(low), given(high)];
		if (from !== undefined && to !== undefined) return [from === to ? `exactly ${from}${unit}` : `${from} to ${to}${unit}`];
		return [...(from === undefined ? [] : [`at least ${from}${unit}`]), ...(to === undefined ? [] : [`at most ${to}${unit}`])];
	};
	const single: readonly [string, (value: string) => string][] = [
		['exclusiveMinimum', (value) => `above ${value}`],
		['exclusiveMaximum', (value) => `below ${value}`],
		['multipleOf', (value) => `a multiple of ${value}`],
		['pattern', (value) => `matches ${value}`],
		['format', (value) => `format ${value}`],
		['dimensions', (value) => `${value} dimensions`],
	];
	return [
		...between('minimum', 'maximum'),
		...between('minLength', 'maxLength', ' characters'),
		...between('minItems', 'maxItems', ' items'),
		...between('minProperties', 'maxProperties', ' properties'),
		...single.flatMap(([key, say]) => {
			const value = given(key);
			return value === undefined || value === 'true' || value === 'false' ? [] : [say(value)];
		}),
		...(given('uniqueItems') === 'true' ? ['no item twice'] : []),
	];
}

function enumWords(property: Property): string[] {
	const values = (property.enum ?? []).flatMap(({ node }) => textOf(entryOf(node, 'value')?.value) ?? []);
	return values.length === 0
		? []
		: [
				`one of ${listingWithin(
					values.map((value) => code(value, 24)),
					60,
					6,
				)}`,
			];
}

function valueText(node: Node | undefined): string | undefined {
	if (node?.kind !== 'scalar' || node.style === 'absent') return undefined;
	if (typeof node.value === 'boolean') return String(node.value);
	const number = numberOf(node);
	return number === undefined ? code(node.text) : count(number);
}
