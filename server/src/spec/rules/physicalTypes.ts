import { isBefore } from '../contract/versions.ts';
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

const scalars: readonly Family[] = ['integer', 'number', 'boolean', 'date', 'time', 'timestamp'];

const impossible: { readonly [logicalType: string]: readonly Family[] } = {
	string: scalars,
	integer: ['boolean', 'date', 'time', 'timestamp'],
	number: ['boolean', 'date', 'time', 'timestamp'],
	boolean: ['number', 'date', 'time', 'timestamp'],
	date: ['number', 'boolean', 'time'],
	timestamp: ['boolean', 'time'],
	time: ['boolean', 'date'],
	object: scalars,
	array: scalars,
	map: scalars,
	vector: scalars,
};

function contradicts(logicalType: string, family: Family): boolean {
	return impossible[logicalType]?.includes(family) === true;
}

const families: { readonly [name: string]: Family } = {
	...named(
		'integer',
		'tinyint smallint mediumint int integer bigint hugeint int1 int2 int4 int16 int32 int64 long short serial bigserial smallserial',
	),
	...named('integer', 'utinyint usmallint uinteger ubigint uint8 uint16 uint32 uint64'),
	...named('number', 'float double real float4 float8 float32 float64 decimal numeric'),
	...named('boolean', 'bool boolean'),
	...named('date', 'date date32'),
	...named('time', 'time'),
	...named(
		'timestamp',
		'timestamp timestamptz timestamp_ntz timestamp_ltz timestamp_tz timestamp_s timestamp_ms timestamp_us timestamp_ns datetime datetime2',
	),
};

function named(family: Family, words: string): { [name: string]: Family } {
	return Object.fromEntries(words.split(' ').map((word) => [word, family]));
}

/** `DECIMAL(10,2)` → number. Nothing for lists (`INTEGER[]`) and names that are not known for certain. */
function familyOf(physicalType: string): Family | undefined {
	const match = /^\s*([a-z][a-z0-9_]*)\s*(?:\([\d\s,]*\))?(\s+(?:precision|unsigned|with(?:out)? time zone))?\s*$/i.exec(physicalType);
	const name = match?.[1]?.toLowerCase() ?? '';
	return Object.hasOwn(families, name) ? families[name] : undefined;
}
