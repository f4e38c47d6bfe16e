import type { FormattingOptions, Position, Range as PositionRange, TextEdit } from 'vscode-languageserver-types';
import type { LintedFile } from '../spec/lint.ts';
import type { CancellationToken } from './cancellation.ts';
import { indentAfterLineBreak } from './formatting/afterLineBreak.ts';
import { type LayoutEdit, layoutEdits } from './formatting/layout.ts';
import { applyLayout, sameMeaning } from './formatting/meaning.ts';
import { lexemesIn } from './lexemes.ts';
import type { Parsed } from './parsed.ts';

/**
 * Evens out the white space of a contract: indentation, blanks behind colons, commas and dashes, the ends of lines and of
 * the file. Comments, quotes, blank lines, the order of keys, line ends, the texts of scalars and whether dashes are
 * indented stay as they are, and so does what the text means. A text that is not whole YAML is left alone.
 */
export function formattingEdits({ linted }: Parsed, options: FormattingOptions, token: CancellationToken): TextEdit[] {
	if (token.isCancellationRequested) return [];
	return toTextEdits(linted, wanted(linted, options));
}

/** The same on the lines of a range only; indentation is left where mending a part of it would change what the text means. */
export function rangeFormattingEdits(
	{ linted }: Parsed,
	range: PositionRange,
	options: FormattingOptions,
	token: CancellationToken,
): TextEdit[] {
	if (token.isCancellationRequested) return [];
	const { lines, text } = linted;
	const start = lines.lineRange(range.start.line).start;
	// A range that ends before the first word of a line does not mean that line.
	const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
	const { end } = lines.lineRange(last);
	const all = wanted(linted, options);
	const inside = all.filter((edit) => start <= edit.start && edit.end <= end);
	const isWhole = inside.filter(({ isIndent }) => isIndent).length === all.filter(({ isIndent }) => isIndent).length;
	if (isWhole || sameMeaning(text, applyLayout(text, inside))) return toTextEdits(linted, inside);
	return toTextEdits(
		linted,
		inside.filter(({ isIndent }) => !isIndent),
	);
}

/** What to change once a character is typed: behind a line break, the indentation that the next key or item has. */
export function onTypeFormattingEdits(
	{ linted }: Parsed,
	position: Position,
	character: string,
	options: FormattingOptions,
	token: CancellationToken,
): TextEdit[] {
	if (token.isCancellationRequested || character !== '\n') return [];
	const edit = indentAfterLineBreak(linted, position.line, stepOf(options));
	return edit === undefined ? [] : toTextEdits(linted, [edit]);
}

function wanted(linted: LintedFile, options: FormattingOptions): LayoutEdit[] {
	const isBroken = linted.findings.some(({ code, severity }) => code.startsWith('yaml.') && severity === 'error');
	// A carriage return of its own ends a line for some and not for others.
	if (isBroken || /\r(?!\n)/.test(linted.text)) return [];
	return layoutEdits(linted.text, lexemesIn(linted), {
		step: stepOf(options),
		trimTrailingSpaces: options.trimTrailingWhitespace ?? true,
		insertFinalNewline: options.insertFinalNewline ?? true,
		trimFinalNewlines: options.trimFinalNewlines ?? true,
	});
}

/** YAML knows no tabs, whatever the editor likes. */
function stepOf({ tabSize }: FormattingOptions): number {
	return Number.isInteger(tabSize) ? Math.min(Math.max(tabSize, 2), 8) : 2;
}

function toTextEdits({ lines }: LintedFile, edits: readonly LayoutEdit[]): TextEdit[] {
	return edits.map(({ start, end, newText }) => ({ range: lines.rangeAt({ start, end }), newText }));
}
