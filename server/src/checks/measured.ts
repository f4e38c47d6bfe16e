import type { EngineProblem } from '../engine/engine.ts';
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
