import type { Literal, ScalarFunction } from '../../expression.ts';
import { asDouble, type BooleanSql, boolean } from './compare.ts';
import { datePatternSql } from './datePattern.ts';
import { decimalText, exactNumber, exactRange, isNumberLiteral } from './literal.ts';
import { textLiteral } from './text.ts';
import { countType, doubleType, type TypedSql, textType, unknownType } from './typed.ts';

/** An argument: its SQL, the literal it is, or (of a column) the text that stands in the file. */
export type Argument = TypedSql & { readonly literal?: Literal; readonly text?: string };

export function callSql(name: ScalarFunction, args: readonly Argument[]): BooleanSql {
	const value = args[0];
	if (!value) throw new Error(`${name} needs an argument`);
	switch (name) {
		case 'length':
			return { sql: lengthSql(value), type: countType };
		case 'items':
			return { sql: itemsSql(value), type: countType };
		case 'keys':
			return { sql: keysSql(value), type: countType };
		case 'hasDuplicateItems':
			return boolean(duplicateItemsSql(value.sql));
		case 'hasKey':
			return boolean(hasKeySql(value, literalText(args[1])));
		case 'mapKeys':
			return mapSide(value, 'key');
		case 'mapValues':
			return mapSide(value, 'value');
		case 'remainder':
			return remainderSql(value, args[1]);
		case 'castText':
			return { sql: value.text ?? (value.type.kind === 'text' ? value.sql : `CAST(${value.sql} AS VARCHAR)`), type: textType };
		case 'parseTimestamp':
			return { sql: datePatternSql(textOf(value), literalText(args[1])), type: { kind: 'timestamp' } };
		case 'isFinite':
			return boolean(value.type.kind === 'double' ? `isfinite(${value.sql})` : `(${value.sql} = ${value.sql})`);
		case 'norm':
			return { sql: `sqrt(list_sum(list_transform(${value.sql}, lambda "part": CAST("part" AS DOUBLE) * "part")))`, type: doubleType };
	}
}

function lengthSql({ sql, type }: TypedSql): string {
	if (type.kind === 'binary') return `octet_length(${sql})`;
	if (type.kind === 'list') return `len(${sql})`;
	return type.kind === 'text' ? `length(${sql})` : `length(CAST(${sql} AS VARCHAR))`;
}

function itemsSql({ sql, type }: TypedSql): string {
	if (type.kind === 'list') return `len(${sql})`;
	if (type.kind === 'map') return `CAST(cardinality(${sql}) AS BIGINT)`;
	return `CAST(json_array_length(TRY_CAST(${sql} AS JSON)) AS BIGINT)`;
}

function keysSql({ sql, type }: TypedSql): string {
	if (type.kind === 'map') return `CAST(cardinality(${sql}) AS BIGINT)`;
	if (type.kind !== 'struct') return `len(json_keys(TRY_CAST(${sql} AS JSON)))`;
	const present = type.fields.map(({ name }) => `(struct_extract(${sql}, ${textLiteral(name)}) IS NOT NULL)::BIGINT`);
	return `CASE WHEN ${sql} IS NOT NULL THEN ${present.join(' + ')} END`;
}

/** Two nulls are two equal items. */
function duplicateItemsSql(sql: string): string {
	return `(list_count(${sql}) > list_unique(${sql}))`;
}

function hasKeySql({ sql, type }: TypedSql, key: string): string {
	const name = textLiteral(key);
	if (type.kind === 'map') return `(${sql}[${name}] IS NOT NULL)`;
	if (type.kind !== 'struct') {
		const pointer = textLiteral(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
		return `(coalesce(json_type(TRY_CAST(${sql} AS JSON), ${pointer}), 'NULL') <> 'NULL')`;
	}
	const field = type.fields.find((candidate) => candidate.name.toLowerCase() === key.toLowerCase());
	return field ? `(struct_extract(${sql}, ${textLiteral(field.name)}) IS NOT NULL)` : 'FALSE';
}

function mapSide({ sql, type }: TypedSql, side: 'key' | 'value'): BooleanSql {
	return { sql: `map_${side}s(${sql})`, type: { kind: 'list', item: type.kind === 'map' ? type[side] : unknownType } };
}

/**
 * 0 for a multiple of the divisor, else anything but 0. Integers and decimals are divided exactly. A double is a multiple
 * where it is the double closest to one: x = k / 10^s for a whole k that the divisor's digits divide, since that division
 * rounds correctly while k and 10^s are whole doubles; beyond, by the decimals it prints as.
 */
function remainderSql(value: TypedSql, divisor: Argument | undefined): BooleanSql {
	if (!divisor?.literal || !isNumberLiteral(divisor.literal)) throw new Error('a remainder needs a number to divide by');
	const exact = exactNumber(divisor.literal);
	if (!exact || exact.digits === 0n || exact.scale > 15) throw new Error('cannot divide by this number');
	const unit = exact.digits < 0n ? -exact.digits : exact.digits;
	const range = exactRange(value.type);
	if (range) return { sql: exactRemainder(value, unit, exact.scale), type: countType };
	const { sql } = asDouble(value);
	const power = `1e${exact.scale}`;
	const whole = `round(${sql} * ${power})`;
	const back = value.engineType === 'FLOAT' ? `CAST(${whole} / ${power} AS FLOAT)` : `${whole} / ${power}`;
	const largest = value.engineType === 'FLOAT' ? 1e6 : 1e14;
	// A double of 10^36 or more is printed as a multiple of 10^19.
	const coarse = unit / greatestCommonDivisor(unit, 10n ** BigInt(19 + exact.scale));
	const printed = `TRY_CAST(CAST(${sql} AS VARCHAR) AS DECIMAL(38, ${exact.scale}))`;
	return {
		sql:
			`CASE WHEN ${sql} IS NULL THEN NULL WHEN NOT isfinite(${sql}) THEN 1 ` +
			`WHEN abs(${sql}) * ${power} <= ${largest} THEN CASE WHEN ${sql} = ${back} AND ${whole} % ${unit} = 0 THEN 0 ELSE 1 END ` +
			`ELSE coalesce(CAST(CAST(${printed} * ${power}::DECIMAL(38, 0) AS HUGEINT) % ${unit} AS BIGINT), CASE WHEN ${sql} % ${coarse} = 0 THEN 0 ELSE 1 END) END`,
		type: countType,
	};
}

/**
 * With the value counted in 10^-own and the divisor `unit / 10^scale`: X / 10^own is a multiple exactly when X is one of
 * `unit · 10^(own − scale)`, reduced to a whole number.
 */
function exactRemainder({ sql, type }: TypedSql, unit: bigint, scale: number): string {
	const own = type.kind === 'decimal' ? type.scale : 0;
	const power = 10n ** BigInt(Math.abs(own - scale));
	const whole = own >= scale ? unit * power : unit / greatestCommonDivisor(unit, power);
	if (type.kind !== 'decimal') return `(${sql} % ${whole < 2n ** 31n ? whole : `'${whole}'::HUGEINT`})`;
	const digits = Math.max(whole.toString().length, own);
	return `(${sql} % '${decimalText(whole, own)}'::DECIMAL(${Math.min(38, digits)}, ${own}))`;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
	return right === 0n ? left : greatestCommonDivisor(right, left % right);
}

function textOf({ sql, type, text }: Argument): string {
	if (type.kind === 'text') return sql;
	return text ?? `CAST(${sql} AS VARCHAR)`;
}

function literalText(argument: Argument | undefined): string {
	const literal = argument?.literal;
	if (literal?.type !== 'text') throw new Error('this argument must be a text');
	return literal.value;
}
