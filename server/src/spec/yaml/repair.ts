import type { CST } from 'yaml';
import type { LineIndex } from '../lineIndex.ts';
import type { Steps } from '../steps.ts';
import type { Problems } from './problems.ts';
import { tokensOf } from './tokens.ts';
import { quoting, shortened } from './wording.ts';

export interface Repaired {
	/** Of the same length as the text that came in, so that every offset holds. */
	readonly text: string;
	readonly tokens: readonly CST.Token[];
	/** Times that the text was read anew with mistakes undone. */
	readonly passes: number;
	/** Brackets and commas that were undone since nothing before them opens what they end: each cuts the whole text in two. */
	readonly strays: number;
}

/** Words and marks that are read for the sake of one text, all passes together: many passes over any contract, one over a huge text. */
const mostLexemes = 400_000;
const mostPasses = 12;

/** Stands where a colon was that is part of a text; `restored` turns it back. Private use, so no text means anything by it. */
const colonInText = '\ue03a';

/**
 * Finds the mistakes that would hide what stands behind them (a quote that is never closed, `a: b: c`, a bracket without
 * a counterpart), reports each where it is, and gives the text with just that mistake undone, so that the rest is read
 * as its author meant it. The library recovers from everything else by itself.
 */
export function* repair(text: string, lines: LineIndex, problems: Problems): Steps<Repaired> {
	let current = text;
	let { tokens, lexemes } = yield* tokensOf(current, problems);
	let read = lexemes;
	let passes = 0;
	let strays = 0;
	while (passes < mostPasses && read + lexemes <= mostLexemes) {
		// Quotes first, and alone: how far one that is never closed reaches depends on all that follows it, so what else
		// seems wrong may be right without it.
		const quotes = yield* unclosedQuotes(tokens, current, lines, problems);
		const astray = quotes.length > 0 ? [] : strayOf(tokens, problems);
		const patches = quotes.length > 0 ? quotes : [...astray, ...patchesOf(tokens, current, lines, problems)];
		if (patches.length === 0) break;
		passes++;
		strays += astray.length;
		current = patched(current, patches);
		yield;
		({ tokens, lexemes } = yield* tokensOf(current, problems));
		read += lexemes;
	}
	return { text: current, tokens, passes, strays };
}

/** What a repaired text says, with the repairs' own marks taken back. */
export function restored(text: string): string {
	return text.includes(colonInText) ? text.replaceAll(colonInText, ':') : text;
}

interface Patch {
	readonly offset: number;
	readonly length: number;
	readonly with: string;
}

function patched(text: string, patches: readonly Patch[]): string {
	const pieces: string[] = [];
	let end = 0;
	for (const patch of [...patches].sort((a, b) => a.offset - b.offset)) {
		if (patch.offset < end) continue;
		pieces.push(text.slice(end, patch.offset), patch.with.repeat(patch.length));
		end = patch.offset + patch.length;
	}
	pieces.push(text.slice(end));
	return pieces.join('');
}

function patchesOf(tokens: readonly CST.Token[], text: string, lines: LineIndex, problems: Problems): Patch[] {
	const patches: Patch[] = [];
	const open: CST.Token[] = [...tokens];
	for (let token = open.pop(); token !== undefined; token = open.pop()) {
		if (token.type === 'document') {
			if (token.value) open.push(token.value);
		} else if ('items' in token) {
			for (const item of token.items) {
				if (token.type === 'block-map' && item.key?.type === 'block-seq' && !('explicitKey' in item)) {
					patches.push(...strayDash(item.key, problems));
					continue;
				}
				if (item.key) open.push(item.key);
				if (!item.value) continue;
				const patch =
					token.type === 'block-map' && item.value.type === 'block-map' ? mapInLine(item, item.value, text, lines, problems) : undefined;
				if (patch) patches.push(...patch);
				else open.push(item.value);
			}
		}
	}
	return patches;
}

function* unclosedQuotes(tokens: readonly CST.Token[], text: string, lines: LineIndex, problems: Problems): Steps<Patch[]> {
	const patches: Patch[] = [];
	const open: CST.Token[] = [...tokens];
	let seen = 0;
	for (let token = open.pop(); token !== undefined; token = open.pop()) {
		if (++seen % 5_000 === 0) yield;
		if (token.type === 'document') {
			if (token.value) open.push(token.value);
		} else if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar') {
			const patch = unclosedQuote(token, text, lines, problems);
			if (patch) patches.push(patch);
		} else if ('items' in token) {
			for (const { key, value } of token.items) {
				if (key) open.push(key);
				if (value) open.push(value);
			}
		}
	}
	return patches;
}

/** A dash in line with no list, which the library takes for a key: what stands behind it is read as if the dash were not there. */
function strayDash(list: CST.BlockSequence, problems: Problems): Patch[] {
	const dash = list.items[0]?.start.find((token) => token.type === 'seq-item-ind');
	if (dash === undefined) return [];
	problems.add('yaml.syntax', { start: dash.offset, end: dash.offset + 1 }, 'Wrong indentation: this "-" is in line with no list above it');
	return [{ offset: dash.offset, length: 1, with: ' ' }];
}

/** Only the first: once the document is whole again, what follows is no longer astray. */
function strayOf(tokens: readonly CST.Token[], problems: Problems): Patch[] {
	const token = tokens.find(({ type }) => type === 'error');
	return token?.type === 'error' && /^[\]},]/.test(token.source) ? [stray(token, problems)] : [];
}

function stray(token: CST.ErrorToken, problems: Problems): Patch {
	const mark = token.source.slice(0, 1);
	problems.add('yaml.syntax', { start: token.offset, end: token.offset + 1 }, `"${mark}" has no counterpart before it`);
	return { offset: token.offset, length: 1, with: ' ' };
}

/** Blanks the quote that opens: what stands behind it on its line is then read as plain text. */
function unclosedQuote(token: CST.FlowScalar, text: string, lines: LineIndex, problems: Problems): Patch | undefined {
	const quote = token.source.slice(0, 1);
	if (isClosed(token.source, quote)) return undefined;
	const { end } = lines.lineRange(lines.positionAt(token.offset).line);
	const written = text.slice(token.offset, end).trimEnd();
	const range = { start: token.offset, end: token.offset + written.length };
	problems.add('yaml.syntax', range, `This quote is never closed: ${shortened(written)}`, {
		fixes: [{ title: 'Close the quote', edits: [{ range: { start: range.end, end: range.end }, newText: quote }] }],
	});
	return { offset: token.offset, length: 1, with: ' ' };
}

function isClosed(source: string, quote: string): boolean {
	if (source.length < 2 || !source.endsWith(quote)) return false;
	const marks = quote === '"' ? /\\+"$/.exec(source) : /'+$/.exec(source);
	if (marks === null || (quote === "'" && marks[0].length === source.length)) return quote === '"' || source.length % 2 === 0;
	// An odd number of backslashes, or an even number of single quotes, means that the last one is text.
	return marks[0].length % 2 === 1;
}

/**
 * `a: b: c`, or a line indented under `a: b` as if that could hold more: the library would put the rest of the file
 * inside. Turns the colons of the first key into text.
 */
function mapInLine(
	parent: { readonly sep?: readonly CST.SourceToken[] },
	map: CST.BlockMap,
	text: string,
	lines: LineIndex,
	problems: Problems,
): Patch[] | undefined {
	if (!parent.sep || parent.sep.some((token) => token.type === 'newline' || token.type === 'anchor' || token.type === 'tag'))
		return undefined;
	const [first] = map.items;
	const colon = first?.sep?.find((token) => token.type === 'map-value-ind');
	if (first?.start.some((token) => token.type === 'newline' || token.type === 'explicit-key-ind') !== false || colon === undefined)
		return undefined;
	const start = first.key?.offset ?? colon.offset;
	const line = lines.lineRange(lines.positionAt(start).line);
	if (colon.offset >= line.end) {
		const below = lines.lineRange(lines.positionAt(colon.offset).line);
		const written = text.slice(below.start, below.end).trim();
		const range = { start: below.end - text.slice(below.start, below.end).trimStart().length, end: colon.offset };
		problems.add('yaml.syntax', range, `"${shortened(written)}" is indented deeper than the key above it, which already has a value`);
	} else {
		const written = text
			.slice(start, line.end)
			.replace(/\s+#.*$/, '')
			.trimEnd();
		const range = { start, end: start + written.length };
		problems.add('yaml.syntax', range, `A value that contains ": " must be in quotes: ${shortened(written)}`, {
			fixes: [quoting(range, written)],
		});
	}
	return [{ offset: colon.offset, length: 1, with: colonInText }];
}
