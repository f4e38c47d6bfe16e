import type { RelationColumn } from '../../engine/engine.ts';
import type { PathStep } from '../../engine/expression.ts';
import type { ColumnType } from '../../engine/relation.ts';
import { typeAt } from '../types/typeFit.ts';

/** The type at a place of a column, with a name for it: the engine's own for a whole column. */
export function typeFound(column: RelationColumn, path: readonly PathStep[]): { readonly type: ColumnType; readonly engineType: string } {
	if (path.length === 0) return column;
	const type = typeAt(column.type, path) ?? { kind: 'unknown' };
	return { type, engineType: typeText(type) };
}

function typeText(type: ColumnType): string {
	switch (type.kind) {
		case 'integer':
			return `${type.signed ? '' : 'U'}${{ 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT', 128: 'HUGEINT' }[type.bits]}`;
		case 'decimal':
			return `DECIMAL(${type.precision},${type.scale})`;
		case 'list':
			return `${typeText(type.item)}[]`;
		case 'struct':
			return `STRUCT(${type.fields.map((field) => `${field.name} ${typeText(field.type)}`).join(', ')})`;
		case 'map':
			return `MAP(${typeText(type.key)}, ${typeText(type.value)})`;
		default:
			return {
				text: 'VARCHAR',
				boolean: 'BOOLEAN',
				date: 'DATE',
				time: 'TIME',
				timestamp: 'TIMESTAMP',
				timestampTz: 'TIMESTAMP WITH TIME ZONE',
				double: 'DOUBLE',
				binary: 'BLOB',
				unknown: 'unknown',
			}[type.kind];
	}
}
