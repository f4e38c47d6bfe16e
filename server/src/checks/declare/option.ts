import type { Expression } from '../../engine/expression.ts';
import { entryOf } from '../../spec/rules/place.ts';
import type { Entry } from '../../spec/yaml/node.ts';
import type { Check, Measure } from '../check.ts';
import type { DataCode } from '../codes.ts';
import { check, errored, type PropertySubject, rangeOf, unsetReason, violations } from './draft.ts';
import { anyValue } from './place.ts';

/** What one option of `logicalTypeOptions` asks of the values. */
export interface OptionDraft {
	readonly rule: DataCode;
	readonly expected: string;
	readonly violation: string;
	/** True for a value that breaks the option. */
	readonly breaks: (value: Expression) => Expression;
}

/** The check of an option over every value of its property, however deep. */
export function optionCheck(subject: PropertySubject, entry: Entry, draft: OptionDraft): Check {
	return settledOption(subject, entry, draft, violations(subject, anyValue(subject.place, draft.breaks)));
}

export function settledOption(
	subject: PropertySubject,
	entry: Entry,
	draft: { readonly rule: DataCode; readonly expected: string; readonly violation?: string },
	measure: Measure,
): Check {
	const options = entryOf(subject.node, 'logicalTypeOptions')?.value;
	return check(subject, {
		key: entry.key,
		rule: draft.rule,
		family: 'constraint',
		dimension: 'conformity',
		range: options ? rangeOf(options, entry.key) : entry.keyRange,
		expected: draft.expected,
		...(draft.violation === undefined ? {} : { violation: draft.violation }),
		measure,
	});
}

/** For an option whose value is not of the kind that it needs; the structural rules say so too. */
export function unreadableOption(subject: PropertySubject, entry: Entry, rule: DataCode, wanted: string): Check {
	return settledOption(subject, entry, { rule, expected: entry.key }, errored(unsetReason(entry.value) ?? `${entry.key} is no ${wanted}`));
}

export function wholeNumber({ value }: Entry): number | undefined {
	if (value.kind !== 'scalar') return undefined;
	const number = typeof value.value === 'bigint' ? Number(value.value) : value.value;
	return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}
