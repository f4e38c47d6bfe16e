import type { Expression, PathStep } from '../../engine/expression.ts';
import type { FieldPath } from '../check.ts';

/** Where the values of a property stand: a column, and the way down inside its cells. */
export type Place = FieldPath;

/** A row is matched where any value at the place makes `where` true. */
export function anyValue(place: Place, where: (value: Expression) => Expression): Expression {
	return descend({ kind: 'column', name: place.column }, place.path, 0, where);
}

/** A row is matched where a value that should be there is null, although what holds it is not. */
export function missingValue(place: Place): Expression {
	const last = place.path.at(-1);
	if (last === undefined) return { kind: 'isNull', of: { kind: 'column', name: place.column } };
	const holder = { column: place.column, path: place.path.slice(0, -1) };
	if (typeof last !== 'string') return anyValue(place, isNull);
	// What should hold it and is of another type is its own type check's.
	const isHolder = singleValue(holder) ? [not(misfit(holder))] : [];
	return anyValue(holder, (value) => and(not(isNull(value)), ...isHolder, isNull(below(value, last))));
}

/** The value itself, where the way down meets no list and no map. */
export function singleValue(place: Place): Expression | undefined {
	const steps = place.path.filter((step) => typeof step === 'string');
	if (steps.length < place.path.length) return undefined;
	return steps.length === 0 ? { kind: 'column', name: place.column } : { kind: 'column', name: place.column, path: steps };
}

/** The value as it stands in a text file, also where it is not of its type. */
export function textValue(place: Place): Expression | undefined {
	const steps = place.path.filter((step) => typeof step === 'string');
	if (steps.length < place.path.length) return undefined;
	return steps.length === 0 ? { kind: 'text', column: place.column } : { kind: 'text', column: place.column, path: steps };
}

export function misfit(place: Place): Expression {
	return place.path.length === 0 ? { kind: 'misfit', column: place.column } : { kind: 'misfit', column: place.column, path: place.path };
}

/** `delay`, `customer.zip`, `tags[]`, `attributes{key}`. */
export function placeName(name: string, path: readonly PathStep[]): string {
	return path.reduce<string>((text, step) => {
		if (typeof step === 'string') return `${text}.${step}`;
		return step.each === 'item' ? `${text}[]` : `${text}{${step.each}}`;
	}, name);
}

function descend(base: Expression, path: readonly PathStep[], depth: number, where: (value: Expression) => Expression): Expression {
	const [step, ...rest] = path;
	if (step === undefined) return where(base);
	if (typeof step === 'string') return descend(below(base, step), rest, depth, where);
	const name = `item${depth}`;
	const list = step.each === 'item' ? base : call(step.each === 'key' ? 'mapKeys' : 'mapValues', base);
	return { kind: 'anyItem', of: list, name, where: descend({ kind: 'item', name }, rest, depth + 1, where) };
}

function below(value: Expression, step: string): Expression {
	if (value.kind !== 'column' && value.kind !== 'item') throw new Error(`no field below ${value.kind}`);
	return { ...value, path: [...(value.path ?? []), step] };
}

export function isNull(of: Expression): Expression {
	return { kind: 'isNull', of };
}

export function not(of: Expression): Expression {
	return { kind: 'not', of };
}

export function and(...of: readonly Expression[]): Expression {
	return { kind: 'and', of };
}

export function or(...of: readonly Expression[]): Expression {
	return { kind: 'or', of };
}

export function call(name: Extract<Expression, { kind: 'call' }>['function'], ...args: readonly Expression[]): Expression {
	return { kind: 'call', function: name, args };
}

export function compare(left: Expression, operator: Extract<Expression, { kind: 'compare' }>['operator'], right: Expression): Expression {
	return { kind: 'compare', operator, left, right };
}
