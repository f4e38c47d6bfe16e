import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Cell } from '../../spec/result.ts';

type Api = typeof import('@duckdb/node-api');
export type DecodeCell = (value: DuckDBValue, type: DuckDBType) => Cell;

/**
 * Makes the function that turns a value of DuckDB into JSON-safe data.
 *
 * Numbers stay numbers where JavaScript holds them exactly; integers beyond 2^53, decimals, `NaN`, `Infinity` and
 * `-Infinity` become text. Dates and times are ISO 8601 (`2024-01-31`, `2024-01-31T12:00:00`, instants with `Z`),
 * blobs as DuckDB writes them (`\x00`), lists arrays, structs and maps objects. Texts are cut at `longestText`.
 *
 * @param api the binding, which is loaded only when data is needed
 */
export function cellDecoder(api: Api, longestText = 100_000): DecodeCell {
	const cut = (text: string) => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

	const decode = (value: DuckDBValue, type: DuckDBType | undefined): Cell => {
		if (value === null || typeof value === 'boolean') return value;
		if (typeof value === 'string') return cut(value);
		if (typeof value === 'bigint') return integer(value);
		if (typeof value === 'number') return type?.typeId === api.DuckDBTypeId.FLOAT ? float(value) : double(value);
		if (value instanceof api.DuckDBListValue || value instanceof api.DuckDBArrayValue) {
			const item = type && 'valueType' in type ? type.valueType : undefined;
			return value.items.map((each) => decode(each, item));
		}
		if (value instanceof api.DuckDBStructValue) {
			return Object.fromEntries(Object.entries(value.entries).map(([name, each]) => [name, decode(each, undefined)]));
		}
		if (value instanceof api.DuckDBMapValue) {
			return Object.fromEntries(value.entries.map((entry) => [keyText(decode(entry.key, undefined)), decode(entry.value, undefined)]));
		}
		if (value instanceof api.DuckDBUnionValue || value instanceof api.DuckDBVariantValue) return decode(value.value, undefined);
		if (value instanceof api.DuckDBTimestampTZValue) return instant(value, new api.DuckDBTimestampValue(value.micros));
		if (value instanceof api.DuckDBBlobValue || value instanceof api.DuckDBGeometryValue) {
			const bytes = value.bytes.length > longestText ? value.bytes.subarray(0, longestText) : value.bytes;
			return cut(String(new api.DuckDBBlobValue(bytes)));
		}
		if (value instanceof api.DuckDBDateValue && !value.isFinite) return value.days > 0 ? 'infinity' : '-infinity';
		return cut(isoDateTime(String(value)));
	};
	return decode;
}

function integer(value: bigint): Cell {
	return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
}

function double(value: number): Cell {
	return Number.isFinite(value) ? value : String(value);
}

/** The shortest decimal that is the same 32-bit float: 0.1, not 0.10000000149011612. */
function float(value: number): Cell {
	if (!Number.isFinite(value)) return String(value);
	for (let digits = 6; digits < 9; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) return short;
	}
	return Number(value.toPrecision(9));
}

function keyText(key: Cell): string {
	return typeof key === 'object' ? JSON.stringify(key) : String(key);
}

function instant(value: { isFinite: boolean }, utc: { toString(): string }): string {
	const text = isoDateTime(utc.toString());
	return value.isFinite ? `${text}Z` : text;
}

function isoDateTime(text: string): string {
	return text.replace(/^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d[.\d]*)$/, '$1T$2');
}
