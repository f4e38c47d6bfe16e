import type { LintedFile } from '../spec/lint.ts';
import { type Lexeme, lexemesOf } from '../spec/yaml/lexemes.ts';

const known = new WeakMap<LintedFile, readonly Lexeme[]>();

/** The words and marks of a parsed text, taken apart once; none for a text that is too long for that. */
export function lexemesIn(linted: LintedFile): readonly Lexeme[] {
	let lexemes = known.get(linted);
	if (lexemes === undefined) {
		lexemes = lexemesOf(linted.text) ?? [];
		known.set(linted, lexemes);
	}
	return lexemes;
}
