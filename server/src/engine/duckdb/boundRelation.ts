import type { Cell } from '../../spec/result.ts';
import type { RelationColumn, RelationNote } from '../engine.ts';
import type { PathStep } from '../expression.ts';

/** A relation as DuckDB reads it: the SQL of its rows and of each cell. Made by `read/`, used by `compile/`. */
export interface BoundRelation {
	readonly columns: readonly RelationColumn[];
	/** A FROM item with the alias `r`, e.g. `read_parquet([…]) AS r`. */
	readonly from: string;
	/** SQL of the cell as its declared type; null where there is none, or (lenient) where it does not fit. */
	value(column: string): string;
	/** SQL of the cell as the text that stands in the file, for samples and messages. */
	text(column: string, path?: readonly string[]): string;
	/** SQL boolean: the cell, or any value at the path in it, holds something that is not of its declared type. `false` where that cannot be. */
	misfit(column: string, path?: readonly PathStep[]): string;
	/**
	 * SQL of an aggregate for which DuckDB has to read a column whose cells cannot misfit: it passes over columns that a query
	 * does not ask for, and over bytes in them that are no text. Absent where that does not matter.
	 */
	touch?(column: string): string | undefined;
	/**
	 * SQL expressions of a row's place, where the format knows it: file as displayed, one-based row. Numbering rows of a text
	 * file costs its parallel read: they hold over `place.from`, which replaces `from` in queries that ask for a place.
	 */
	readonly place: { readonly from: string; readonly file?: string; readonly row?: string };
	/**
	 * The same relation with a `from` of no more than these columns, for formats whose `from` spells each one out: DuckDB's time to
	 * bind such a FROM grows faster than its columns do.
	 */
	narrowed?(columns: ReadonlySet<string>): BoundRelation;
	/** True where a read again could tell no more: every cell is read as text and cast where it can be. CSV and JSON always are. */
	readonly lenient: boolean;
	/** Files that it reads besides the relation's own, e.g. a copy in UTF-8; in the engine's temporary folder. */
	readonly alsoReads?: readonly string[];
	/** How many rows there are, give or take a fifth, where that is known without reading them. */
	readonly approximateRows?: number;
	/** What its reader should know of the relation as a whole, e.g. a column that some files lack. */
	readonly notes?: readonly RelationNote[];
}

/** Runs one SQL text and answers all its rows (callers bound their number). */
export type Query = (sql: string) => Promise<QueryTable>;

export interface QueryTable {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly Cell[])[];
}
