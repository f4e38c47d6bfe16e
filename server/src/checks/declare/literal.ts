import type { Expression, Literal } from '../../engine/expression.ts';
import type { Node, ScalarValue } from '../../spec/yaml/node.ts';

export function literal(value: Literal): Expression {
	return { kind: 'literal', value };
}

/** A YAML number as a literal that keeps its digits; undefined for what is no number. */
export function numberLiteral(node: Node | undefined): Literal | undefined {
	if (node?.kind !== 'scalar') return undefined;
	return numberFrom(node.value, node.text);
}

function numberFrom(value: ScalarValue, text: string): Literal | undefined {
	if (typeof value === 'bigint') return { type: 'integer', value };
	if (typeof value !== 'number') return undefined;
	if (Number.isInteger(value) && /^[+-]?\d+$/.test(text)) return { type: 'integer', value: BigInt(text.replace('+', '')) };
	if (Number.isSafeInteger(value)) return { type: 'integer', value: BigInt(value) };
	const plain = /^[+-]?(\d*)\.(\d*)$/.exec(text);
	const digits = (plain?.[1] ?? '').length + (plain?.[2] ?? '').length;
	if (plain && digits > 0 && digits <= 38) return { type: 'decimal', text: text.replace('+', '') };
	return { type: 'double', value };
}

/** Whether values of a property are numbers, text or something else, for comparing with what a contract lists. */
export type Category = 'text' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time' | 'other';

/**
 * A listed value (of an enumeration, of `validValues`) as a literal of the property's category; null where the author
 * wrote null, undefined where no value of the property can ever equal it.
 */
export function listedLiteral(node: Node, category: Category): Literal | undefined {
	if (node.kind !== 'scalar') return undefined;
	if (node.value === null) return { type: 'null' };
	switch (category) {
		case 'number':
			return numberLiteral(node) ?? numberText(node.text);
		case 'boolean': {
			const word = node.text.toLowerCase();
			return word === 'true' || word === 'false' ? { type: 'boolean', value: word === 'true' } : undefined;
		}
		default:
			return { type: 'text', value: node.text };
	}
}

function numberText(text: string): Literal | undefined {
	const trimmed = text.trim();
	return trimmed === '' || Number.isNaN(Number(trimmed)) ? undefined : numberFrom(Number(trimmed), trimmed);
}

export function categoryOf(logicalType: string | undefined): Category {
	switch (logicalType) {
		case 'integer':
		case 'number':
			return 'number';
		case 'boolean':
		case 'date':
		case 'timestamp':
		case 'time':
			return logicalType;
		case 'string':
			return 'text';
		default:
			return 'other';
	}
}
