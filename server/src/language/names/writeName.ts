import type { Range } from '../../spec/range.ts';
import { rangeWithin } from '../../spec/rules/place.ts';
import { scalarText } from '../../spec/rules/write.ts';
import type { ScalarNode } from '../../spec/yaml/node.ts';
import type { Mention } from './mentions.ts';

/** Where a mention stands in its document; in front and behind of the quotes that belong to it. */
export function rangeOfMention(source: string, { node, start, end }: Pick<Mention, 'node' | 'start' | 'end'>): Range {
	return rangeWithin(source, node, start, end);
}

/** How a name is written between other names; undefined where that cannot be done. */
export function partText(name: string, written: string, grammar: Mention['grammar']): string | undefined {
	if (grammar === 'alone') return name;
	if (grammar === 'ids') return /[\s/#]/.test(name) ? undefined : name;
	if (grammar === 'element' && name.includes(',')) return undefined;
	const had = /^["`]/.exec(written)?.[0];
	const isIdle = had !== undefined && !needsQuotes(written.slice(1, -1));
	const quote = needsQuotes(name) || isIdle ? (had ?? '"') : '';
	if (quote === '') return name;
	const other = quote === '"' ? '`' : '"';
	if (!name.includes(quote)) return quote + name + quote;
	return name.includes(other) ? undefined : other + name + other;
}

/** Quotes that a name does not need are its author's wish; others go with the name that needed them. */
function needsQuotes(name: string): boolean {
	return /^\s|[./#"`]|\s$/.test(name);
}

/**
 * A scalar with some of its text written anew, in the style that it has where that can hold the new text.
 *
 * @param changes places in the scalar's text, in any order, without overlap
 * @returns undefined where the scalar is written so that its parts cannot be found
 */
export function rewritten(
	source: string,
	node: ScalarNode,
	changes: readonly { readonly start: number; readonly end: number; readonly newText: string }[],
): { readonly range: Range; readonly newText: string } | undefined {
	let text = node.text;
	for (const { start, end, newText } of [...changes].sort((a, b) => b.start - a.start))
		text = text.slice(0, start) + newText + text.slice(end);
	const [only, second] = changes;
	if (only !== undefined && second === undefined && isPart(node, only) && isSimple(only.newText)) {
		const range = rangeWithin(source, node, only.start, only.end);
		if (source.slice(range.start, range.end) === node.text.slice(only.start, only.end)) return { range, newText: only.newText };
	}
	if (/[\r\n]/.test(text)) return undefined;
	switch (node.style) {
		case 'single':
			return { range: node.range, newText: `'${text.replaceAll("'", "''")}'` };
		case 'double':
			return { range: node.range, newText: JSON.stringify(text) };
		case 'plain':
			return {
				range: node.range,
				newText: changes.every(({ newText }) => isSimple(newText)) && isPart(node, changes[0]) ? text : scalarText(text),
			};
		default:
			return undefined;
	}
}

/** Words that change nothing about how a text around them is read. */
function isSimple(words: string): boolean {
	return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(words);
}

/** Of a plain scalar that is replaced as a whole, the new text decides how it is read. */
function isPart({ text, style }: ScalarNode, change: { readonly start: number; readonly end: number } | undefined): boolean {
	return style !== 'plain' || (change !== undefined && change.end - change.start < text.length);
}
