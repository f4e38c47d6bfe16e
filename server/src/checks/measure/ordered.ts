import type { Literal } from '../../engine/expression.ts';
import type { ColumnType } from '../../engine/relation.ts';

/** A value of a type whose order we know: numbers in units of 10^-30, dates and times in nanoseconds. */
export class Ordered {
	readonly units: bigint;
	/** Of a whole number, itself. */
	readonly whole: bigint;

	constructor(units: bigint) {
		this.units = units;
		this.whole = units / one;
	}

	below(other: Ordered): boolean {
		return this.units < other.units;
	}
}

const decimals = 30;
const one = 10n ** BigInt(decimals);

/** Farther than any double. */
const beyond = 10n ** 400n;

/** A bound of a footer, as `Footer` writes it. */
export function orderedBound(text: string, type: ColumnType): Ordered | undefined {
	switch (type.kind) {
		case 'integer':
		case 'decimal':
		case 'double':
			return numeric(text);
		case 'date':
		case 'timestamp':
		case 'timestampTz':
			return instant(text);
		case 'time':
			return instant(`1970-01-01T${text}`);
		default:
			return undefined;
	}
}

/** A literal as a value that can stand beside those of a column; undefined where the comparison is not of one kind. */
export function orderedLiteral(literal: Literal, type: ColumnType): Ordered | undefined {
	const number = type.kind === 'integer' || type.kind === 'decimal';
	switch (literal.type) {
		case 'integer':
		case 'decimal':
		case 'double': {
			const text = literal.type === 'decimal' ? literal.text : String(literal.value);
			// A double is compared with the double that the literal is, not with its digits.
			if (type.kind === 'double') return numeric(String(Number(text)));
			return number ? numeric(text) : undefined;
		}
		case 'date':
		case 'timestamp':
		case 'timestampTz':
			return type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestampTz' ? instant(literal.text) : undefined;
		case 'time':
			return type.kind === 'time' ? instant(`1970-01-01T${literal.text}`) : undefined;
		default:
			return undefined;
	}
}

function numeric(text: string): Ordered | undefined {
	if (text === 'Infinity' || text === '-Infinity') return new Ordered(text === 'Infinity' ? beyond : -beyond);
	const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
	if (!match || `${match[2]}${match[3]}` === '') return undefined;
	const [, sign, whole = '', fraction = '', exponent = '0'] = match;
	const shift = decimals - fraction.length + Number(exponent);
	if (shift < 0) return undefined;
	const units = BigInt(whole + fraction) * 10n ** BigInt(shift);
	return new Ordered(sign === '-' ? -units : units);
}

/** Nanoseconds since 1970, UTC where no offset is given. */
function instant(text: string): Ordered | undefined {
	const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9})\d*)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(text.trim());
	if (!match) return undefined;
	const [, date = '', clock = '00:00', second = '00', fraction = '', zone = 'Z'] = match;
	const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.replace(':', '').slice(3).padEnd(2, '0')}`;
	const milliseconds = Date.parse(`${date}T${clock}:${second}${offset}`);
	if (Number.isNaN(milliseconds)) return undefined;
	return new Ordered(BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0') || '0'));
}
