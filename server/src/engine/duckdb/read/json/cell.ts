import type { PathStep } from '../../../expression.ts';
import type { ColumnType } from '../../../relation.ts';
import { textLiteral } from '../../compile/text.ts';
import { textCast } from '../textCast.ts';
import { duckdbType } from '../types.ts';

/**
 * SQL of a JSON value as a column type; null for null and for a value of another JSON type. A text that holds a number is
 * no number; `1.0` is an integer, as in JSON Schema, `1.5` is none.
 *
 * @param json SQL of type JSON, cheap to repeat (a column or a lambda's parameter)
 */
export function jsonValue(json: string, type: ColumnType, depth = 0): string {
	const text = `json_extract_string(${json}, '$')`;
	const when = (test: string, value: string) => `CASE WHEN ${test} THEN ${value} END`;
	switch (type.kind) {
		case 'text':
		case 'binary':
			return when(`json_type(${json}) = 'VARCHAR'`, text);
		case 'boolean':
			return when(`json_type(${json}) = 'BOOLEAN'`, `${text} = 'true'`);
		case 'integer':
			return when(isNumber(json), wholeNumber(text, duckdbType(type)));
		case 'double':
			return when(isNumber(json), `TRY_CAST(${text} AS DOUBLE)`);
		case 'decimal':
			return when(
				`${isNumber(json)} AND (TRY_CAST(${text} AS DECIMAL(38, ${Math.min(38, type.scale + 9)})) IS NULL OR TRY_CAST(${text} AS DECIMAL(38, ${Math.min(38, type.scale + 9)})) = TRY_CAST(${text} AS ${duckdbType(type)}))`,
				`TRY_CAST(${text} AS ${duckdbType(type)})`,
			);
		case 'date':
		case 'time':
		case 'timestamp':
		case 'timestampTz': {
			const cast = textCast(text, { type });
			return cast ? when(`json_type(${json}) = 'VARCHAR'`, cast.second(text, cast.first)) : 'NULL';
		}
		case 'list': {
			const item = `x${depth}`;
			return when(
				`json_type(${json}) = 'ARRAY'`,
				`list_transform(json_extract(${json}, '$[*]'), lambda ${item}: ${jsonValue(item, type.item, depth + 1)})`,
			);
		}
		case 'struct': {
			if (type.fields.length === 0) return when(`json_type(${json}) = 'OBJECT'`, json);
			const fields = type.fields.map((field) => `${textLiteral(field.name)}: ${named(member(json, field.name), field.type, depth)}`);
			return when(`json_type(${json}) = 'OBJECT'`, `{${fields.join(', ')}}`);
		}
		case 'map': {
			const key = `x${depth}`;
			const value = named(`json_extract(${json}, '$.' || json_quote(${key}))`, type.value, depth + 1);
			return when(
				`json_type(${json}) = 'OBJECT'`,
				`map_from_entries(list_transform(json_keys(${json}), lambda ${key}: {'k': ${keyValue(key, type.key)}, 'v': ${value}}))`,
			);
		}
		default:
			return text;
	}
}

/** The value of an expression that is long: a lambda names it, so that nesting does not multiply its text. */
function named(json: string, type: ColumnType, depth: number): string {
	const name = `x${depth}`;
	return `list_transform([${json}], lambda ${name}: ${jsonValue(name, type, depth + 1)})[1]`;
}

/** SQL boolean: the value at a path is of another JSON type than declared, at any of the places that the path means. */
export function jsonMisfit(json: string, type: ColumnType, path: readonly PathStep[], depth = 0): string {
	const [step, ...rest] = path;
	if (step === undefined) {
		if (type.kind === 'unknown') return 'false';
		return `(${jsonValue(json, type, depth)} IS NULL AND json_type(${json}) <> 'NULL')`;
	}
	if (typeof step === 'string') {
		const inner =
			type.kind === 'struct' ? type.fields.find((field) => field.name === step)?.type : type.kind === 'map' ? type.value : undefined;
		return jsonMisfit(member(json, step), inner ?? { kind: 'unknown' }, rest, depth);
	}
	const name = `x${depth}`;
	if (step.each === 'item') {
		const inner: ColumnType = type.kind === 'list' ? type.item : { kind: 'unknown' };
		return anyOf(`json_extract(${json}, '$[*]')`, name, jsonMisfit(name, inner, rest, depth + 1));
	}
	if (type.kind !== 'map') return 'false';
	if (step.each === 'value') return anyOf(`json_extract(${json}, '$.*')`, name, jsonMisfit(name, type.value, rest, depth + 1));
	return type.key.kind === 'text' ? 'false' : anyOf(`json_keys(${json})`, name, `${keyValue(name, type.key)} IS NULL`);
}

/** SQL of the value at a path as text: a string as it is, anything else as JSON. */
export function jsonText(json: string, path: readonly string[]): string {
	return `json_extract_string(${json}, ${textLiteral(path.map(pointer).join(''))})`;
}

/** A JSON pointer of one key, in which quotes and dots need no care. */
export function pointer(key: string): string {
	return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function member(json: string, key: string): string {
	return `json_extract(${json}, ${textLiteral(pointer(key))})`;
}

function isNumber(json: string): string {
	return `json_type(${json}) IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE')`;
}

/** `12`, `12.0` and `1.2e1`, but not `1.5`; digits beyond what a double holds stay exact. */
function wholeNumber(text: string, name: string): string {
	const asDouble = `TRY_CAST(${text} AS DOUBLE)`;
	return (
		`CASE WHEN regexp_full_match(${text}, '-?[0-9]+([.]0+)?') THEN TRY_CAST(split_part(${text}, '.', 1) AS ${name}) ` +
		`WHEN abs(${asDouble}) <= 9007199254740992 AND ${asDouble} = trunc(${asDouble}) THEN TRY_CAST(${asDouble} AS ${name}) END`
	);
}

function keyValue(key: string, type: ColumnType): string {
	const cast = type.kind === 'text' ? undefined : textCast(key, { type });
	return cast ? cast.second(key, cast.first) : key;
}

function anyOf(list: string, name: string, where: string): string {
	return where === 'false' ? 'false' : `(coalesce(len(list_filter(${list}, lambda ${name}: ${where})), 0) > 0)`;
}
