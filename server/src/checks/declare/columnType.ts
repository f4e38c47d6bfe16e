import type { RelationColumn } from '../../engine/engine.ts';
import type { ColumnType } from '../../engine/relation.ts';
import { typeAt } from '../types/typeFit.ts';
import type { PropertySubject } from './draft.ts';

/** The type that a property's column has in the data, at its place inside the column; undefined while nobody has looked. */
export function typeOf(subject: PropertySubject): ColumnType | undefined {
	const column = columnOf(subject);
	return column && typeAt(column.type, subject.place.path);
}

/** The column that holds a property's values. */
export function columnOf({ scope, place }: PropertySubject): RelationColumn | undefined {
	return scope.columns?.find(({ name }) => name === place.column);
}
