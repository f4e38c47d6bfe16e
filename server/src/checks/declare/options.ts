import { entryOf } from '../../spec/rules/place.ts';
import type { Entry } from '../../spec/yaml/node.ts';
import type { Check } from '../check.ts';
import { collectionOption } from './collectionOptions.ts';
import { check, notEnforced, type PropertySubject } from './draft.ts';
import { numberOption } from './numberOptions.ts';
import { stringOption } from './stringOptions.ts';
import { temporalOption } from './temporalOptions.ts';

/** What one option asks: the checks of it, or undefined where the option does not belong to the type. */
export type OptionFamily = (subject: PropertySubject, entry: Entry) => Promise<readonly Check[] | undefined> | readonly Check[] | undefined;

/** Keys that describe and exclude no value. `defaultTimezone` says how values are read. */
export const descriptiveOptions: ReadonlySet<string> = new Set([
	'distanceMetric',
	'embeddingModel',
	'embeddingModelVersion',
	'defaultTimezone',
]);

/** The checks of `logicalTypeOptions`: one for each option that excludes values. */
export async function optionChecks(subject: PropertySubject): Promise<Check[]> {
	const options = entryOf(subject.node, 'logicalTypeOptions')?.value;
	if (options?.kind !== 'map') return [];
	const logicalType = subject.property.logicalType?.value;
	const checks: Check[] = [];
	for (const entry of options.entries) {
		if (descriptiveOptions.has(entry.key) || saysNothing(entry)) continue;
		const family = logicalType === undefined ? undefined : familyOf(logicalType);
		const declared = await family?.(subject, entry);
		checks.push(...(declared ?? [misplaced(subject, entry, logicalType)]));
	}
	return checks;
}

function familyOf(logicalType: string): OptionFamily | undefined {
	switch (logicalType) {
		case 'string':
			return stringOption;
		case 'integer':
		case 'number':
			return numberOption;
		case 'date':
		case 'timestamp':
		case 'time':
			return temporalOption;
		case 'object':
		case 'array':
		case 'map':
		case 'vector':
			return collectionOption;
		default:
			return undefined;
	}
}

/** `uniqueItems: false` and an option without a value ask for nothing. */
function saysNothing({ value }: Entry): boolean {
	return value.kind === 'scalar' && (value.style === 'absent' || value.value === null || value.value === false);
}

function misplaced(subject: PropertySubject, entry: Entry, logicalType: string | undefined): Check {
	const reason =
		logicalType === undefined
			? `${subject.name} names no logicalType, which decides what ${entry.key} means`
			: `${entry.key} is no option of logicalType ${logicalType}`;
	return check(subject, {
		key: entry.key,
		rule: 'data.unknown-option',
		family: 'constraint',
		range: entry.keyRange,
		expected: entry.key,
		measure: notEnforced(reason),
	});
}
