import type { EngineProblem, ReadErrors } from '../engine/engine.ts';
import type { Cell, Histogram, SampleRow } from '../spec/result.ts';

/** What came of measuring one check; `judge.ts` holds it against the check's bound. */
export type Measured =
	| {
			readonly kind: 'measured';
			/**
			 * The figure in the check's unit: rows, percent (0–100), the statistic's value, seconds; of `presence` the number of
			 * columns that are missing (0 or 1); of `type` the type found, as the engine names it. Null where there is no value
			 * to take it from (the mean of no rows).
			 */
			readonly observed: Cell;
			/** Of a `type` check: whether the column's own type is the declared one. Cells of text files are `failingRows`. */
			readonly fits?: boolean;
			readonly failingRows?: number;
			readonly totalRows?: number;
			readonly samples?: readonly SampleRow[];
			readonly histogram?: Histogram;
			/** A further fact worth a word, e.g. the smallest value found. */
			readonly note?: string;
			/** `footer`: proved without reading rows. */
			readonly proof?: 'footer' | 'connection';
			readonly sql?: string;
			readonly durationMs: number;
	  }
	/** Could not be measured for a reason reported elsewhere, e.g. its column is missing. */
	| { readonly kind: 'notRun'; readonly reason: string }
	| { readonly kind: 'problem'; readonly problem: EngineProblem; readonly sql?: string; readonly durationMs: number };

/** What was measured, but for the time that it took. */
export type Figures = Omit<Extract<Measured, { readonly kind: 'measured' }>, 'durationMs'>;

/** All that `measureChecks` found: one answer per check, and what each relation's text could not be read as. */
export interface MeasuredChecks {
	/** By check id. */
	readonly measured: ReadonlyMap<string, Measured>;
	/** By relation name; only relations whose text files had rows or cells that could not be read. */
	readonly readErrors: ReadonlyMap<string, ReadErrors>;
}
