import type { Range } from '../../spec/range.ts';
import type { Entry } from '../../spec/yaml/node.ts';
import type { OrderEdit } from './organize.ts';

/** An entry of a block map with the lines that belong to it. */
export interface Segment {
	/** Lines of comments right above the key, with their line breaks. */
	readonly lead: string;
	/** From the key to the end of the value's last line. */
	readonly body: Range;
	/** Lines behind the value that belong to it, each with its line break in front. */
	readonly tail: string;
}

export interface MapLines {
	readonly segments: readonly Segment[];
	/** The map with its entries in another order, and their bodies written anew. */
	written(order: readonly number[], bodies: readonly string[]): OrderEdit;
}

/** The lines of a block map's entries, in their order; undefined where an entry shares its lines with something else. */
export function segmentsOf(text: string, entries: readonly Entry[]): MapLines | undefined {
	const [first] = entries;
	if (first === undefined) return undefined;
	const start = lineStart(text, first.keyRange.start);
	const prefix = text.slice(start, first.keyRange.start);
	if (!/^ *(?:- +)?$/.test(prefix)) return undefined;
	const column = prefix.length;
	const indent = ' '.repeat(column);
	const bodies: Range[] = [];
	for (const [index, entry] of entries.entries()) {
		const at = entry.keyRange.start;
		if (index > 0 && text.slice(lineStart(text, at), at) !== indent) return undefined;
		const end = lineEnd(text, Math.max(entry.range.end, entry.keyRange.end));
		// What follows a value on its line is a comment, or the entry does not own the line.
		const behind = text.slice(Math.max(entry.range.end, entry.keyRange.end), end);
		if (!/^[:\s]*(?:[&!]\S*\s*)*(?:#.*)?$/.test(behind)) return undefined;
		bodies.push({ start: at, end });
	}
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const segments: Segment[] = [];
	/** Blank lines in front of the entry at each place; they stay where they are. */
	const gaps: string[] = [''];
	let lead = '';
	for (const [index, body] of bodies.entries()) {
		const next = bodies[index + 1];
		if (next === undefined) {
			segments.push({ lead, body, tail: commentsBelow(text, body.end, column) });
			break;
		}
		const between = text.slice(body.end, lineStart(text, next.start)).split(/\r?\n/).slice(1, -1);
		const parted = partLines(between, column);
		segments.push({ lead, body, tail: parted.tail.map((line) => eol + line).join('') });
		lead = parted.lead.map((line) => line + eol).join('');
		// Without blanks, which would belong to a block of text that comes to stand above.
		gaps.push(eol.repeat(parted.blank.length));
	}
	return {
		segments,
		written(order, contents) {
			const lines = order.map((at, place) => {
				const segment = segments[at];
				const own = `${contents[at] ?? ''}${segment?.tail ?? ''}`;
				if (place > 0) return `${gaps[place] ?? ''}${segment?.lead ?? ''}${indent}${own}`;
				// Comments above the first key of an item stand above its dash.
				const dash = prefix.indexOf('-');
				const above = segment?.lead ?? '';
				return `${dash < 0 ? above : above.replace(/^ *(?=#)/gm, ' '.repeat(dash))}${prefix}${own}`;
			});
			return { start, end: (bodies.at(-1)?.end ?? start) + (segments.at(-1)?.tail.length ?? 0), newText: lines.join(eol) };
		},
	};
}

/** Comments right above a key are the key's; all before them, but for blank lines at its end, belongs to the value above. */
function partLines(
	lines: readonly string[],
	column: number,
): { tail: readonly string[]; blank: readonly string[]; lead: readonly string[] } {
	let leadStart = lines.length;
	while (leadStart > 0 && isLead(lines[leadStart - 1] ?? '', column)) leadStart--;
	let blankStart = leadStart;
	while (blankStart > 0 && (lines[blankStart - 1] ?? '').trim() === '') blankStart--;
	return { tail: lines.slice(0, blankStart), blank: lines.slice(blankStart, leadStart), lead: lines.slice(leadStart) };
}

/** Comments behind the last value that are indented deeper than its key, from the line break in front of them on. */
function commentsBelow(text: string, offset: number, column: number): string {
	let end = offset;
	for (const match of text.slice(offset).matchAll(/\r?\n([ \t]*)(#.*)?/g)) {
		const [line, blanks = '', comment] = match;
		const next = text[offset + match.index + line.length];
		if (comment === undefined && next !== undefined && !/[\r\n]/.test(next)) break;
		if (comment !== undefined && blanks.length <= column) break;
		if (comment !== undefined) end = offset + match.index + line.length;
	}
	return text.slice(offset, end).replace(/\r$/, '');
}

/** A comment that is indented deeper than the key speaks of the value above. */
function isLead(line: string, column: number): boolean {
	const indent = line.length - line.trimStart().length;
	return line.trimStart().startsWith('#') && indent <= column;
}

function lineStart(text: string, offset: number): number {
	return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Before the line break. */
function lineEnd(text: string, offset: number): number {
	const lineFeed = text.indexOf('\n', offset);
	const end = lineFeed < 0 ? text.length : lineFeed;
	return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}
