import type { EngineProblem, ReadErrors } from '../engine/engine.ts';
import type { Cell, Histogram, SampleRow } from '../spec/result.ts';

/** What came of measuring one check; `judge.ts` holds it against the check's bound. */
export type Measured =
	| {
			readonly kind: 'measured';
			/** The figure in the check's unit: rows, percent (0–100), the statistic's value, seconds, or the type found. */
			readonly observed: Cell;
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

/** All that `measureChecks` found: one answer per check, and what each relation's text could not be read as. */
export interface MeasuredChecks {
	/** By check id. */
	readonly measured: ReadonlyMap<string, Measured>;
	/** By relation name; only relations whose text files had rows or cells that could not be read. */
	readonly readErrors: ReadonlyMap<string, ReadErrors>;
}
