import type { Cell } from '../spec/result.ts';

/**
 * Text of somebody's data or contract as it may be shown anywhere: what would move the cursor, change colours, reorder
 * or hide neighbours (control characters, bidirectional marks, zero-width spaces, lone surrogates) stands as an escape.
 */
export function visible(text: string): string {
	return unsafe.test(text) ? text.replace(unsafeAll, escaped) : text;
}

/** The same, keeping line feeds: for texts of several lines. */
export function visibleLines(text: string): string {
	return text.replace(/\r\n?/g, '\n').split('\n').map(visible).join('\n');
}

/** A cell in one line: null and empty text are told apart, lists and objects are JSON. */
export function cellText(cell: Cell | undefined): string {
	if (cell === undefined) {
		return '';
	}
	if (cell === null) {
		return 'null';
	}
	if (typeof cell === 'string') {
		return cell === '' ? '""' : visible(cell);
	}
	return visible(typeof cell === 'object' ? JSON.stringify(cell) : String(cell));
}

/** Cuts to so many UTF-16 units, whole characters, with an ellipsis as the last. */
export function shorten(text: string, limit: number): string {
	if (text.length <= limit) {
		return text;
	}
	const cut = text.slice(0, limit - 1);
	return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\u001b': '\\e', '\0': '\\0' };
const dangerous = String.raw`[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Cs}|[\u{E0000}-\u{E007F}]`;
const unsafe = new RegExp(dangerous, 'u');
const unsafeAll = new RegExp(dangerous, 'gu');

function escaped(character: string): string {
	return named[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
