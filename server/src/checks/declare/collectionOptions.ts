import type { Expression } from '../../engine/expression.ts';
import { textOf } from '../../spec/rules/place.ts';
import { count, counted, listed } from '../../spec/words.ts';
import type { Entry } from '../../spec/yaml/node.ts';
import type { Check } from '../check.ts';
import type { DataCode } from '../codes.ts';
import { notEnforced, type PropertySubject } from './draft.ts';
import { literal } from './literal.ts';
import { integerRange, outside } from './numberOptions.ts';
import { optionCheck, settledOption, unreadableOption, wholeNumber } from './option.ts';
import { and, call, compare, isNull, misfit, not, or, textValue } from './place.ts';

/** Options of objects, arrays, maps and vectors. A null collection breaks none of them. */
export function collectionOption(subject: PropertySubject, entry: Entry): readonly Check[] | undefined {
	const logicalType = subject.property.logicalType?.value ?? '';
	if (!(OPTIONS[logicalType] ?? []).includes(entry.key)) return undefined;
	switch (entry.key) {
		case 'minProperties':
			return [
				size(subject, entry, { rule: 'data.min-properties', function: 'keys', operator: '<', unit: 'property', plural: 'properties' }),
			];
		case 'maxProperties':
			return [
				size(subject, entry, { rule: 'data.max-properties', function: 'keys', operator: '>', unit: 'property', plural: 'properties' }),
			];
		case 'minItems':
			return [size(subject, entry, { rule: 'data.min-items', function: 'items', operator: '<', unit: 'item', plural: 'items' })];
		case 'maxItems':
			return [size(subject, entry, { rule: 'data.max-items', function: 'items', operator: '>', unit: 'item', plural: 'items' })];
		case 'dimensions':
			return [
				size(subject, entry, { rule: 'data.dimensions', function: 'items', operator: '<>', unit: 'dimension', plural: 'dimensions' }),
			];
		case 'required':
			return [required(subject, entry)];
		case 'uniqueItems':
			return [uniqueItems(subject, entry)];
		case 'normalized':
			return [normalized(subject, entry)];
		case 'elementType':
			return [elementType(subject, entry)];
		default:
			return undefined;
	}
}

const OPTIONS: { readonly [logicalType: string]: readonly string[] } = {
	object: ['minProperties', 'maxProperties', 'required'],
	map: ['minProperties', 'maxProperties', 'required'],
	array: ['minItems', 'maxItems', 'uniqueItems'],
	vector: ['dimensions', 'normalized', 'elementType'],
};

interface Size {
	readonly rule: DataCode;
	readonly function: 'keys' | 'items';
	readonly operator: '<' | '>' | '<>';
	readonly unit: string;
	readonly plural: string;
}

function size(subject: PropertySubject, entry: Entry, { rule, function: sizeOf, operator, unit, plural }: Size): Check {
	const limit = wholeNumber(entry);
	if (limit === undefined) return unreadableOption(subject, entry, rule, 'whole number');
	const than = { '<': 'fewer than', '>': 'more than', '<>': 'other than' }[operator];
	return optionCheck(subject, entry, {
		rule,
		expected: `${entry.key} ${count(limit)}`,
		violation: `of ${than} ${counted(limit, unit, plural)}`,
		breaks: (value) => compare(call(sizeOf, asWritten(subject, value)), operator, literal({ type: 'integer', value: BigInt(limit) })),
	});
}

/** Keys that must be there and not null: in these files an absent key is a null. */
function required(subject: PropertySubject, entry: Entry): Check {
	const keys = entry.value.kind === 'seq' ? entry.value.items.map(textOf) : [];
	const names = keys.filter((key) => key !== undefined);
	if (names.length === 0 || names.length < keys.length)
		return unreadableOption(subject, entry, 'data.required-properties', 'list of names');
	return optionCheck(subject, entry, {
		rule: 'data.required-properties',
		expected: `required ${listed(names)}`,
		violation: `without ${names.length === 1 ? names[0] : `one of ${listed(names)}`}`,
		breaks: (value) => {
			const object = asWritten(subject, value);
			// What is no object at all is its type check's.
			const isObject = object === value ? [] : [not(misfit(subject.place))];
			const lacks = names.map((name) => not(call('hasKey', object, literal({ type: 'text', value: name }))));
			return and(not(isNull(value)), ...isObject, or(...lacks));
		},
	});
}

/** An object of a text file as it stands there: the type it is read as has only the keys that are declared. */
function asWritten({ scope, place, property }: PropertySubject, value: Expression): Expression {
	const object = property.logicalType?.value === 'object';
	return (object && scope.stored === 'text' ? textValue(place) : undefined) ?? value;
}

function uniqueItems(subject: PropertySubject, entry: Entry): Check {
	if (entry.value.kind !== 'scalar' || entry.value.value !== true) {
		return unreadableOption(subject, entry, 'data.unique-items', 'true or false');
	}
	return optionCheck(subject, entry, {
		rule: 'data.unique-items',
		expected: 'unique items',
		violation: 'holding an item twice',
		breaks: (value) => call('hasDuplicateItems', value),
	});
}

/** Length 1 within what half a percent of single precision's rounding can add up to. */
function normalized(subject: PropertySubject, entry: Entry): Check {
	if (entry.value.kind !== 'scalar' || entry.value.value !== true) {
		return unreadableOption(subject, entry, 'data.normalized', 'true or false');
	}
	return optionCheck(subject, entry, {
		rule: 'data.normalized',
		expected: 'length 1 (± 0.001)',
		violation: 'whose length is not 1',
		breaks: (value) => {
			const norm = call('norm', value);
			return or(
				compare(norm, '<', literal({ type: 'double', value: 0.999 })),
				compare(norm, '>', literal({ type: 'double', value: 1.001 })),
				{ kind: 'isNaN', of: norm },
			);
		},
	});
}

function elementType(subject: PropertySubject, entry: Entry): Check {
	const name = textOf(entry.value) ?? '';
	const draft = { rule: 'data.element-type', expected: `elements of type ${name}` } as const;
	const breaks = elementBreaks(name);
	if (!breaks) {
		return settledOption(subject, entry, draft, notEnforced(`elementType "${name}" is not one of the standard's`));
	}
	return optionCheck(subject, entry, {
		...draft,
		violation: `with an element that is no ${name}`,
		breaks: (value) => ({ kind: 'anyItem', of: value, name: 'element', where: breaks({ kind: 'item', name: 'element' }) }),
	});
}

/** Values that the type cannot hold; narrower floats than stored only bound the range. */
function elementBreaks(name: string): ((element: Expression) => Expression) | undefined {
	const whole = (range: readonly [bigint, bigint]) => (element: Expression) =>
		or(
			outside(element, range),
			compare(call('remainder', element, literal({ type: 'integer', value: 1n })), '<>', literal({ type: 'integer', value: 0n })),
			{ kind: 'isNaN', of: element },
		);
	const within = (largest: number) => (element: Expression) =>
		and(
			call('isFinite', element),
			or(
				compare(element, '>=', literal({ type: 'double', value: largest })),
				compare(element, '<=', literal({ type: 'double', value: -largest })),
			),
		);
	switch (name) {
		case 'int8':
			return whole(integerRange('i8') ?? [0n, 0n]);
		case 'uint8':
			return whole(integerRange('u8') ?? [0n, 0n]);
		case 'binary':
			return whole([0n, 1n]);
		case 'float16':
			return within(65_520);
		case 'bfloat16':
			return within(3.3961775292304601e38);
		case 'float32':
			return within(3.4028235677973366e38);
		case 'float64':
			return (element) => compare(element, '<>', element);
		default:
			return undefined;
	}
}
