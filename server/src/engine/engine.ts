import type { Cell, SampleRow, Trouble } from '../spec/result.ts';
import type { Expression } from './expression.ts';
import type { ColumnType, Relation } from './relation.ts';

/**
 * A SQL engine behind which data sits. One interface for DuckDB in this process, DuckDB in a child process, and later
 * for servers of other kinds: nothing above it knows which. All answers are plain data (they cross processes).
 * Methods reject only with `EngineError`; a query's own trouble is part of its answer.
 */
export interface Engine {
	/** `duckdb 1.5.5`, for reports. */
	readonly name: string;
	/** Loads and starts what the first relation will need, in the background: worth it where one is sure to come. */
	warm?(): void;
	/** Makes relations known by their names, opens nothing it need not. One answer per relation, in order. */
	connect(relations: readonly Relation[]): Promise<readonly Connection[]>;
	/** Runs one plan. `signal` interrupts the query; one that ignores it for a second loses its process. */
	run(plan: Plan, signal?: AbortSignal): Promise<PlanResult>;
	/** Interrupts whatever runs. */
	cancel(): void;
	close(): Promise<void>;
}

/** What became of a relation that was to be connected. */
export type Connection =
	| {
			readonly ok: true;
			readonly columns: readonly RelationColumn[];
			readonly footer?: Footer;
			readonly notes: readonly RelationNote[];
			/** Size of its files together. */
			readonly bytes?: number;
			/** How many rows there are, about, where that is known without reading them. */
			readonly approximateRows?: number;
	  }
	| { readonly ok: false; readonly problem: EngineProblem };

export interface RelationColumn {
	readonly name: string;
	/** The engine's own type name, e.g. `DECIMAL(10,2)`. */
	readonly engineType: string;
	readonly type: ColumnType;
}

/** Something true of the whole relation that its reader should know, e.g. a column absent from some files. */
export interface RelationNote {
	readonly code: 'column-absent-in-files' | 'undeclared-column' | 'empty-file';
	readonly message: string;
	readonly column?: string;
	readonly files?: readonly string[];
}

/** What Parquet footers prove without reading a row, over all files together. */
export interface Footer {
	readonly rows: number;
	/** Statistics by column name; absent where any row group lacks them or they may not be trusted (floats, truncated text). */
	readonly columns: { readonly [name: string]: FooterColumn };
}

export interface FooterColumn {
	readonly nulls?: number;
	/** Exact bounds of non-null values, integers and temporal types only, as ISO or decimal text. */
	readonly min?: string;
	readonly max?: string;
	/**
	 * Integers of one file that look as if they count up from `min`, row by row: every row group has no null, spans as many
	 * numbers as it has rows, and begins where the one before ends. Whether they do, only the rows tell (`outOfStep`).
	 */
	readonly inStep?: true;
}

export interface EngineProblem {
	readonly kind: Trouble;
	/** One sentence: what was tried, on which file, what came back, what to do. */
	readonly message: string;
	readonly file?: string;
	readonly line?: number;
}

export class EngineError extends Error {
	override readonly name = 'EngineError';
	readonly problem: EngineProblem;

	constructor(problem: EngineProblem) {
		super(problem.message);
		this.problem = problem;
	}
}

export type Plan = ScanPlan | RowsPlan | RowsOfManyPlan | DuplicatesPlan | OrphansPlan | GroupsPlan | HistogramPlan | GapPlan | SqlPlan;

/** One pass over a relation that answers every measure. */
export interface ScanPlan {
	readonly kind: 'scan';
	readonly relation: string;
	readonly measures: readonly { readonly key: string; readonly aggregate: Aggregate }[];
}

export type Aggregate =
	| { readonly kind: 'count' }
	/** Rows where the expression is true. */
	| { readonly kind: 'countIf'; readonly where: Expression }
	/** Rows where none of the expressions is null. */
	| { readonly kind: 'values'; readonly of: readonly Expression[] }
	/** NaN counts as greater than every number, so `max` tells whether there is one. */
	| { readonly kind: 'min' | 'max'; readonly of: Expression }
	| { readonly kind: 'mean' | 'standardDeviation' | 'sum'; readonly of: Expression }
	| { readonly kind: 'quantile'; readonly of: Expression; readonly share: number }
	/** Exact number of distinct non-null values. */
	| { readonly kind: 'distinct'; readonly of: Expression }
	/** Rows of a relation of one file whose integer is not `first` and one more for each row before: 0 proves that all differ. */
	| { readonly kind: 'outOfStep'; readonly of: Expression; readonly first: bigint }
	/** Exact number of distinct values of integers known to lie in [min, max]. */
	| { readonly kind: 'distinctInRange'; readonly of: Expression; readonly min: bigint; readonly max: bigint }
	/** Distinct values of integers modulo 2^bits: equal to their count proves that all differ; unequal proves nothing. */
	| { readonly kind: 'distinctResidues'; readonly of: Expression; readonly bits: number }
	/** Distinct 64-bit hashes of non-null values: equal to their count proves that all differ; unequal proves nothing. */
	| { readonly kind: 'distinctHashes'; readonly of: readonly Expression[] };

/** Rows where `where` is true, in the order of the files, with their place in their file. */
export interface RowsPlan {
	readonly kind: 'rows';
	readonly relation: string;
	/** Absent: all rows. */
	readonly where?: Expression;
	/** Columns to show, at most a few dozen. */
	readonly columns: readonly string[];
	readonly violating: readonly string[];
	/** Rows to pass over; absent: none. */
	readonly offset?: number;
	readonly limit: number;
	/** Of each row that is shown, which of these are true of it. */
	readonly tests?: readonly Expression[];
}

/**
 * The same for several expressions in one pass: for relations whose reading costs more than a few rows too many. All rows
 * that make any true go through memory, so it is for few.
 */
export interface RowsOfManyPlan {
	readonly kind: 'rowsOfMany';
	readonly relation: string;
	readonly of: readonly {
		readonly where: Expression;
		readonly columns: readonly string[];
		readonly violating: readonly string[];
		readonly limit: number;
	}[];
	/** Rows, of all expressions together, after which the pass ends. */
	readonly most: number;
}

/** Keys that stand more than once: how many rows are affected, and rows of some such keys. Null keys are left out. */
export interface DuplicatesPlan {
	readonly kind: 'duplicates';
	readonly relation: string;
	readonly keys: readonly Expression[];
	readonly columns: readonly string[];
	readonly limit: number;
}

/** Rows whose key (no part null) has no match in another relation. */
export interface OrphansPlan {
	readonly kind: 'orphans';
	readonly relation: string;
	readonly keys: readonly Expression[];
	readonly target: string;
	readonly targetKeys: readonly Expression[];
	readonly columns: readonly string[];
	readonly limit: number;
}

/** Values and their counts, most frequent first; `null` is a value. */
export interface GroupsPlan {
	readonly kind: 'groups';
	readonly relation: string;
	readonly of: Expression;
	readonly limit: number;
}

/** Distribution of a column; numeric and temporal columns by `bins` equal widths. */
export interface HistogramPlan {
	readonly kind: 'histogram';
	readonly relation: string;
	readonly column: string;
	readonly bins: number;
}

/** Longest gap in seconds between neighbouring distinct instants of a column, and where it is. */
export interface GapPlan {
	readonly kind: 'gap';
	readonly relation: string;
	readonly of: Expression;
}

/** A query that a contract wrote, already with its placeholders filled. Runs sandboxed, in a process of its own. */
export interface SqlPlan {
	readonly kind: 'sql';
	readonly text: string;
	/** Relations it may see, by name; nothing else. */
	readonly relations: readonly string[];
	readonly limit: number;
}

export type PlanResult =
	| { readonly ok: true; readonly answer: Answer; readonly sql: string; readonly durationMs: number; readonly readErrors?: ReadErrors }
	| { readonly ok: false; readonly problem: EngineProblem; readonly sql?: string; readonly durationMs: number };

export type Answer =
	/** `sql` says each measure as a query of its own, for a reader who asks. */
	| { readonly kind: 'measures'; readonly values: { readonly [key: string]: Cell }; readonly sql?: { readonly [key: string]: string } }
	/**
	 * `parts` of a plan for several expressions: how many of `rows`, one after another, are of each, and its query alone.
	 * `tested`: of each row, the numbers (from 0) of the plan's tests that are true of it.
	 */
	| {
			readonly kind: 'rows';
			readonly rows: readonly SampleRow[];
			readonly total?: number;
			readonly parts?: readonly { readonly rows: number; readonly sql: string }[];
			readonly tested?: readonly (readonly number[])[];
	  }
	| { readonly kind: 'groups'; readonly groups: readonly { readonly value: Cell; readonly rows: number }[]; readonly distinct: number }
	| {
			readonly kind: 'histogram';
			readonly edges?: readonly number[];
			readonly labels?: readonly string[];
			readonly counts: readonly number[];
			/** Of all values, where `counts` are of the most frequent only. */
			readonly total?: number;
			/** Edges are instants, in milliseconds since 1970. */
			readonly instants?: true;
	  }
	| { readonly kind: 'gap'; readonly seconds: number | null; readonly from?: string; readonly to?: string }
	/** Column names and the first `limit` rows of a contract's own query. */
	| { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

/**
 * What a typed read of text files could not read. After the first scan that meets any, the engine reads the relation
 * leniently (every cell as text, cast where it can be), so that other columns of such rows still count.
 */
export interface ReadErrors {
	/** Rows that are no rows at all: too many or too few fields, an unclosed quote, invalid encoding. */
	readonly brokenRows: number;
	/** True where there are more than were counted. */
	readonly atLeast?: true;
	readonly first: readonly ReadError[];
	/**
	 * By file, the bytes (from 0, of its text in UTF-8) at which rejected records begin, ascending; null where the records
	 * behind them cannot be told apart for sure.
	 */
	readonly rejectedAt?: { readonly [file: string]: readonly number[] | null };
}

export interface ReadError {
	readonly kind: 'too-many-fields' | 'too-few-fields' | 'unclosed-quote' | 'encoding' | 'line-too-long' | 'cast' | 'other';
	readonly file: string;
	/** One-based data row and physical line. */
	readonly row?: number;
	readonly line?: number;
	readonly column?: string;
	readonly text?: string;
	readonly wanted?: string;
	readonly message: string;
}
