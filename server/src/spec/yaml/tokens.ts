import { type CST, Lexer, Parser } from 'yaml';
import type { Steps } from '../steps.ts';
import type { Problems } from './problems.ts';

/** A contract of 10,000 lines has some 80,000; beyond this a file is not worth the wait. */
const mostLexemes = 300_000;
/** Deeper than any contract nests, and shallow enough for the library, which composes by recursion. */
const deepest = 400;
/** Read between two breaths: some milliseconds' worth. */
const lexemesAStep = 4_000;

export interface Tokens {
	readonly tokens: readonly CST.Token[];
	/** Words and marks that the text consists of: the measure of the time it takes. */
	readonly lexemes: number;
}

/** Splits a text into the library's concrete syntax; too long or too deep a text is cut short, and `problems` says so. Linear in the text. */
export function* tokensOf(text: string, problems: Problems): Steps<Tokens> {
	const tokens: CST.Token[] = [];
	const parser = new Parser();
	let lexemes = 0;
	let offset = 0;
	for (const lexeme of new Lexer().lex(text)) {
		if (++lexemes > mostLexemes) {
			const message = `The file has more than ${mostLexemes.toLocaleString('en-US')} words and marks; the rest is not read`;
			problems.add('yaml.size', { start: offset, end: offset }, message);
			break;
		}
		if (lexemes % lexemesAStep === 0) yield;
		offset = parser.offset;
		for (const token of parser.next(lexeme)) tokens.push(token);
	}
	for (const token of parser.end()) tokens.push(token);
	cutDeepTokens(tokens, problems);
	return { tokens, lexemes };
}

function cutDeepTokens(tokens: readonly CST.Token[], problems: Problems): void {
	const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const { token, depth } = next;
		if (token.type === 'document') {
			if (token.value) open.push({ token: token.value, depth });
		} else if ('items' in token) {
			for (const item of token.items) {
				for (const part of ['key', 'value'] as const) {
					const child = item[part];
					if (!child || !('items' in child)) continue;
					if (depth < deepest) open.push({ token: child, depth: depth + 1 });
					else {
						problems.add(
							'yaml.depth',
							{ start: child.offset, end: child.offset + 1 },
							`Nested deeper than ${deepest} levels; what is deeper is not read`,
						);
						delete item[part];
					}
				}
			}
		}
	}
}
