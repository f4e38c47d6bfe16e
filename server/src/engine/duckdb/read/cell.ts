import type { PathStep } from '../../expression.ts';
import type { DeclaredColumn } from '../../relation.ts';
import { jsonMisfit, jsonText, jsonValue } from './json/cell.ts';
import { isUnreadablePattern, textCast } from './textCast.ts';
import { duckdbType } from './types.ts';

/** How the text of one column becomes its declared type. */
export interface CellReader {
	readonly engineType: string;
	/** A first cast, over the text; what it gives stands under the name that `second` uses. */
	readonly first?: (text: string) => string;
	/** The value; absent where the text is the value. */
	readonly second?: string;
	text(text: string, path: readonly string[] | undefined): string;
	misfit(cell: { readonly text: string; readonly value: string }, path: readonly PathStep[]): string;
}

/**
 * @param text  SQL name under which the text will stand
 * @param first SQL name under which the first cast will stand
 */
export function readerOf(declared: DeclaredColumn | undefined, text: string, first: string): CellReader {
	const type = declared?.type ?? { kind: 'text' };
	const plain: CellReader = { engineType: 'VARCHAR', text: (sql) => sql, misfit: () => 'false' };
	if (!declared) return plain;
	if (isUnreadablePattern(declared)) return plain;
	if (type.kind === 'list' || type.kind === 'struct' || type.kind === 'map') {
		return {
			engineType: duckdbType(type),
			first: (sql) => `TRY_CAST(nullif(${sql}, '') AS JSON)`,
			second: jsonValue(first, type),
			text: (sql, path) => (path && path.length > 0 ? jsonText(`TRY_CAST(${sql} AS JSON)`, path) : sql),
			misfit: (cell, path) =>
				path.length === 0
					? `(${cell.value} IS NULL AND ${cell.text} NOT IN ('', 'null'))`
					: jsonMisfit(`TRY_CAST(${cell.text} AS JSON)`, type, path),
		};
	}
	const cast = textCast(text, declared);
	if (!cast) return plain;
	return {
		engineType: duckdbType(type),
		first: (sql) => textCast(sql, declared)?.first ?? sql,
		second: cast.second(text, first),
		text: (sql) => sql,
		// A quoted empty field is null for every type but text.
		misfit: (cell) => `(CASE WHEN ${cell.value} IS NULL THEN ${cell.text} <> '' ELSE FALSE END)`,
	};
}
