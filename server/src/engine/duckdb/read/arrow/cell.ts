import { type Data, DataType, makeVector } from 'apache-arrow';
import { microseconds } from './types.ts';

/** What stands in the JSON that carries a value over to DuckDB: texts that DuckDB casts, lists and objects. */
export type Carried = string | number | boolean | null | readonly Carried[] | { readonly [key: string]: Carried };

/** The value at an index of an Arrow array, without loss: integers, decimals and times as text. */
export function arrowCell(data: Data, index: number): Carried {
	if (!data.getValid(index)) return null;
	const { type } = data;
	if (DataType.isDictionary(type)) {
		const key = Number(data.values[index]);
		const dictionary = data.dictionary;
		let left = key;
		for (const part of dictionary?.data ?? []) {
			if (left < part.length) return arrowCell(part, left);
			left -= part.length;
		}
		return null;
	}
	if (DataType.isInt(type)) return String(data.values[index]);
	if (DataType.isTimestamp(type)) return timestamp(microseconds(type.unit, BigInt(data.values[index])));
	if (DataType.isDate(type)) return day(type.unit === 0 ? Number(data.values[index]) : Math.floor(Number(data.values[index]) / 86_400_000));
	if (DataType.isTime(type)) return timestamp(microseconds(type.unit, BigInt(data.values[index]))).slice(11);
	if (DataType.isFloat(type)) return float(makeVector(data).get(index));
	if (DataType.isBool(type)) return Boolean(makeVector(data).get(index));
	if (DataType.isDecimal(type)) return decimal(data.values.subarray(index * data.stride, (index + 1) * data.stride), type.scale);
	if (DataType.isList(type) || DataType.isMap(type)) {
		const [start, end] = [Number(data.valueOffsets[index]), Number(data.valueOffsets[index + 1])];
		return DataType.isMap(type) ? entries(data.children[0], start, end) : items(data.children[0], start, end);
	}
	if (DataType.isFixedSizeList(type)) return items(data.children[0], index * type.listSize, (index + 1) * type.listSize);
	if (DataType.isStruct(type)) return Object.fromEntries(type.children.map((field, at) => [field.name, child(data.children[at], index)]));
	const value: unknown = makeVector(data).get(index);
	if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
	return value === null || value === undefined ? null : String(value);
}

function child(data: Data | undefined, index: number): Carried {
	return data ? arrowCell(data, index) : null;
}

function items(data: Data | undefined, start: number, end: number): Carried[] {
	return Array.from({ length: end - start }, (_, at) => child(data, start + at));
}

function entries(data: Data | undefined, start: number, end: number): Carried {
	const [keys, values] = data?.children ?? [];
	return Object.fromEntries(Array.from({ length: end - start }, (_, at) => [String(child(keys, start + at)), child(values, start + at)]));
}

function float(value: unknown): Carried {
	const number = Number(value);
	return Number.isFinite(number) ? number : String(number);
}

/** Two's complement in 32-bit words, lowest first. */
function decimal(words: Uint32Array, scale: number): string {
	let value = 0n;
	for (let at = words.length - 1; at >= 0; at--) value = (value << 32n) | BigInt(words[at] ?? 0);
	const bits = BigInt(words.length * 32);
	if (value >> (bits - 1n) === 1n) value -= 1n << bits;
	const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
	const point = digits.length - scale;
	return `${value < 0n ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ''}`;
}

function day(days: number): string {
	return dateText(days * 86_400_000);
}

function timestamp(micros: bigint): string {
	const rest = ((micros % 1000n) + 1000n) % 1000n;
	const ms = Number((micros - rest) / 1000n);
	return `${dateText(ms)} ${new Date(ms).toISOString().slice(-13, -1)}${String(rest).padStart(3, '0')}`;
}

/** Years beyond four digits without the sign that ISO 8601 gives them. */
function dateText(ms: number): string {
	return new Date(ms).toISOString().replace(/T.*/, '').replace(/^\+0*/, '');
}
