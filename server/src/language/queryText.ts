import type { Range } from '../spec/range.ts';
import type { Node } from '../spec/yaml/node.ts';

/**
 * A query as it stands in the text: what YAML takes away from it, blanks in front of lines, means nothing to SQL.
 * Undefined where escapes of YAML hide its words.
 */
export function queryIn(text: string, node: Node): Range | undefined {
	const inside = insideOf(text, node);
	const source = text.slice(inside.start, inside.end);
	const style = node.kind === 'scalar' ? node.style : undefined;
	const isHidden = (style === 'single' && source.includes("''")) || (style === 'double' && source.includes('\\'));
	return isHidden ? undefined : inside;
}

/** The text of a scalar without its quotes, or without the line of its `|`. */
export function insideOf(text: string, { range, alias, kind, ...node }: Node): Range {
	if (kind !== 'scalar' || alias !== undefined || !('style' in node)) return { start: range.start, end: range.start };
	if (node.style === 'single' || node.style === 'double') return { start: range.start + 1, end: range.end - 1 };
	if (node.style !== 'literal' && node.style !== 'folded') return range;
	const lineBreak = text.indexOf('\n', range.start);
	return lineBreak < 0 || lineBreak > range.end ? { start: range.end, end: range.end } : { start: lineBreak + 1, end: range.end };
}
