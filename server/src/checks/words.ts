import type { Literal } from '../engine/expression.ts';
import { clip, grouped } from '../spec/words.ts';

/** A number as its author wrote it, with thousands separators. */
export function numberText(literal: Literal): string {
	if (literal.type === 'decimal') return grouped(literal.text);
	return literal.type === 'integer' || literal.type === 'double' ? grouped(String(literal.value)) : '';
}

/** Whether a text is a whole number, as one beyond 2^53 is carried. */
export function isDigits(text: string): boolean {
	return /^[+-]?\d+$/.test(text);
}

/** Digits of any length, with thousands separators. */
export function digits(text: string): string {
	return grouped(text);
}

/** A figure beside a bound that it differs from: with all its digits where fewer would make the two look alike. */
export function figureBeside(value: number, bounds: readonly number[], format: (value: number) => string): string {
	const text = format(value);
	const alike = bounds.some((bound) => bound !== value && format(bound) === text);
	return alike ? text.replace(/^[-\d.,e+]+/, grouped(String(value))) : text;
}

/** A text in quotes, on one line, cut to so many characters. */
export function quoted(text: string, limit = 30): string {
	return `"${clip(text, limit)}"`;
}
