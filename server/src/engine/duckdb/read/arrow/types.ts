import { DataType, type TimeUnit } from 'apache-arrow';
import { EngineError } from '../../../engine.ts';
import type { ColumnType } from '../../../relation.ts';

/** The column type of an Arrow type. @throws EngineError for one that has no counterpart in a table */
export function columnTypeOfArrow(type: DataType, column: string): ColumnType {
	if (DataType.isDictionary(type)) return columnTypeOfArrow(type.dictionary, column);
	if (DataType.isInt(type)) return { kind: 'integer', bits: type.bitWidth, signed: type.isSigned };
	if (DataType.isFloat(type)) return { kind: 'double' };
	if (DataType.isDecimal(type) && type.precision <= 38) return { kind: 'decimal', precision: type.precision, scale: type.scale };
	if (DataType.isBool(type)) return { kind: 'boolean' };
	if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isNull(type)) return { kind: 'text' };
	if (DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isFixedSizeBinary(type)) return { kind: 'binary' };
	if (DataType.isDate(type)) return { kind: 'date' };
	if (DataType.isTime(type)) return { kind: 'time' };
	if (DataType.isTimestamp(type)) return { kind: type.timezone ? 'timestampTz' : 'timestamp' };
	if (DataType.isList(type) || DataType.isFixedSizeList(type)) return { kind: 'list', item: columnTypeOfArrow(type.valueType, column) };
	if (DataType.isStruct(type)) {
		return { kind: 'struct', fields: type.children.map((field) => ({ name: field.name, type: columnTypeOfArrow(field.type, column) })) };
	}
	if (DataType.isMap(type))
		return { kind: 'map', key: columnTypeOfArrow(type.keyType, column), value: columnTypeOfArrow(type.valueType, column) };
	throw new EngineError({ kind: 'unsupported', message: `Column "${column}" is of the Arrow type ${type}, which is not supported yet` });
}

/** How many of a unit make a microsecond, or a microsecond's share of it: [multiply, divide]. */
export function microseconds(unit: TimeUnit, value: bigint): bigint {
	// SECOND 0, MILLISECOND 1, MICROSECOND 2, NANOSECOND 3
	if (unit === 0) return value * 1_000_000n;
	if (unit === 1) return value * 1_000n;
	return unit === 2 ? value : floorDivide(value, 1_000n);
}

function floorDivide(value: bigint, by: bigint): bigint {
	const quotient = value / by;
	return value % by < 0n ? quotient - 1n : quotient;
}
