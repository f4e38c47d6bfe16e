/**
 * What a check asks of one row, as a tree. No SQL here: `duckdb/compile.ts` turns it into SQL, another engine would
 * turn it into its own. A boolean expression is true for a row that VIOLATES or MATCHES, false or null otherwise.
 */
export type Expression =
	| { readonly kind: 'column'; readonly name: string; readonly path?: readonly string[] }
	| { readonly kind: 'literal'; readonly value: Literal }
	/** True where the cell holds something that is not of the column's declared type (text that does not cast, JSON of another type). */
	| { readonly kind: 'misfit'; readonly column: string }
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

/** `length` counts Unicode characters; `items` and `keys` count list elements and object keys. */
export type ScalarFunction =
	| 'length'
	| 'items'
	| 'keys'
	| 'hasDuplicateItems'
	| 'hasKey'
	| 'anyItem'
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
