import type { Expression, PathStep } from '../engine/expression.ts';
import type { Range } from '../spec/range.ts';
import type { Cell, Severity } from '../spec/result.ts';

/**
 * One declared rule, ready to be executed: what to measure and how to judge it. `declare/` makes them from a contract,
 * `plan/` decides how to measure many at once, `judge.ts` turns what was measured into a `CheckResult`.
 */
export interface Check {
	/** Stable across runs: where in the contract the rule stands, e.g. `schema.flights.delay.minimum`. */
	readonly id: string;
	/** Code, documented in `docs/rules/<code>.md`. */
	readonly rule: string;
	readonly family: 'schema' | 'constraint' | 'uniqueness' | 'relationship' | 'serviceLevel' | 'quality' | 'statistics';
	readonly object?: string;
	readonly property?: string;
	readonly severity: Severity;
	readonly dimension?: string;
	readonly tags: readonly string[];
	readonly range: Range;
	/** How the finding names its subject, e.g. `delay`. */
	readonly subject: string;
	/** How the finding names the rule, e.g. `minimum -60`. */
	readonly expected: string;
	/** What a violating row is, said after a count of rows: `below -60`, `null`. */
	readonly violation?: string;
	/** Columns (names in the data) that must be there; where one is missing the check is not run. */
	readonly needs: readonly string[];
	/** Places inside nested columns that must be there too (a Parquet struct may lack a field). */
	readonly needsFields?: readonly FieldPath[];
	readonly measure: Measure;
	readonly bound: Bound;
	readonly unit: 'rows' | 'percent' | 'value' | 'seconds' | 'columns';
}

export interface FieldPath {
	readonly column: string;
	readonly path: readonly PathStep[];
}

export type Measure =
	/** Rows that violate. `of: total` for percent. */
	| { readonly kind: 'violations'; readonly relation: string; readonly where: Expression; readonly violating: readonly string[] }
	| { readonly kind: 'rowCount'; readonly relation: string }
	| { readonly kind: 'duplicates'; readonly relation: string; readonly keys: readonly Expression[]; readonly nulls: 'ignored' | 'violate' }
	| {
			readonly kind: 'orphans';
			readonly relation: string;
			readonly keys: readonly Expression[];
			readonly target: string;
			readonly targetKeys: readonly Expression[];
	  }
	| { readonly kind: 'statistic'; readonly relation: string; readonly column: string; readonly statistic: Statistic }
	/** Age of the newest or oldest instant, or the longest gap between neighbours, in seconds. */
	| {
			readonly kind: 'age';
			readonly relation: string;
			readonly of: Expression;
			readonly which: 'newest' | 'oldest' | 'longestGap';
			readonly nowIso: string;
	  }
	| { readonly kind: 'sql'; readonly query: string; readonly relations: readonly string[] }
	/** Column is there; its type fits. Decided from the connection alone. */
	| { readonly kind: 'presence'; readonly relation: string; readonly column: string; readonly path?: readonly PathStep[] }
	| {
			readonly kind: 'type';
			readonly relation: string;
			readonly column: string;
			readonly path?: readonly PathStep[];
			readonly accepts: TypeTest;
	  }
	/** Decided without data: not enforced, or an error of the contract. */
	| { readonly kind: 'settled'; readonly outcome: 'notEnforced' | 'errored'; readonly reason: string };

export type Statistic =
	| {
			readonly kind: 'minimum' | 'maximum' | 'mean' | 'standardDeviation' | 'uniqueCount' | 'uniqueShare' | 'constantValues' | 'mixedTypes';
	  }
	| { readonly kind: 'quantile'; readonly share: number }
	/** Share of rows beyond `fences` interquartile ranges from the quartiles (Tukey). */
	| { readonly kind: 'outlierShare'; readonly fences: number };

/** Whether a column's type in the data satisfies the contract; `misfits` are counted in text formats. */
export interface TypeTest {
	readonly logicalType?: string;
	readonly physicalType?: string;
}

/** What `observed` must be. Bounds of `between` are inclusive. */
export type Bound =
	| { readonly kind: 'zero' }
	| { readonly kind: 'equal' | 'notEqual'; readonly value: Cell }
	| { readonly kind: 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual'; readonly value: Figure }
	| { readonly kind: 'between' | 'notBetween'; readonly low: Figure; readonly high: Figure };

/** A number; an integer beyond 2^53 is its digits. */
export type Figure = number | string;
