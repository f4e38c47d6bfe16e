import { type OperatorUse, operatorsIn } from '../../spec/rules/qualityRule.ts';
import { figure } from '../../spec/words.ts';
import type { Node } from '../../spec/yaml/node.ts';
import type { Bound, Check, Figure } from '../check.ts';
import { compareFigures } from '../measure/compareFigures.ts';
import { digits, isDigits, quoted } from '../words.ts';
import { unsetReason } from './draft.ts';

/** What a rule compares its figure with, in a machine's words and in a reader's. */
export interface Comparison {
	readonly bound: Bound;
	/** `must be less than 5 %`. */
	readonly words: string;
	readonly value: Node;
}

/**
 * The one operator of a rule. Bounds of `between` are inclusive.
 *
 * @param unit figures of rows and percent are numbers; `value` may be compared with a text or a boolean too
 */
export function comparisonOf(map: Node, unit: Check['unit'] | 'any'): Comparison | { readonly reason: string } {
	const [use, other] = operatorsIn(map);
	if (!use) return { reason: 'it has no operator, such as mustBe' };
	if (other) return { reason: `it has two operators, ${use.name} and ${other.name}` };
	const bound = boundOf(use, unit);
	if (!bound)
		return {
			reason: unsetIn(use.value) ?? `${use.name} is no ${use.name.endsWith('Between') ? 'pair of numbers, the smaller first' : 'number'}`,
		};
	return { bound, words: boundWords(bound, unit), value: use.value };
}

function unsetIn(node: Node): string | undefined {
	return node.kind === 'seq' ? node.items.map(unsetReason).find((reason) => reason !== undefined) : unsetReason(node);
}

function boundOf({ name, value }: OperatorUse, unit: Check['unit'] | 'any'): Bound | undefined {
	switch (name) {
		case 'mustBe':
		case 'mustNotBe': {
			const cell = unsetReason(value) === undefined ? equalTo(value, unit) : undefined;
			return cell === undefined ? undefined : { kind: name === 'mustBe' ? 'equal' : 'notEqual', value: cell };
		}
		case 'mustBeBetween':
		case 'mustNotBeBetween': {
			const [low, high, more] = value.kind === 'seq' ? value.items.map(numberOf) : [];
			if (low === undefined || high === undefined || more !== undefined || compareFigures(low, high) > 0) return undefined;
			return { kind: name === 'mustBeBetween' ? 'between' : 'notBetween', low, high };
		}
		default: {
			const number = numberOf(value);
			return number === undefined ? undefined : { kind: KINDS[name], value: number };
		}
	}
}

const KINDS = {
	mustBeGreaterThan: 'greater',
	mustBeGreaterOrEqualTo: 'greaterOrEqual',
	mustBeLessThan: 'less',
	mustBeLessOrEqualTo: 'lessOrEqual',
} as const;

/** Integers beyond 2^53 stay text, as the engine answers them. */
function equalTo(node: Node, unit: Check['unit'] | 'any'): string | number | boolean | null | undefined {
	if (node.kind !== 'scalar') return undefined;
	if (unit !== 'any') return numberOf(node);
	return typeof node.value === 'bigint' ? String(node.value) : node.value;
}

/** A number, also one in quotes or after a variable was put in. */
function numberOf(node: Node): Figure | undefined {
	if (node.kind !== 'scalar') return undefined;
	if (typeof node.value === 'number') return node.value;
	if (typeof node.value === 'bigint') return exact(String(node.value));
	if (typeof node.value !== 'string' || node.value.trim() === '') return undefined;
	const number = Number(node.value);
	return Number.isNaN(number) ? undefined : exact(node.value.trim());
}

/** Digits that a double cannot hold stay digits. */
function exact(text: string): Figure {
	return isDigits(text) && !Number.isSafeInteger(Number(text)) ? text : Number(text);
}

export function boundWords(bound: Bound, unit: Check['unit'] | 'any'): string {
	const said = (value: unknown) =>
		typeof value === 'number'
			? `${figure(value)}${unit === 'percent' ? ' %' : ''}`
			: typeof value === 'string'
				? isDigits(value)
					? `${digits(value)}${unit === 'percent' ? ' %' : ''}`
					: quoted(value)
				: String(value);
	switch (bound.kind) {
		case 'zero':
			return 'must be 0';
		case 'equal':
			return `must be ${said(bound.value)}`;
		case 'notEqual':
			return `must not be ${said(bound.value)}`;
		case 'less':
			return `must be less than ${said(bound.value)}`;
		case 'lessOrEqual':
			return `must be at most ${said(bound.value)}`;
		case 'greater':
			return `must be greater than ${said(bound.value)}`;
		case 'greaterOrEqual':
			return `must be at least ${said(bound.value)}`;
		case 'between':
			return `must be between ${said(bound.low)} and ${said(bound.high)}`;
		case 'notBetween':
			return `must not be between ${said(bound.low)} and ${said(bound.high)}`;
	}
}
