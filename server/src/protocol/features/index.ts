import { codeLens, documentLinks, folding, inlayHints, semanticTokens } from './decorations.ts';
import type { Feature } from './feature.ts';
import { definition, references, rename, selection, symbols } from './navigation.ts';
import { codeActions, completion, formatting, hover } from './writing.ts';

/** Answers about the text of open contracts. */
export const features: readonly Feature[] = [
	completion,
	hover,
	codeLens,
	inlayHints,
	semanticTokens,
	folding,
	documentLinks,
	definition,
	references,
	rename,
	symbols,
	selection,
	codeActions,
	formatting,
];
