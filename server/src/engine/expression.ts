/**
 * What a check asks of one row, as a tree. No SQL here: `duckdb/compile.ts` turns it into SQL, another engine would
 * turn it into its own. A boolean expression is true for a row that VIOLATES or MATCHES, false or null otherwise.
 */
export type Expression =
	| { readonly kind: 'column'; readonly name: string; readonly path?: readonly string[] }
	| { readonly kind: 'literal'; readonly value: Literal }
	/** True where the cell holds something that is not of the column's declared type (text that does not cast, JSON of another type). */
	| { readonly kind: 'misfit'; readonly column: string; readonly path?: readonly PathStep[] }
	/** The text that stands in the file for a cell (CSV, JSON scalars unquoted), else the value cast to text; also of cells that misfit. */
	| { readonly kind: 'text'; readonly column: string; readonly path?: readonly string[] }
	/** True where any element of a list makes `where` true; inside, `item` of that name is the element. Null or empty list: false. */
	| { readonly kind: 'anyItem'; readonly of: Expression; readonly name: string; readonly where: Expression }
	| { readonly kind: 'item'; readonly name: string; readonly path?: readonly string[] }
	| { readonly kind: 'isNull'; readonly of: Expression }
	| { readonly kind: 'isNaN'; readonly of: Expression }
	| { readonly kind: 'not'; readonly of: Expression }
	| { readonly kind: 'and' | 'or'; readonly of: readonly Expression[] }
	| {
			readonly kind: 'compare';
			readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>=';
			readonly left: Expression;
			readonly right: Expression;
	  }
	| { readonly kind: 'in'; readonly of: Expression; readonly values: readonly Literal[] }
	/** RE2 pattern, unanchored. */
	| { readonly kind: 'matches'; readonly of: Expression; readonly pattern: string }
	| { readonly kind: 'call'; readonly function: ScalarFunction; readonly args: readonly Expression[] };

/** A way down into a nested cell: a field's name, or each item of a list, each key or each value of a map. */
export type PathStep = string | { readonly each: 'item' | 'key' | 'value' };

/**
 * `length` counts Unicode characters; `items` and `keys` count list elements and object keys (keys that are there:
 * of a struct those whose value is not null). `hasKey(object, name)`: the key is there and its value is not null.
 * `mapKeys` and `mapValues` give lists. `remainder(value, divisor)` is 0 for a multiple, doubles compared as the decimals
 * they print as. `castText` of a column is what a reader would see. `parseTimestamp(text, JDK pattern)` is null where the
 * text is not of the pattern; `norm` is the Euclidean length of a list of numbers.
 */
export type ScalarFunction =
	| 'length'
	| 'items'
	| 'keys'
	| 'hasDuplicateItems'
	| 'hasKey'
	| 'mapKeys'
	| 'mapValues'
	| 'remainder'
	| 'castText'
	| 'parseTimestamp'
	| 'isFinite'
	| 'norm';

export type Literal =
	| { readonly type: 'null' }
	| { readonly type: 'boolean'; readonly value: boolean }
	| { readonly type: 'integer'; readonly value: bigint }
	| { readonly type: 'decimal'; readonly text: string }
	| { readonly type: 'double'; readonly value: number }
	| { readonly type: 'text'; readonly value: string }
	/** ISO 8601 text; timestamps with an offset are instants. */
	| { readonly type: 'date' | 'time' | 'timestamp' | 'timestampTz'; readonly text: string };
