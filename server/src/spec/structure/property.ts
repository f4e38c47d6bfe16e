import { type LogicalTypeShape, logicalTypes, typesWithOption } from '../contract/logicalTypes.ts';
import type { Fix } from '../finding.ts';
import { oneOf } from '../rules/finding.ts';
import { addKey, asGuess } from '../rules/write.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import type { Judge } from './judge.ts';
import type { ObjectRules } from './objectRules.ts';
import { judgeOptions } from './options.ts';

const partKeys = ['properties', 'items', 'map'];

/** What describes the parts of a property, and its options, hang on its logical type. */
export function propertyRules(judge: Judge, map: MapNode): ObjectRules {
	const node = map.get('logicalType')?.value;
	const declared = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
	const type: LogicalTypeShape | undefined =
		declared !== undefined && Object.hasOwn(logicalTypes, declared) ? logicalTypes[declared] : undefined;
	const required = [...(type?.parts === 'map' ? ['map'] : []), ...(type?.requiredOptions ? ['logicalTypeOptions'] : [])];
	return {
		...(type !== undefined && { name: `${declared} property` }),
		required,
		// Where the type is unknown, its own finding is enough.
		allows: (key) => !partKeys.includes(key) || (type === undefined ? key !== 'map' || node !== undefined : type.parts === key),
		disallowed: (entry) => judgeParts(judge, map, entry, declared),
		also() {
			judgeEnum(judge, map);
			const options = map.get('logicalTypeOptions');
			if (options?.value.kind !== 'map') return;
			if (node === undefined) judgeUntypedOptions(judge, map, options, options.value);
			else if (type !== undefined && declared !== undefined) judgeOptions(judge, options, options.value, declared, type);
		},
	};
}

function judgeParts(judge: Judge, map: MapNode, entry: Entry, declared: string | undefined): void {
	const owner = Object.keys(logicalTypes).find((name) => logicalTypes[name]?.parts === entry.key) ?? 'object';
	const node = map.get('logicalType')?.value;
	if (declared === undefined || node === undefined) {
		judge.add('contract.missing-logical-type', entry.keyRange, `"${entry.key}" needs "logicalType: ${owner}" beside it`, {
			fixes: addKey(judge.text, map, 'logicalType', owner, `Add logicalType: ${owner}`),
		});
		return;
	}
	const fixes: Fix[] =
		node.alias === undefined ? asGuess([{ title: `Change logicalType to ${owner}`, edits: [{ range: node.range, newText: owner }] }]) : [];
	judge.add('contract.misplaced-key', entry.keyRange, `"${entry.key}" belongs to logicalType ${owner}, but this property is ${declared}`, {
		fixes,
	});
}

function judgeUntypedOptions(judge: Judge, map: MapNode, entry: Entry, options: MapNode): void {
	if (options.entries.length === 0) return;
	const types = possibleTypes(options);
	const [guess] = types;
	const hint = types.length === 0 ? '' : `, here ${oneOf(types, 4)}`;
	judge.add('contract.missing-logical-type', entry.keyRange, `"logicalTypeOptions" needs a "logicalType" beside it${hint}`, {
		fixes:
			guess === undefined
				? []
				: types.slice(0, 3).flatMap((type) => {
						const add = addKey(judge.text, map, 'logicalType', type, `Add logicalType: ${type}`);
						return types.length > 1 ? asGuess(add) : add;
					}),
	});
}

/** The logical types that know every option that is there, the likeliest first. */
function possibleTypes(options: MapNode): string[] {
	let types = Object.keys(logicalTypes);
	for (const option of options.entries) {
		const knowing = typesWithOption(option.key);
		// What no type knows is misspelt, and says nothing about the type.
		if (knowing.length > 0) types = types.filter((type) => knowing.includes(type) && fitsBounds(option, type));
	}
	const whole = options.entries.every(
		(entry) => entry.value.kind !== 'scalar' || typeof entry.value.value !== 'number' || Number.isInteger(entry.value.value),
	);
	const likeliest = whole ? ['string', 'integer', 'number'] : ['string', 'number'];
	return types.sort((a, b) => rank(likeliest, a) - rank(likeliest, b));
}

function fitsBounds(option: Entry, type: string): boolean {
	const shape = logicalTypes[type];
	if (option.value.kind !== 'scalar') return true;
	const { value } = option.value;
	if (option.key === 'format') return shape?.formats === undefined || shape.formats.includes(String(value));
	if (!/inimum|aximum/.test(option.key) || shape?.bounds === undefined || typeof value === 'boolean') return true;
	return shape.bounds === (typeof value === 'string' ? 'string' : 'number');
}

function rank(order: readonly string[], type: string): number {
	const index = order.indexOf(type);
	return index === -1 ? order.length : index;
}

function judgeEnum(judge: Judge, map: MapNode): void {
	const list = map.get('enum')?.value;
	if (list?.kind !== 'seq') return;
	const seen = new Map<unknown, Entry>();
	for (const item of list.items) {
		const value = item.kind === 'map' ? item.get('value') : undefined;
		if (value?.value.kind !== 'scalar') continue;
		const key = value.value.value;
		const first = seen.get(key);
		if (first === undefined) seen.set(key, value);
		else {
			judge.add('contract.duplicate-item', value.value.range, `The value ${value.value.text} stands twice in "enum"`, {
				related: [{ range: first.value.range, message: 'It stands here first' }],
			});
		}
	}
}
