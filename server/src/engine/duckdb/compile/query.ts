import type { Cell } from '../../../spec/result.ts';
import type { Answer } from '../../engine.ts';
import type { BoundRelation, QueryTable } from '../boundRelation.ts';
import type { Scope } from './typed.ts';

/** A plan as SQL, and how to read the table that it gives. */
export interface CompiledQuery {
	readonly sql: string;
	decode(table: QueryTable): Answer;
}

export function scopeOf(relation: BoundRelation): Scope {
	return { relation, items: new Map() };
}

/** A count, which may have come as decimal text. */
export function count(cell: Cell | undefined): number {
	const number = typeof cell === 'number' ? cell : typeof cell === 'string' ? Number(cell) : 0;
	return Number.isFinite(number) ? number : 0;
}

export function textOf(cell: Cell | undefined): string | undefined {
	return typeof cell === 'string' ? cell : typeof cell === 'number' ? String(cell) : undefined;
}
