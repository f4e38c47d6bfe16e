import type { ScalarNode, ScalarValue } from './node.ts';

const nulls: ReadonlySet<string> = new Set(['~', 'null', 'Null', 'NULL']);
const booleans: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['True', true],
	['TRUE', true],
	['false', false],
	['False', false],
	['FALSE', false],
]);

/** A plain scalar of one line, typed by the core schema; undefined for forms of numbers that are seldom written. */
export function plainScalar(text: string, start: number, end: number): ScalarNode | undefined {
	const source = text.slice(start, end);
	const value = typed(source);
	return value === undefined ? undefined : { kind: 'scalar', value, text: source, style: 'plain', range: { start, end } };
}

function typed(source: string): ScalarValue | undefined {
	const first = source.charCodeAt(0);
	// Digits, signs and dots begin numbers.
	if ((first >= 0x30 && first <= 0x39) || first === 0x2d || first === 0x2b || first === 0x2e) return numberOrText(source);
	if (source.length > 5) return source;
	if (nulls.has(source)) return null;
	return booleans.get(source) ?? source;
}

function numberOrText(source: string): ScalarValue | undefined {
	if (/^[-+]?[0-9]+$/.test(source)) return source.length > 15 ? undefined : Number(source);
	if (/^[-+]?[0-9]+\.[0-9]+$/.test(source)) return Number(source);
	return /^(?:0[ox]|[-+]?\.|[-+]?[0-9]+\.?[0-9]*(?:[eE]|$))/.test(source) ? undefined : source;
}
