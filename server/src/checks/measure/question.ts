import type { Aggregate } from '../../engine/engine.ts';
import type { Cell } from '../../spec/result.ts';
import type { Figures } from '../measured.ts';

/** What one check wants to know of a scan, and what follows from the answers. */
export interface Question {
	readonly aggregates: readonly Aggregate[];
	/** Answers in the order of `aggregates`. */
	conclude(answers: readonly Cell[]): Conclusion;
	/** The same asked with fewer assumptions, should the first way fail. */
	readonly otherwise?: Question;
}

export type Conclusion =
	| { readonly kind: 'done'; readonly figures: Figures }
	/** Distinct hashes left it open: an exact query must tell. */
	| { readonly kind: 'countDuplicates'; readonly nulls: number; readonly total: number }
	/** A second scan, now that the first has told what to look for. */
	| { readonly kind: 'ask'; readonly question: Question }
	| { readonly kind: 'problem'; readonly message: string };

export function done(figures: Figures): Conclusion {
	return { kind: 'done', figures };
}

/** A count, which may come as decimal text. */
export function number(cell: Cell | undefined): number {
	return typeof cell === 'number' ? cell : typeof cell === 'string' ? Number(cell) : 0;
}
