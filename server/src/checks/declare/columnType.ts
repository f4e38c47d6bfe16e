import { columnNamed } from '../../engine/columnNamed.ts';
import type { RelationColumn } from '../../engine/engine.ts';
import type { Expression } from '../../engine/expression.ts';
import type { ColumnType } from '../../engine/relation.ts';
import { parsePhysicalType } from '../../spec/physicalType.ts';
import { typeAt } from '../types/typeFit.ts';
import type { PropertySubject } from './draft.ts';

/** The type that a property's column has in the data, at its place inside the column; undefined while nobody has looked. */
export function typeOf(subject: PropertySubject): ColumnType | undefined {
	const column = columnOf(subject);
	return column && typeAt(column.type, subject.place.path);
}

/**
 * True for a column of text that the contract says is one (`physicalType: varchar`) while its values are numbers, dates
 * or flags: they are judged by what the texts say.
 */
export function isKeptAsText(subject: PropertySubject): boolean {
	const { logicalType, physicalType } = subject.property;
	if (subject.scope.stored !== 'typed' || typeOf(subject)?.kind !== 'text') return false;
	if (!['integer', 'number', 'boolean', 'date', 'timestamp'].includes(logicalType?.value ?? '')) return false;
	return parsePhysicalType(physicalType?.value ?? '')?.kind === 'text';
}

/** The date or timestamp that a text of such a column says, null where it says none. */
export function temporalValue(subject: PropertySubject, value: Expression): Expression {
	const { logicalType, logicalTypeOptions } = subject.property;
	if (!isKeptAsText(subject)) return value;
	const format = logicalTypeOptions?.format?.value ?? (logicalType?.value === 'date' ? 'yyyy-MM-dd' : "yyyy-MM-dd[ HH:mm:ss]['T'HH:mm:ss]");
	return { kind: 'call', function: 'parseTimestamp', args: [value, { kind: 'literal', value: { type: 'text', value: format } }] };
}

/** The column that holds a property's values. */
export function columnOf({ scope, place }: PropertySubject): RelationColumn | undefined {
	return scope.columns && columnNamed(scope.columns, place.column);
}
