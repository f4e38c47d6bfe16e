import type { LintedFile } from '../../spec/lint.ts';
import { lexemesIn } from '../lexemes.ts';
import type { LayoutEdit } from './layout.ts';

/**
 * Where the next key or item goes once a line is broken: below a key without a value one step deeper, else in line with
 * the key or the dash above. Undefined where that is so already, or where the line is none of our business (texts,
 * brackets, a line that took words along).
 */
export function indentAfterLineBreak(linted: LintedFile, line: number, step: number): LayoutEdit | undefined {
	const { text, lines } = linted;
	if (line < 1 || line >= lines.lineCount) return undefined;
	const here = lines.lineRange(line);
	if (text.slice(here.start, here.end).trim() !== '') return undefined;
	const above = lines.lineRange(line - 1);
	const isInText = lexemesIn(linted).some(
		({ kind, start, end }) => (kind === 'block' || kind === 'quoted') && start < above.end && above.end < end,
	);
	const written = text.slice(above.start, above.end).replace(/(^|\s)#.*$/, '');
	const column = isInText ? undefined : columnBelow(written, step);
	if (column === undefined || column === here.end - here.start) return undefined;
	return { ...here, newText: ' '.repeat(column), isIndent: true };
}

function columnBelow(line: string, step: number): number | undefined {
	const match = /^( *)((?:- +)*)(.*?)\s*$/.exec(line);
	const [, indent = '', dashes = '', words = ''] = match ?? [];
	const column = indent.length + dashes.length;
	if (words === '' && dashes === '') return undefined;
	if (words === '-') return column + 2;
	if (words === '') return indent.length + dashes.trimEnd().length + 1;
	if (/[[{,]$/.test(words)) return undefined;
	if (/^(?:"[^"]*"|'[^']*'|[^\s"'[{].*?):(?:\s+(?:[&!]\S*|[|>][-+\d]*))*$/.test(words)) return column + step;
	if (/^(?:"[^"]*"|'[^']*'|[^\s"'[{].*?):\s/.test(words)) return column;
	// An item that is a scalar: the next dash goes below its own.
	return dashes === '' ? undefined : column - (/- +$/.exec(dashes)?.[0].length ?? 0);
}
