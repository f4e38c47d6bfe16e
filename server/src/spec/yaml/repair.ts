import type { CST } from 'yaml';
import type { LineIndex } from '../lineIndex.ts';
import type { Problems } from './problems.ts';
import { tokensOf } from './tokens.ts';

export interface Repaired {
	/** Of the same length as the text that came in, so that every offset holds. */
	readonly text: string;
	readonly tokens: readonly CST.Token[];
}

export function repair(text: string, _lines: LineIndex, problems: Problems): Repaired {
	return { text, tokens: tokensOf(text, problems) };
}
