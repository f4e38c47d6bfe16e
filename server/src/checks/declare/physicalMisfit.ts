import type { Expression } from '../../engine/expression.ts';
import type { PhysicalType } from '../../spec/physicalType.ts';
import { typeOf } from './columnType.ts';
import type { PropertySubject } from './draft.ts';
import { literal } from './literal.ts';
import { integerRange, outside } from './numberOptions.ts';
import { and, anyValue, call, compare, isNull, misfit, not, or, textValue } from './place.ts';

/**
 * Where a value of a text file is not what a physical type can hold. Columns that the contract reads as text are held
 * against what such values look like; others must fit the type they are read as, and its range.
 */
export function physicalMisfit(subject: PropertySubject, physical: PhysicalType): Expression {
	const { place, property } = subject;
	const text = textValue(place);
	if (property.logicalType?.value === 'string') return unlike(text, subject, lookOf(physical));
	const readAs = typeOf(subject)?.kind;
	const unreadable = isTold(subject)
		? NEVER
		: readAs === 'text' || readAs === 'unknown'
			? unlike(text, subject, lookOf(physical))
			: misfit(place);
	if (physical.kind === 'text') return unreadable;
	switch (physical.kind) {
		case 'integer': {
			const widest = Math.max(...physical.bits);
			const range = integerRange(`${physical.signed ? 'i' : 'u'}${widest}`);
			const one = literal({ type: 'integer', value: 1n });
			const zero = literal({ type: 'integer', value: 0n });
			const broken = (value: Expression) =>
				or(compare(call('remainder', value, one), '<>', zero), ...(range ? [outside(value, range)] : []), { kind: 'isNaN', of: value });
			return isNumeric(subject) ? or(unreadable, anyValue(place, broken)) : unreadable;
		}
		case 'decimal':
			return physical.precision === undefined ? unreadable : or(unreadable, unlike(text, subject, lookOf(physical)));
		case 'uuid':
			return or(unreadable, unlike(text, subject, lookOf(physical)));
		default:
			return unreadable;
	}
}

/** Cells that are not of the logical type are its check's: one finding for one cause. */
function isTold({ property }: PropertySubject): boolean {
	return property.logicalType !== undefined;
}

const NEVER = literal({ type: 'boolean', value: false });

function isNumeric({ property }: PropertySubject): boolean {
	const logical = property.logicalType?.value;
	return logical === undefined || logical === 'integer' || logical === 'number';
}

/** Where a cell is not null and its text looks otherwise; over all values where they stand in lists. */
function unlike(text: Expression | undefined, subject: PropertySubject, look: string | undefined): Expression {
	const { place } = subject;
	if (look === undefined) return misfit(place);
	if (text === undefined) return anyValue(place, (value) => not({ kind: 'matches', of: call('castText', value), pattern: look }));
	return and(not(isNull(text)), not({ kind: 'matches', of: text, pattern: look }));
}

/** What a value of a physical type looks like in a text file (RE2, anchored); undefined for what any text may be. */
function lookOf(physical: PhysicalType): string | undefined {
	switch (physical.kind) {
		case 'integer':
			return physical.signed ? INTEGER_LOOK : '\\A\\s*\\+?[0-9]+\\s*\\z';
		case 'decimal': {
			if (physical.precision === undefined) return NUMBER_LOOK;
			const scale = physical.scale ?? 0;
			const fraction = scale === 0 ? '(?:\\.0*)?' : `(?:\\.[0-9]{0,${scale}}0*)?`;
			const whole = Math.max(0, physical.precision - scale);
			return `\\A\\s*[+-]?0*${whole === 0 ? '' : `[0-9]{0,${whole}}`}${fraction}\\s*\\z|\\A[^eE]*[0-9][eE][+-]?[0-9]+\\s*\\z`;
		}
		case 'float':
		case 'number':
			return NUMBER_LOOK;
		case 'boolean':
			return BOOLEAN_LOOK;
		case 'date':
			return '\\A\\s*[0-9]{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])\\s*\\z';
		case 'timestamp':
			return '\\A\\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[T ][0-9]{1,2}:[0-9]{2}.*)?\\z';
		case 'time':
			return '\\A\\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}.*)?\\z';
		case 'uuid':
			return '\\A[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}\\z';
		case 'json':
		case 'struct':
		case 'map':
			return '\\A\\s*[\\[{"0-9tfn-]';
		case 'list':
			return '\\A\\s*\\[';
		default:
			return undefined;
	}
}

export const NUMBER_LOOK = '(?i)\\A\\s*[+-]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[+-]?[0-9]+)?|inf|infinity|nan)\\s*\\z';

export const INTEGER_LOOK = '\\A\\s*[+-]?[0-9]+\\s*\\z';

export const BOOLEAN_LOOK = '(?i)\\A\\s*(?:true|false|t|f|yes|no|y|n|0|1)\\s*\\z';
