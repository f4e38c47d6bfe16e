/**
 * Rows that an engine can read: what `data/` makes of a server block and an engine turns into a scan. Every path is
 * real (symlinks resolved), absolute, a regular file, and inside what the contract's server names.
 */
export type Relation = FileRelation | TableRelation;

export interface FileRelation {
	readonly kind: 'files';
	/** Name of the schema object; the name under which a contract's SQL sees it. */
	readonly name: string;
	readonly format: 'csv' | 'json' | 'parquet' | 'arrow';
	readonly files: readonly DataFile[];
	readonly csv?: CsvDialect;
	/** `lines`: one JSON value a line; `array`: a list of objects, or a single object that is one row. */
	readonly json?: { readonly layout: 'lines' | 'array' };
	/** Columns that the contract declares, in its order: they drive a text read. Parquet and Arrow bring their own. */
	readonly declared: readonly DeclaredColumn[];
	/** Names of `key=value` folders in the paths, which are columns too. */
	readonly partitions: readonly string[];
}

export interface TableRelation {
	readonly kind: 'table';
	readonly name: string;
	/** Real path of a DuckDB database file; opened read-only. */
	readonly database: string;
	/** The database as the user wrote it, for messages. */
	readonly display?: string;
	readonly schema?: string;
	readonly table: string;
	readonly declared: readonly DeclaredColumn[];
}

export interface DataFile {
	readonly path: string;
	/** As the user wrote or globbed it, for messages. */
	readonly display: string;
	readonly bytes: number;
	readonly modifiedMs: number;
	readonly compression: 'none' | 'gzip' | 'zstd';
}

export interface CsvDialect {
	readonly delimiter: string;
	readonly quote: string;
	readonly escape: string;
	readonly header: boolean;
	/** A label of the Encoding Standard, e.g. `utf-8`, `utf-16le`, `windows-1252` (which is also what Latin-1 means there). */
	readonly encoding: string;
}

/** A property as a column: its name in the data and the type in which a text format is read. */
export interface DeclaredColumn {
	/** Name in the data: `physicalName`, else `name`. */
	readonly name: string;
	readonly type: ColumnType;
	/** Pattern of the JDK's DateTimeFormatter to read dates with, where the contract gives a format. */
	readonly format?: string;
	/** Time zone of zone-less instants (IANA), where the contract gives one. */
	readonly timezone?: string;
}

/** Engine-neutral type of a column. `unknown` is read as text and never a misfit. */
export type ColumnType =
	| { readonly kind: 'text' | 'boolean' | 'date' | 'time' | 'timestamp' | 'timestampTz' | 'double' | 'binary' | 'unknown' }
	/** Integer of so many bits; JSON and CSV text is read as the widest that the rule needs. */
	| { readonly kind: 'integer'; readonly bits: 8 | 16 | 32 | 64 | 128; readonly signed: boolean }
	| { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
	| { readonly kind: 'list'; readonly item: ColumnType }
	| { readonly kind: 'struct'; readonly fields: readonly { readonly name: string; readonly type: ColumnType }[] }
	| { readonly kind: 'map'; readonly key: ColumnType; readonly value: ColumnType };
