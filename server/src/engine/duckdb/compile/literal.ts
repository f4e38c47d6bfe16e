import type { Literal } from '../../expression.ts';
import type { ColumnType } from '../../relation.ts';
import { textLiteral } from './text.ts';
import { booleanType, doubleType, type TypedSql, textType, unknownType } from './typed.ts';

/** A literal on its own, with the type that its text has. */
export function literalSql(literal: Literal): TypedSql {
	switch (literal.type) {
		case 'null':
			return { sql: 'NULL', type: unknownType };
		case 'boolean':
			return { sql: literal.value ? 'TRUE' : 'FALSE', type: booleanType };
		case 'integer':
		case 'decimal':
		case 'double':
			return numberSql(literal);
		case 'text':
			return { sql: textLiteral(literal.value), type: textType };
		default:
			return { sql: `${temporalName(literal.type)} ${textLiteral(literal.text)}`, type: { kind: literal.type } };
	}
}

export type NumberLiteral = Extract<Literal, { readonly type: 'integer' | 'decimal' | 'double' }>;

export function isNumberLiteral(literal: Literal): literal is NumberLiteral {
	return literal.type === 'integer' || literal.type === 'decimal' || literal.type === 'double';
}

/** A finite number as sign, digits and scale: `digits / 10^scale`; undefined for NaN and the infinities. */
export interface ExactNumber {
	readonly digits: bigint;
	readonly scale: number;
}

/** Widest scale that is kept exactly; nothing in data is finer, and 10^scale must stay a number one can print. */
const maxScale = 400;

export function exactNumber(literal: NumberLiteral): ExactNumber | undefined {
	if (literal.type === 'integer') return { digits: literal.value, scale: 0 };
	return parseDecimal(literal.type === 'decimal' ? literal.text : String(literal.value));
}

/** Reads `-12.50`, `1e-7`, `+3`; undefined for anything else. */
export function parseDecimal(text: string): ExactNumber | undefined {
	const match = /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(text);
	if (!match) return undefined;
	const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
	if (whole === '' && fraction === '') return undefined;
	const exponent = Number(exponentText);
	const trimmed = fraction.replace(/0+$/, '');
	if (Math.abs(exponent) > maxScale || trimmed.length > maxScale) return undefined;
	const magnitude = BigInt(whole + trimmed);
	const scale = trimmed.length - exponent;
	const digits = sign === '-' ? -magnitude : magnitude;
	return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

/** `number` in units of 10^-scale, rounded down or up; `exact` says whether nothing was lost. */
export function atScale(number: ExactNumber, scale: number): { readonly floor: bigint; readonly ceiling: bigint; readonly exact: boolean } {
	if (number.scale <= scale) {
		const digits = number.digits * 10n ** BigInt(scale - number.scale);
		return { floor: digits, ceiling: digits, exact: true };
	}
	const unit = 10n ** BigInt(number.scale - scale);
	const quotient = number.digits / unit;
	const remainder = number.digits % unit;
	if (remainder === 0n) return { floor: quotient, ceiling: quotient, exact: true };
	return remainder < 0n
		? { floor: quotient - 1n, ceiling: quotient, exact: false }
		: { floor: quotient, ceiling: quotient + 1n, exact: false };
}

/** `digits / 10^scale` as decimal text. */
export function decimalText(digits: bigint, scale: number): string {
	const sign = digits < 0n ? '-' : '';
	const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
	return scale === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** Least and greatest `digits` that a column of an exact type can hold, at its scale; undefined for other types. */
export function exactRange(type: ColumnType): { readonly scale: number; readonly least: bigint; readonly greatest: bigint } | undefined {
	if (type.kind === 'decimal') {
		const limit = 10n ** BigInt(type.precision) - 1n;
		return { scale: type.scale, least: -limit, greatest: limit };
	}
	if (type.kind !== 'integer') return undefined;
	const bits = BigInt(type.signed ? type.bits - 1 : type.bits);
	return { scale: 0, least: type.signed ? -(2n ** bits) : 0n, greatest: 2n ** bits - 1n };
}

/** SQL name of an exact numeric or temporal type. */
export function typeName(type: ColumnType): string {
	switch (type.kind) {
		case 'integer':
			return `${type.signed ? '' : 'U'}${{ 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT', 128: 'HUGEINT' }[type.bits]}`;
		case 'decimal':
			return `DECIMAL(${type.precision}, ${type.scale})`;
		case 'date':
		case 'time':
		case 'timestamp':
		case 'timestampTz':
			return temporalName(type.kind);
		case 'double':
			return 'DOUBLE';
		case 'boolean':
			return 'BOOLEAN';
		default:
			return 'VARCHAR';
	}
}

function numberSql(literal: NumberLiteral): TypedSql {
	if (literal.type === 'double' && !Number.isFinite(literal.value)) return { sql: `'${literal.value}'::DOUBLE`, type: doubleType };
	const exact = exactNumber(literal);
	if (!exact) return { sql: `${textLiteral(literal.type === 'decimal' ? literal.text : String(literal.value))}::DOUBLE`, type: doubleType };
	const text = decimalText(exact.digits, exact.scale);
	const digits = text.replace(/[-.]/g, '').replace(/^0+/, '').length;
	if (digits > 38 || exact.scale > 38) return { sql: `'${text}'::DOUBLE`, type: doubleType };
	if (exact.scale > 0) {
		const precision = Math.max(digits, exact.scale);
		return { sql: `'${text}'::DECIMAL(${precision}, ${exact.scale})`, type: { kind: 'decimal', precision, scale: exact.scale } };
	}
	const bits =
		exact.digits >= -(2n ** 31n) && exact.digits < 2n ** 31n ? 32 : exact.digits >= -(2n ** 63n) && exact.digits < 2n ** 63n ? 64 : 128;
	return {
		sql: bits === 128 ? `'${text}'::HUGEINT` : exact.digits < 0n ? `(${text})` : text,
		type: { kind: 'integer', bits, signed: true },
	};
}

function temporalName(kind: 'date' | 'time' | 'timestamp' | 'timestampTz'): string {
	return { date: 'DATE', time: 'TIME', timestamp: 'TIMESTAMP', timestampTz: 'TIMESTAMPTZ' }[kind];
}
