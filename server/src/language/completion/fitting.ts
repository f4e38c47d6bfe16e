import { logicalTypes } from '../../spec/contract/logicalTypes.ts';
import { operatorKeys, qualityTypes, typedQualityKeys } from '../../spec/contract/qualityTypes.ts';
import { type ServerType, serverTypes } from '../../spec/contract/serverTypes.ts';
import type { KeyShape, ObjectShape } from '../../spec/contract/shape.ts';
import { isBefore, type OdcsVersion } from '../../spec/contract/versions.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import { plumblineMetrics } from '../../spec/rules/plumblineMetrics.ts';
import type { MapNode, Node } from '../../spec/yaml/node.ts';
import type { Step } from '../cursor.ts';

/** A map that is being written. */
export interface Holder {
	readonly map: MapNode;
	readonly shape: ObjectShape;
	/** From the root to the map, or to the list that it will be an item of. */
	readonly steps: readonly Step[];
	readonly version: OdcsVersion;
}

/** A key that fits, in a version that has it. */
export interface FittingKey {
	readonly key: string;
	readonly shape: KeyShape;
	readonly isRequired: boolean;
	/** Replaced in this version, and still understood. */
	readonly isDeprecated: boolean;
}

/** The keys that a map may have beside those it has, in the standard's order. */
export function fittingKeys(holder: Holder): FittingKey[] {
	const { map, shape, version } = holder;
	const rules = rulesOf[shape.name]?.(holder) ?? {};
	const keys: FittingKey[] = [];
	for (const [key, known] of Object.entries(shape.keys)) {
		if (map.get(key) !== undefined || isBefore(version, known.since ?? version)) continue;
		if (rules.allows?.(key) === false) continue;
		keys.push({
			key,
			shape: known,
			isRequired: isRequired(known, version) || rules.required?.includes(key) === true,
			isDeprecated: known.deprecated !== undefined && !isBefore(version, known.deprecated.since),
		});
	}
	return keys;
}

export function isRequired({ required, requiredSince, requiredUntil }: KeyShape, version: OdcsVersion): boolean {
	if (requiredUntil !== undefined) return !isBefore(requiredUntil, version);
	return required && (requiredSince === undefined || !isBefore(version, requiredSince));
}

/** What hangs on a map's own values, or on where it stands. */
interface Rules {
	readonly allows?: (key: string) => boolean;
	readonly required?: readonly string[];
}

const rulesOf: { readonly [shape: string]: (holder: Holder) => Rules } = {
	server: serverRules,
	'quality rule': qualityRules,
	property: propertyRules,
	element: propertyRules,
	logicalTypeOptions: optionRules,
	relationship: relationshipRules,
	'schema object': ({ map }) => ({ allows: (key) => key !== 'properties' || wordOf(map, 'logicalType') !== 'blob' }),
	contract: ({ version }) => ({ allows: (key) => key !== 'slaDefaultElement' || isBefore(version, '3.1.0') }),
};

const typedFields: ReadonlySet<string> = new Set(
	Object.values<ServerType>(serverTypes).flatMap((type) => [...type.required, ...type.optional]),
);

function serverRules({ map, version }: Holder): Rules {
	const types: { readonly [type: string]: ServerType } = serverTypes;
	const name = wordOf(map, 'type') ?? '';
	const type = Object.hasOwn(types, name) ? types[name] : undefined;
	// Before the type is known, so is no field.
	if (type === undefined) return { allows: (key) => !typedFields.has(key) || (name !== '' && !Object.hasOwn(types, name)) };
	const required = [
		...type.required,
		...Object.keys(type.requiredUntil ?? {}).filter((key) => !isBefore(type.requiredUntil?.[key] ?? '3.0.0', version)),
	];
	const fields: ReadonlySet<string> = new Set([...type.required, ...type.optional]);
	return { required, allows: (key) => fields.has(key) || !typedFields.has(key) };
}

function qualityRules({ map, steps }: Holder): Rules {
	const type = ruleType(map);
	const keys = new Set(qualityTypes[type]?.keys);
	if (map.get('metric') !== undefined) for (const key of qualityTypes.library?.keys ?? []) keys.add(key);
	const metric = wordOf(map, 'metric');
	const compares = operatorKeys.some((key) => map.get(key) !== undefined);
	const isFresh = map.entries.every((entry) => !typedQualityKeys.has(entry.key) && entry.key !== 'type');
	return {
		required: isFresh ? [] : (qualityTypes[type]?.required ?? []),
		allows(key) {
			if (!typedQualityKeys.has(key)) return key !== 'unit' || (metric !== 'rowCount' && type !== 'text' && type !== 'custom');
			if (!keys.has(key)) return false;
			if (key === 'rule') return metric === undefined;
			if (key === 'arguments') return argumentKeys(metric, isOnProperty(steps)).length > 0;
			return !isOperator(key) || (!compares && !isFresh);
		},
	};
}

/** What a rule is, by its type or by the keys it has so far; `library` where it has none. */
export function ruleType(map: Node): string {
	const declared = wordOf(map, 'type');
	if (declared !== undefined) return declared;
	if (entryOf(map, 'metric') !== undefined || entryOf(map, 'rule') !== undefined) return 'library';
	if (entryOf(map, 'query') !== undefined) return 'sql';
	return entryOf(map, 'engine') !== undefined || entryOf(map, 'implementation') !== undefined ? 'custom' : 'library';
}

/** The types that a rule may have beside the keys that it has; all of them where no type has all those keys. */
export function fittingTypes(rule: Node): readonly string[] {
	const typed = rule.kind === 'map' ? rule.entries.map(({ key }) => key).filter((key) => typedQualityKeys.has(key)) : [];
	const types = Object.keys(qualityTypes);
	const fitting = types.filter((type) => typed.every((key) => qualityTypes[type]?.keys.includes(key)));
	return fitting.length === 0 ? types : fitting;
}

/** What a metric of the standard's library needs to know. */
export function argumentKeys(metric: string | undefined, onProperty: boolean): readonly string[] {
	if (metric === 'missingValues') return ['missingValues'];
	if (metric === 'invalidValues') return ['validValues', 'pattern'];
	return metric === 'duplicateValues' && !onProperty ? ['properties'] : [];
}

/** Keys of `implementation` in a rule of our own engine. */
export function implementationKeys(implementation: MapNode): readonly string[] {
	const metric = wordOf(implementation, 'metric');
	const compares = operatorKeys.some((key) => implementation.get(key) !== undefined);
	const own = metric !== undefined && Object.hasOwn(plumblineMetrics, metric) ? (plumblineMetrics[metric]?.keys ?? []) : [];
	return ['metric', ...own, ...(compares || metric === undefined ? [] : operatorKeys)].filter(
		(key) => implementation.get(key) === undefined,
	);
}

export function isOperator(key: string): boolean {
	return operatorKeys.some((operator) => operator === key);
}

/** Whether a rule or a relationship stands at a property, not at an object. */
export function isOnProperty(steps: readonly Step[]): boolean {
	return steps.some(({ by }) => by === 'properties' || by === 'items' || by === 'map');
}

function propertyRules({ map }: Holder): Rules {
	const name = wordOf(map, 'logicalType') ?? '';
	const type = Object.hasOwn(logicalTypes, name) ? logicalTypes[name] : undefined;
	return {
		required: [...(type?.parts === 'map' ? ['map'] : []), ...(type?.requiredOptions === undefined ? [] : ['logicalTypeOptions'])],
		allows(key) {
			if (key === 'properties' || key === 'items' || key === 'map') return type?.parts === key;
			if (key === 'logicalTypeOptions') return type !== undefined && type.options.length > 0;
			if (key === 'primaryKeyPosition') return wordOf(map, 'primaryKey') === 'true';
			return key !== 'partitionKeyPosition' || wordOf(map, 'partitioned') === 'true';
		},
	};
}

function optionRules({ steps }: Holder): Rules {
	const property = steps.at(-2)?.node;
	const name = (property && wordOf(property, 'logicalType')) ?? '';
	const type = Object.hasOwn(logicalTypes, name) ? logicalTypes[name] : undefined;
	if (type === undefined) return {};
	return { required: type.requiredOptions ?? [], allows: (key) => type.options.includes(key) };
}

function relationshipRules({ steps }: Holder): Rules {
	const onProperty = isOnProperty(steps);
	return { required: onProperty ? [] : ['from'], allows: (key) => key !== 'from' || !onProperty };
}

export function wordOf(map: Node, key: string): string | undefined {
	return textOf(entryOf(map, key)?.value);
}
