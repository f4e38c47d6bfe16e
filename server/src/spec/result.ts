import type { PositionRange } from './range.ts';

export type Severity = 'error' | 'warning' | 'info';

/** `warned` is a violation of a rule whose severity is warning or info; `failed` of one whose severity is error. */
export type Outcome = 'passed' | 'failed' | 'warned' | 'errored' | 'notEnforced';

/** What kind of trouble kept a rule from being checked. `crashed`: the engine was lost, which says nothing of the data. */
export type Trouble = 'unreadable' | 'invalid-data' | 'unsupported' | 'timeout' | 'cancelled' | 'memory' | 'crashed' | 'refused' | 'query';

/** JSON-safe value of a cell: integers beyond 2^53, decimals, dates and NaN come as strings. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };

/** A row behind a finding, with where it stands in its file where that is known (all one-based). */
export interface SampleRow {
	readonly cells: { readonly [column: string]: Cell };
	readonly file?: string;
	readonly row?: number;
	/** Physical line of a text file. */
	readonly line?: number;
	/** Columns whose cell breaks the rule. */
	readonly violating?: readonly string[];
}

/**
 * What became of one declared rule. Written once, rendered many times (pretty, JSON, SARIF, JUnit, Markdown, HTML,
 * GitHub, editor); a renderer never recomputes. Lines and characters are zero-based here.
 */
export interface CheckResult {
	/** Stable across runs: where in the contract the rule stands, e.g. `schema.flights.delay.minimum`. */
	readonly id: string;
	/** Path of the contract's file as given by the user. */
	readonly contract: string;
	readonly object?: string;
	readonly property?: string;
	/** Code of the rule, e.g. `data.minimum`; documented in `docs/rules/<code>.md`. */
	readonly rule: string;
	readonly family: string;
	readonly severity: Severity;
	readonly dimension?: string;
	readonly tags?: readonly string[];
	readonly outcome: Outcome;
	/** The finding in one line: names the thing, the count, the rule. */
	readonly message: string;
	readonly observed?: Cell;
	readonly expected?: string;
	readonly unit?: string;
	readonly failingRows?: number;
	readonly totalRows?: number;
	/** True where `observed` or a count is estimated or sampled; shown with `≈`. */
	readonly approximate?: boolean;
	readonly samples?: readonly SampleRow[];
	/** Distribution of the failing column, where it has one. */
	readonly histogram?: Histogram;
	/** Why it was not executed, or what went wrong. */
	readonly reason?: string;
	/** Of an errored rule. */
	readonly trouble?: Trouble;
	readonly location: { readonly file: string; readonly range: PositionRange };
	/** SQL that was run for it, for a reader who asks. */
	readonly sql?: string;
	readonly engine: string;
	readonly durationMs: number;
}

/** Counts per bin; `edges` has one more element than `counts` (numeric), or `labels` as many (categorical). */
export interface Histogram {
	readonly edges?: readonly number[];
	readonly labels?: readonly string[];
	readonly counts: readonly number[];
	/** Values in all, where `counts` are of the most frequent labels only; absent: their sum. */
	readonly total?: number;
	/** Edges and bounds are instants, in milliseconds since 1970. */
	readonly instants?: true;
	/** The rule's bounds on the same axis. */
	readonly bounds?: readonly number[];
}
