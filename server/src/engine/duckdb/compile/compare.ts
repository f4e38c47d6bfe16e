import type { Literal } from '../../expression.ts';
import { atScale, decimalText, exactNumber, exactRange, isNumberLiteral, literalSql, type NumberLiteral, typeName } from './literal.ts';
import { textLiteral } from './text.ts';
import { booleanType, doubleType, mayBeNaN, type TypedSql } from './typed.ts';

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * A boolean that holds whatever a file's statistics claim. NaN counts as greater than every number and equal to itself;
 * writers leave it out of min and max, and DuckDB answers a bare `x > 3` from those, so the answer for NaN is spelled out.
 */
export interface BooleanSql extends TypedSql {
	/** `core` is right for every number; for NaN the answer is `whenNaN`, tested by `test`. */
	readonly guard?: { readonly core: string; readonly test: string; readonly whenNaN: boolean };
}

/** `left operator literal`, exact for integers and decimals; null where `left` is null or is not of the literal's kind. */
export function compareLiteral(left: TypedSql, operator: Comparison, literal: Literal): BooleanSql {
	if (literal.type === 'null') return boolean('NULL::BOOLEAN');
	if (isNumberLiteral(literal)) return compareNumber(left, operator, literal);
	const right = literalSql(literal);
	return boolean(infix(alike(left, right), operator, convertTo(left, right)));
}

/** Two values against each other. */
export function compareValues(left: TypedSql, operator: Comparison, right: TypedSql): BooleanSql {
	const kinds = [family(left), family(right)];
	if (kinds[0] === kinds[1]) return boolean(infix(opaque(left), operator, opaque(right)));
	return boolean(infix(`CAST(${left.sql} AS VARCHAR)`, operator, `CAST(${right.sql} AS VARCHAR)`));
}

export function flip(operator: Comparison): Comparison {
	return ({ '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const)[operator as '<'] ?? operator;
}

/** `value` as a double, null where it is no number. */
export function asDouble(value: TypedSql): TypedSql {
	if (value.type.kind === 'double') return value;
	const numeric = value.type.kind === 'integer' || value.type.kind === 'decimal';
	return { sql: numeric ? `CAST(${value.sql} AS DOUBLE)` : `TRY_CAST(CAST(${value.sql} AS VARCHAR) AS DOUBLE)`, type: doubleType };
}

export function boolean(sql: string): BooleanSql {
	return { sql, type: booleanType };
}

function compareNumber(left: TypedSql, operator: Comparison, literal: NumberLiteral): BooleanSql {
	const range = exactRange(left.type);
	const number = exactNumber(literal);
	if (range && number) {
		const { floor, ceiling, exact } = atScale(number, range.scale);
		if (operator === '=' || operator === '<>') {
			if (!exact || floor < range.least || floor > range.greatest) return constant(left, operator === '<>');
			return boolean(infix(left.sql, operator, exactSql(floor, left)));
		}
		const bound = operator === '<' || operator === '>=' ? ceiling : floor;
		const upward = operator === '>' || operator === '>=';
		if (bound > range.greatest) return constant(left, !upward);
		if (bound < range.least) return constant(left, upward);
		return boolean(infix(left.sql, operator, exactSql(bound, left)));
	}
	return compareDouble(asDouble(left), operator, literal, left.engineType === 'FLOAT');
}

function compareDouble(left: TypedSql, operator: Comparison, literal: NumberLiteral, single: boolean): BooleanSql {
	const test = `isnan(${left.sql})`;
	if (literal.type === 'double' && Number.isNaN(literal.value)) return compareToNaN(left, operator, test);
	const core = infix(left.sql, operator, doubleSql(literal, single));
	const whenNaN = operator === '>' || operator === '>=' || operator === '<>';
	return { ...boolean(whenNaN ? `(${core} OR ${test})` : `(${core} AND NOT ${test})`), guard: { core, test, whenNaN } };
}

function compareToNaN(left: TypedSql, operator: Comparison, test: string): BooleanSql {
	if (operator === '=' || operator === '>=') return boolean(test);
	if (operator === '<' || operator === '<>') return boolean(`(NOT ${test})`);
	return constant(left, operator === '<=');
}

/**
 * A single-precision column is held against the bound as single precision has it, so that the 0.1 of the data is the 0.1
 * of the contract; whole numbers keep their value.
 */
function doubleSql(literal: NumberLiteral, single: boolean): string {
	const exact = exactNumber(literal);
	const text = exact ? decimalText(exact.digits, exact.scale) : literal.type === 'double' ? String(literal.value) : literalText(literal);
	return `${textLiteral(text)}::${single && exact && exact.scale > 0 ? 'FLOAT' : 'DOUBLE'}`;
}

function literalText(literal: NumberLiteral): string {
	return literal.type === 'decimal' ? literal.text : String(literal.value);
}

function exactSql(digits: bigint, { type }: TypedSql): string {
	if (type.kind === 'decimal') return `'${decimalText(digits, type.scale)}'::${typeName(type)}`;
	if (digits >= -(2n ** 31n) && digits < 2n ** 31n) return digits < 0n ? `(${digits})` : `${digits}`;
	return `'${digits}'::${typeName(type)}`;
}

/** The same answer for every value, null for null. */
function constant({ sql }: TypedSql, answer: boolean): BooleanSql {
	return boolean(answer ? `(${sql} = ${sql})` : `(${sql} <> ${sql})`);
}

/** `left` in the kind of `right`: as it stands where it is, else by way of text, null where that does not fit. */
function alike(left: TypedSql, right: TypedSql): string {
	const kind = left.type.kind;
	const wanted = right.type.kind;
	if (kind === wanted || (instant(kind) && instant(wanted)))
		return kind === 'date' && wanted !== 'date' ? `${left.sql}::TIMESTAMP` : left.sql;
	if (wanted === 'text') return `CAST(${left.sql} AS VARCHAR)`;
	return `TRY_CAST(CAST(${left.sql} AS VARCHAR) AS ${typeName(right.type)})`;
}

/** An instant's literal in the kind of the column: what has no zone is UTC. */
function convertTo(left: TypedSql, right: TypedSql): string {
	const zoned = left.type.kind === 'timestampTz';
	if (!instant(left.type.kind) || !instant(right.type.kind)) return right.sql;
	if (zoned && right.type.kind !== 'timestampTz') return `timezone('UTC', ${right.sql}::TIMESTAMP)`;
	if (!zoned && right.type.kind === 'timestampTz') return `timezone('UTC', ${right.sql})`;
	return right.sql;
}

function instant(kind: string): boolean {
	return kind === 'date' || kind === 'timestamp' || kind === 'timestampTz';
}

function family({ type }: TypedSql): string {
	if (type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'double') return 'number';
	return instant(type.kind) ? 'instant' : type.kind;
}

/** A double that no statistics are known of: adding zero changes no value and hides where it came from. */
function opaque(value: TypedSql): string {
	return mayBeNaN(value) ? `(${value.sql} + 0)` : value.sql;
}

function infix(left: string, operator: Comparison, right: string): string {
	return `(${left} ${operator} ${right})`;
}
