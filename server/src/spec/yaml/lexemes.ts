import { CST, Lexer } from 'yaml';
import type { Range } from '../range.ts';

/** A word or a mark of a YAML text, white space and comments included: all lexemes of a text together are the text. */
export interface Lexeme extends Range {
	readonly kind: LexemeKind;
}

export type LexemeKind =
	| 'bom'
	| 'directive'
	/** `---` or `...` */
	| 'marker'
	| 'space'
	| 'newline'
	| 'comment'
	| 'dash'
	| 'question'
	| 'colon'
	| 'comma'
	| 'open'
	| 'close'
	| 'anchor'
	| 'tag'
	| 'alias'
	| 'plain'
	| 'quoted'
	/** `|-`; the text that it announces is a `block`. */
	| 'blockHeader'
	/** All lines of a block of text, the line break of the last one included. */
	| 'block'
	| 'other';

/** Longer texts are not taken apart; see `tokens.ts`. */
const mostLexemes = 400_000;

/** A text taken apart, in its order and without gaps; undefined for a text of too many words. Never throws. Linear in the text. */
export function lexemesOf(text: string): Lexeme[] | undefined {
	const lexemes: Lexeme[] = [];
	let start = 0;
	let isScalar = false;
	for (const source of new Lexer().lex(text)) {
		if (lexemes.length > mostLexemes) return undefined;
		if (isScalar) {
			const block = lexemes.findLast(({ kind }) => kind !== 'newline' && kind !== 'space' && kind !== 'comment')?.kind === 'blockHeader';
			lexemes.push({ kind: block ? 'block' : 'plain', start, end: start + source.length });
			start += source.length;
			isScalar = false;
			continue;
		}
		const type = CST.tokenType(source);
		if (type === 'scalar') isScalar = true;
		// Marks of the lexer's own, which stand nowhere in the text.
		if (type === 'scalar' || type === 'doc-mode' || type === 'flow-error-end') continue;
		lexemes.push({ kind: kinds[type ?? ''] ?? 'other', start, end: start + source.length });
		start += source.length;
	}
	return lexemes;
}

const kinds: { readonly [type: string]: LexemeKind } = {
	'byte-order-mark': 'bom',
	'directive-line': 'directive',
	'doc-start': 'marker',
	'doc-end': 'marker',
	space: 'space',
	newline: 'newline',
	comment: 'comment',
	'seq-item-ind': 'dash',
	'explicit-key-ind': 'question',
	'map-value-ind': 'colon',
	comma: 'comma',
	'flow-map-start': 'open',
	'flow-seq-start': 'open',
	'flow-map-end': 'close',
	'flow-seq-end': 'close',
	anchor: 'anchor',
	tag: 'tag',
	alias: 'alias',
	'single-quoted-scalar': 'quoted',
	'double-quoted-scalar': 'quoted',
	'block-scalar-header': 'blockHeader',
};
