import type { Cell } from '../../spec/result.ts';

/**
 * Which of two figures is the greater, exactly: a text such as `9007199254740993` or `0.1` is the decimal it says, which a
 * double may not be.
 *
 * @returns negative, 0 or positive; NaN where either is no number, so that no comparison holds
 */
export function compareFigures(left: Cell, right: Cell): number {
	const [a, b] = [decimalOf(left), decimalOf(right)];
	if (a !== undefined && b !== undefined) return compareDecimals(a, b);
	const [x, y] = [numberOf(left), numberOf(right)];
	return x === y ? 0 : x - y;
}

/** `digits · 10 ^ -scale`, `scale` ≥ 0. */
interface Decimal {
	readonly digits: bigint;
	readonly scale: number;
}

/** More than any double or decimal of an engine has: a text beyond it is compared as a double. */
const MOST_PLACES = 400;

function decimalOf(cell: Cell): Decimal | undefined {
	if (typeof cell !== 'number' && typeof cell !== 'string') return undefined;
	const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i.exec(String(cell));
	if (!match) return undefined;
	const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
	const scale = fraction.length - Number(exponent);
	if (whole + fraction === '' || Math.abs(scale) > MOST_PLACES || whole.length > MOST_PLACES) return undefined;
	const digits = BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, -scale));
	return { digits: sign === '-' ? -digits : digits, scale: Math.max(0, scale) };
}

function compareDecimals(a: Decimal, b: Decimal): number {
	const scale = Math.max(a.scale, b.scale);
	const difference = a.digits * 10n ** BigInt(scale - a.scale) - b.digits * 10n ** BigInt(scale - b.scale);
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function numberOf(cell: Cell): number {
	return typeof cell === 'number' || (typeof cell === 'string' && cell.trim() !== '') ? Number(cell) : Number.NaN;
}
