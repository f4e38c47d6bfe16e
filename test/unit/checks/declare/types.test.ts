import { describe, expect, test } from 'vitest';
import { typeFits } from '../../../../server/src/checks/types/typeFit.ts';
import type { ColumnType } from '../../../../server/src/engine/relation.ts';
import { parsePhysicalType } from '../../../../server/src/spec/physicalType.ts';

const int = (bits: 8 | 16 | 32 | 64 | 128, signed = true): ColumnType => ({ kind: 'integer', bits, signed });
const decimal = (precision: number, scale: number): ColumnType => ({ kind: 'decimal', precision, scale });
const COLUMNS: Record<string, ColumnType> = {
	VARCHAR: { kind: 'text' },
	UUID: { kind: 'text' },
	JSON: { kind: 'text' },
	TINYINT: int(8),
	SMALLINT: int(16),
	INTEGER: int(32),
	BIGINT: int(64),
	HUGEINT: int(128),
	UINTEGER: int(32, false),
	'DECIMAL(10,2)': decimal(10, 2),
	'DECIMAL(18,0)': decimal(18, 0),
	FLOAT: { kind: 'double' },
	DOUBLE: { kind: 'double' },
	BOOLEAN: { kind: 'boolean' },
	DATE: { kind: 'date' },
	TIME: { kind: 'time' },
	TIMESTAMP: { kind: 'timestamp' },
	'TIMESTAMP WITH TIME ZONE': { kind: 'timestampTz' },
	BLOB: { kind: 'binary' },
	'VARCHAR[]': { kind: 'list', item: { kind: 'text' } },
	'INTEGER[]': { kind: 'list', item: int(32) },
	'STRUCT(a INTEGER)': { kind: 'struct', fields: [{ name: 'a', type: int(32) }] },
	'MAP(VARCHAR, INTEGER)': { kind: 'map', key: { kind: 'text' }, value: int(32) },
};

function fitting(accepts: { logicalType?: string; physicalType?: string }): string[] {
	return Object.entries(COLUMNS).flatMap(([engineType, type]) => (typeFits({ engineType, type }, accepts) ? [engineType] : []));
}

describe('a logical type takes the columns of its category', () => {
	test.each([
		['string', ['VARCHAR', 'UUID', 'JSON']],
		['integer', ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UINTEGER', 'DECIMAL(18,0)']],
		['number', ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UINTEGER', 'DECIMAL(10,2)', 'DECIMAL(18,0)', 'FLOAT', 'DOUBLE']],
		['boolean', ['BOOLEAN']],
		['date', ['DATE']],
		['time', ['TIME']],
		['timestamp', ['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE']],
		['object', ['JSON', 'STRUCT(a INTEGER)', 'MAP(VARCHAR, INTEGER)']],
		['array', ['JSON', 'VARCHAR[]', 'INTEGER[]']],
		['map', ['JSON', 'STRUCT(a INTEGER)', 'MAP(VARCHAR, INTEGER)']],
		['vector', ['JSON', 'INTEGER[]']],
	])('%s', (logicalType, expected) => {
		expect(fitting({ logicalType })).toEqual(expected);
	});
});

describe('a physical type takes the columns that databases call so', () => {
	test.each([
		['varchar(18)', ['VARCHAR']],
		['CHARACTER VARYING (18)', ['VARCHAR']],
		['String', ['VARCHAR']],
		['text', ['VARCHAR']],
		['Nullable(String)', ['VARCHAR']],
		['int', ['INTEGER']],
		['Integer', ['INTEGER']],
		['bigint', ['BIGINT']],
		['int8', ['TINYINT', 'BIGINT']],
		['int unsigned', ['UINTEGER']],
		['UInt32', ['UINTEGER']],
		['smallint not null', ['SMALLINT']],
		['DECIMAL(10,2)', ['DECIMAL(10,2)']],
		['numeric( 10 , 2 )', ['DECIMAL(10,2)']],
		['NUMBER(18)', ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UINTEGER', 'DECIMAL(18,0)']],
		['decimal', ['DECIMAL(10,2)', 'DECIMAL(18,0)']],
		['double', ['DOUBLE']],
		['DOUBLE PRECISION', ['DOUBLE']],
		['real', ['FLOAT']],
		['float', ['FLOAT', 'DOUBLE']],
		['float(53)', ['DOUBLE']],
		['bool', ['BOOLEAN']],
		['date', ['DATE']],
		['time(6)', ['TIME']],
		['timestamp', ['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE']],
		['timestamp(6)', ['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE']],
		['timestamp with time zone', ['TIMESTAMP WITH TIME ZONE']],
		['timestamp(3) with time zone', ['TIMESTAMP WITH TIME ZONE']],
		['timestamptz', ['TIMESTAMP WITH TIME ZONE']],
		['TIMESTAMP_NTZ(9)', ['TIMESTAMP']],
		['datetime', ['TIMESTAMP']],
		['uuid', ['UUID']],
		['bytea', ['BLOB']],
		['array<string>', ['VARCHAR[]']],
		['INT[]', ['INTEGER[]']],
		['list', ['VARCHAR[]', 'INTEGER[]']],
		['struct<a:int>', ['STRUCT(a INTEGER)']],
		['STRUCT(a INTEGER)', ['STRUCT(a INTEGER)']],
		['map<string,int>', ['MAP(VARCHAR, INTEGER)']],
	])('%s', (physicalType, expected) => {
		expect(fitting({ physicalType })).toEqual(expected);
	});

	test.each(['geography', 'interval', 'money', 'hll', '', '???', 'varchar(', 'a'.repeat(10_000)])('%s is not known', (text) => {
		expect(parsePhysicalType(text)).toBeUndefined();
	});

	test('a length is that of text and bytes only', () => {
		expect(parsePhysicalType('varchar(18)')).toMatchObject({ length: 18 });
		expect(parsePhysicalType('VARCHAR2(18 CHAR)')).toMatchObject({ length: 18 });
		expect(parsePhysicalType('varchar(max)')).toEqual({ kind: 'text' });
		expect(parsePhysicalType('varbinary(16)')).toMatchObject({ kind: 'binary', length: 16 });
	});
});
