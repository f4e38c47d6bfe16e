import { isBefore } from '../contract/versions.ts';
import { parsePhysicalType } from '../physicalType.ts';
import { clip, finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { propertiesOf, qualifiedName } from './walk.ts';
import { asGuess, replaceValue } from './write.ts';

/** A physical type that no value of the logical type could have. Only pairs that are certain: text may hold anything. */
export const physicalTypes: Rule = function* ({ contract, version }) {
	for (const place of propertiesOf(contract)) {
		const { logicalType, physicalType } = place.property;
		if (logicalType === undefined || physicalType === undefined) continue;
		const family = familyOf(physicalType.value);
		if (family === undefined || !contradicts(logicalType.value, family)) continue;
		const meant = logicalTypeOf[family];
		// Before 3.1 there was no logical type for times.
		if (logicalType.value === 'date' && family === 'time' && isBefore(version, '3.1.0')) continue;
		const message = `${qualifiedName(place)}: ${clip(physicalType.value, 24)} holds no ${logicalType.value}; write logicalType: ${meant}`;
		yield finding('contract.physical-type', message, physicalType.node.range, {
			related: [{ range: logicalType.node.range, message: 'logicalType is here' }],
			fixes: asGuess(replaceValue(logicalType.node, meant, `Write logicalType: ${meant}`)),
		});
	}
};

type Family = 'integer' | 'number' | 'boolean' | 'date' | 'time' | 'timestamp';

const logicalTypeOf: { readonly [family in Family]: string } = {
	integer: 'integer',
	number: 'number',
	boolean: 'boolean',
	date: 'date',
	time: 'time',
	timestamp: 'timestamp',
};

const families: readonly Family[] = ['integer', 'number', 'boolean', 'date', 'time', 'timestamp'];

const impossible: { readonly [logicalType: string]: readonly Family[] } = {
	string: families,
	integer: ['boolean', 'date', 'time', 'timestamp'],
	number: ['boolean', 'date', 'time', 'timestamp'],
	boolean: ['number', 'date', 'time', 'timestamp'],
	date: ['number', 'boolean', 'time'],
	timestamp: ['boolean', 'time'],
	time: ['boolean', 'date'],
	object: families,
	array: families,
	map: families,
	vector: families,
};

function contradicts(logicalType: string, family: Family): boolean {
	return impossible[logicalType]?.includes(family) === true;
}

/** Nothing for texts, lists and names that mean different things in different systems. */
function familyOf(physicalType: string): Family | undefined {
	// Oracle keeps flags in a NUMBER(1), and MySQL whole numbers in a BIT(8).
	if (/^\s*(?:number|bit)\b/i.test(physicalType)) return undefined;
	const kind = parsePhysicalType(physicalType)?.kind;
	if (kind === 'decimal' || kind === 'float') return 'number';
	return families.find((family) => family === kind);
}
