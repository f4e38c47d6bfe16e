import type { Expression, Literal } from '../../engine/expression.ts';
import { entryOf, textOf } from '../../spec/rules/place.ts';
import type { Entry, Node } from '../../spec/yaml/node.ts';
import type { Check } from '../check.ts';
import { numberText } from '../words.ts';
import { notEnforced, type PropertySubject } from './draft.ts';
import { literal, numberLiteral } from './literal.ts';
import { optionCheck, settledOption, unreadableOption } from './option.ts';
import { and, call, compare, or } from './place.ts';

/** Bounds, `multipleOf` and `format` of a number or an integer. NaN breaks every one of them. */
export function numberOption(subject: PropertySubject, entry: Entry): readonly Check[] | undefined {
	const kind = boundKindOf(entry.key);
	if (kind) return [bound(subject, entry, kind)];
	switch (entry.key) {
		case 'multipleOf':
			return [multiple(subject, entry)];
		case 'format':
			return [format(subject, entry)];
		default:
			return undefined;
	}
}

export interface BoundKind {
	readonly rule: 'data.minimum' | 'data.maximum' | 'data.exclusive-minimum' | 'data.exclusive-maximum';
	/** The comparison that breaks it. */
	readonly operator: '<' | '<=' | '>' | '>=';
	readonly name: string;
	readonly violation: string;
	/** The plain bound that a boolean `exclusiveMinimum: true` of older drafts makes exclusive. */
	readonly plain?: 'minimum' | 'maximum';
}

export function boundKindOf(key: string): BoundKind | undefined {
	return BOUNDS.get(key);
}

const BOUNDS: ReadonlyMap<string, BoundKind> = new Map([
	['minimum', { rule: 'data.minimum', operator: '<', name: 'minimum', violation: 'below' }],
	['maximum', { rule: 'data.maximum', operator: '>', name: 'maximum', violation: 'above' }],
	[
		'exclusiveMinimum',
		{ rule: 'data.exclusive-minimum', operator: '<=', name: 'exclusive minimum', violation: 'at or below', plain: 'minimum' },
	],
	[
		'exclusiveMaximum',
		{ rule: 'data.exclusive-maximum', operator: '>=', name: 'exclusive maximum', violation: 'at or above', plain: 'maximum' },
	],
]);

/** The scalar that a bound stands for: its own, or that of the plain bound which `true` makes exclusive. */
export function boundNode(subject: PropertySubject, entry: Entry, kind: BoundKind): Node | undefined {
	const isTrue = entry.value.kind === 'scalar' && entry.value.value === true;
	if (!isTrue || kind.plain === undefined) return entry.value;
	const options = entryOf(subject.node, 'logicalTypeOptions')?.value;
	return options && entryOf(options, kind.plain)?.value;
}

function bound(subject: PropertySubject, entry: Entry, kind: BoundKind): Check {
	const limit = numberLiteral(boundNode(subject, entry, kind));
	if (limit === undefined) return unreadableOption(subject, entry, kind.rule, 'number');
	const text = numberText(limit);
	return optionCheck(subject, entry, {
		rule: kind.rule,
		expected: `${kind.name} ${text}`,
		violation: `${kind.violation} ${text}`,
		breaks: (value) => orNaN(value, compare(value, kind.operator, literal(limit))),
	});
}

function multiple(subject: PropertySubject, entry: Entry): Check {
	const factor = numberLiteral(entry.value);
	if (factor === undefined || Number(plain(factor)) <= 0) return unreadableOption(subject, entry, 'data.multiple-of', 'number above 0');
	const draft = { rule: 'data.multiple-of', expected: `multiple of ${numberText(factor)}` } as const;
	if (!/^[0-9]*\.?[0-9]{0,15}$/.test(plain(factor))) {
		return settledOption(subject, entry, draft, notEnforced('multipleOf with more than 15 decimals cannot be told from rounding'));
	}
	return optionCheck(subject, entry, {
		...draft,
		violation: `no multiple of ${numberText(factor)}`,
		breaks: (value) => orNaN(value, compare(call('remainder', value, literal(factor)), '<>', literal({ type: 'integer', value: 0n }))),
	});
}

/** Rust's names: the range of an integer of so many bits, or that of a single-precision number. */
function format(subject: PropertySubject, entry: Entry): Check {
	const name = textOf(entry.value) ?? '';
	const draft = { rule: 'data.format', expected: `format ${name}` } as const;
	const breaks = formatBreaks(name);
	if (breaks === undefined) {
		return settledOption(subject, entry, draft, notEnforced(`format "${name}" is none of i8 to i128, u8 to u128, f32 and f64`));
	}
	return optionCheck(subject, entry, { ...draft, violation: 'out of its range', breaks });
}

function formatBreaks(name: string): ((value: Expression) => Expression) | undefined {
	// Every number that is read at all fits a double, so no value differs from itself.
	if (name === 'f64') return (value) => compare(value, '<>', value);
	if (name === 'f32') return outsideSingle;
	const range = integerRange(name);
	return range && ((value) => orNaN(value, outside(value, range)));
}

/** Finite numbers that a single-precision number cannot come near. */
function outsideSingle(value: Expression): Expression {
	const largest: Literal = { type: 'double', value: 3.4028235677973366e38 };
	const smallest: Literal = { type: 'double', value: -3.4028235677973366e38 };
	return and(call('isFinite', value), or(compare(value, '>=', literal(largest)), compare(value, '<=', literal(smallest))));
}

/** Inclusive range of `i8` … `u128`. */
export function integerRange(name: string): readonly [bigint, bigint] | undefined {
	const match = /^([iu])(8|16|32|64|128)$/.exec(name);
	if (!match) return undefined;
	const bits = BigInt(match[2] ?? '0');
	return match[1] === 'u' ? [0n, 2n ** bits - 1n] : [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
}

export function outside(value: Expression, [low, high]: readonly [bigint, bigint]): Expression {
	return or(compare(value, '<', literal({ type: 'integer', value: low })), compare(value, '>', literal({ type: 'integer', value: high })));
}

export function orNaN(value: Expression, breaks: Expression): Expression {
	return or(breaks, { kind: 'isNaN', of: value });
}

function plain(value: Literal): string {
	return value.type === 'decimal' ? value.text : value.type === 'integer' || value.type === 'double' ? String(value.value) : '';
}
