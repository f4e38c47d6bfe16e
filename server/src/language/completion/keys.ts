import { newestVersion } from '../../spec/contract/versions.ts';
import { operatorDocs, plumblineKeyDocs } from '../glossary.ts';
import {
	argumentKeys,
	type FittingKey,
	fittingKeys,
	fittingTypes,
	implementationKeys,
	isOnProperty,
	isOperator,
	wordOf,
} from './fitting.ts';
import { asksOn, keySnippet } from './keyText.ts';
import type { Offer } from './offer.ts';
import type { Place } from './place.ts';
import { stop } from './snippet.ts';

/** The keys that may be written: those that must be there first, then by the standard's order, those it has replaced last. */
export function keyOffers(place: Place): Offer[] {
	const { wanted, steps, version, word, layout } = place;
	if (wanted.kind !== 'key' || wanted.shape === undefined) return [];
	const { map, shape } = wanted;
	if (shape.name === 'arguments') return argumentOffers(place);
	if (shape.name === 'implementation') return implementationOffers(place);
	const metric = shape.name === 'quality rule' ? wordOf(map, 'metric') : undefined;
	const ruleTypes = fittingTypes(withoutTyped(place));
	const context = { version, layout, flow: word.flow, metric, onProperty: isOnProperty(steps), ruleTypes };
	const keys = fittingKeys({ map: withoutTyped(place), shape, steps, version });
	return inUsualOrder(shape.name, keys).map(({ key, shape: known, isRequired, isDeprecated }): Offer => {
		const snippet = word.colon ? key : keySnippet(shape.name, key, known, context);
		return {
			label: key,
			kind: 'key',
			insert: snippet,
			rank: isDeprecated ? 5 : isRequired ? 0 : isOperator(key) ? 1 : 2,
			about: { object: shape.name, key, version },
			...(isRequired ? { detail: 'required' } : isDeprecated ? { detail: 'deprecated' } : {}),
			...(isDeprecated ? { isDeprecated } : {}),
			...(asksOn(snippet) ? { asksOn: true } : {}),
		};
	});
}

/** What most authors write first. */
const usual: { readonly [object: string]: readonly string[] } = {
	contract: ['name', 'status', 'domain', 'description', 'servers', 'schema', 'slaProperties', 'team', 'support', 'roles', 'price'],
	'schema object': ['properties', 'description', 'quality', 'physicalName', 'physicalType', 'relationships', 'businessName', 'tags'],
	property: [
		'logicalType',
		'logicalTypeOptions',
		'physicalType',
		'description',
		'required',
		'unique',
		'primaryKey',
		'primaryKeyPosition',
		'properties',
		'items',
		'map',
		'enum',
		'quality',
		'relationships',
		'examples',
		'classification',
		'businessName',
		'physicalName',
		'tags',
	],
	element: ['logicalType', 'logicalTypeOptions', 'properties', 'items', 'map', 'description', 'required', 'enum', 'quality'],
	'quality rule': [
		'metric',
		'type',
		'query',
		'engine',
		'implementation',
		'arguments',
		'unit',
		'severity',
		'dimension',
		'description',
		'name',
	],
	'SLA property': ['unit', 'element', 'description', 'driver'],
	relationship: ['type'],
};

function inUsualOrder(object: string, keys: readonly FittingKey[]): FittingKey[] {
	const order = usual[object] ?? [];
	const rank = ({ key }: FittingKey) => (order.includes(key) ? order.indexOf(key) : order.length);
	return [...keys].sort((a, b) => rank(a) - rank(b));
}

/** The map without the key that is being written over. */
export function withoutTyped({ wanted, word }: Place): Extract<Place['wanted'], { kind: 'key' }>['map'] {
	if (wanted.kind !== 'key') throw new Error('only a key has a map');
	const entries = wanted.map.entries.filter(({ keyRange }) => keyRange.start > word.cursor || keyRange.end < word.cursor);
	const get = (key: string) => entries.find((entry) => entry.key === key);
	return { kind: 'map', flow: wanted.map.flow, range: wanted.map.range, entries, get };
}

/** What a metric of the standard's library needs to know. */
function argumentOffers(place: Place): Offer[] {
	const { wanted, steps, word } = place;
	const rule = steps.at(-2)?.node;
	if (wanted.kind !== 'key' || rule === undefined) return [];
	const present = withoutTyped(place);
	return argumentKeys(wordOf(rule, 'metric'), isOnProperty(steps))
		.filter((key) => present.get(key) === undefined)
		.map((key) => ({
			label: key,
			kind: 'key',
			insert: word.colon ? key : key === 'pattern' ? 'pattern: ' : `${key}: [$1]`,
			rank: 0,
			about: { object: 'arguments', key, version: newestVersion },
			asksOn: true,
		}));
}

/** What a rule of our own engine may say; other engines have languages of their own. */
function implementationOffers(place: Place): Offer[] {
	const rule = place.steps.at(-2)?.node;
	if (place.wanted.kind !== 'key' || rule === undefined || wordOf(rule, 'engine') !== 'plumbline') return [];
	return implementationKeys(withoutTyped(place)).map((key): Offer => {
		const behind = key === 'metric' || key === 'reference' ? ' ' : /Between$/.test(key) ? ' [$1, $2]' : ` ${stop(1)}`;
		const doc = operatorDocs[key] ?? plumblineKeyDocs[key];
		return {
			label: key,
			kind: 'key',
			insert: place.word.colon ? key : `${key}:${behind}`,
			rank: key === 'metric' ? 0 : 1,
			...(doc === undefined ? {} : { documentation: doc }),
			...(key === 'metric' ? { asksOn: true } : {}),
		};
	});
}
