import type { Entry, Node, ScalarNode } from './node.ts';
import { absentValue, MapValue, seqValue } from './nodes.ts';
import { FlowReader, isBlank, space } from './plainFlow.ts';
import { plainScalar } from './plainScalar.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const dash = 0x2d;
const hash = 0x23;
const colon = 0x3a;
const pipe = 0x7c;

/** Deeper than contracts nest; what is deeper goes the long way, which has its own bound. */
const deepest = 60;

/**
 * Reads the plain YAML that nearly all contracts are written in: one document of block maps and lists, scalars and flow
 * style on one line, literal blocks, comments. Gives exactly the nodes that the long way by the library gives, some ten
 * times as fast; undefined for any text that has, or might have, anything else in it: anchors, tags, text over several
 * lines, tabs, documents, or a mistake. The library has the last word on all of these.
 */
export function readPlainYaml(text: string): Node | undefined {
	return readPlain(text, (reader) => reader.document());
}

/** The same for the lines of one block, in whatever column it stands. */
export function readPlainBlock(text: string): Node | undefined {
	return readPlain(text, (reader) => reader.anyBlock());
}

function readPlain(text: string, read: (reader: PlainReader) => Node): Node | undefined {
	if (/[\t\ufeff]|\r(?!\n)|^(?:---|\.\.\.|%)/m.test(text)) return undefined;
	try {
		return read(new PlainReader(text));
	} catch (thrown) {
		if (thrown === notPlain) return undefined;
		throw thrown;
	}
}

/** Thrown where a text turns out not to be plain; carries nothing, so it costs no stack. */
const notPlain = Symbol('not plain');

class PlainReader {
	readonly #text: string;
	readonly #flow: FlowReader;
	/** Start of the content of the current line: behind its indentation, and never on a blank or comment line. */
	#at = 0;
	/** Column of `#at`; -1 at the end of the text. */
	#indent = -1;

	constructor(text: string) {
		this.#text = text;
		this.#flow = new FlowReader(text, notPlain);
	}

	document(): Node {
		this.#toContent(0);
		if (!this.#isAtColumn(0)) throw notPlain;
		return this.#all();
	}

	anyBlock(): Node {
		this.#toContent(0);
		if (this.#isAtColumn(-1)) throw notPlain;
		return this.#all();
	}

	#all(): Node {
		const root = this.#block(this.#indent, 0);
		if (!this.#isAtColumn(-1)) throw notPlain;
		return root;
	}

	/** The map or list whose keys or dashes stand in the current column. */
	#block(indent: number, depth: number): Node {
		if (depth > deepest) throw notPlain;
		return this.#isDash(this.#at) ? this.#seq(indent, depth) : this.#map(indent, depth);
	}

	#seq(indent: number, depth: number): Node {
		const start = this.#at;
		const items: Node[] = [];
		while (this.#indent === indent && this.#isDash(this.#at)) {
			let at = this.#at + 1;
			while (this.#text.charCodeAt(at) === space) at++;
			const code = this.#text.charCodeAt(at);
			// `-` alone on its line, or a list in a list on one line.
			if (Number.isNaN(code) || code === newline || code === carriageReturn || code === hash || this.#isDash(at)) throw notPlain;
			const column = indent + at - this.#at;
			this.#at = at;
			if (this.#keyEnd(at) === -1) items.push(this.#scalar(at, indent));
			else {
				this.#indent = column;
				items.push(this.#map(column, depth + 1));
			}
		}
		if (this.#indent > indent) throw notPlain;
		return seqValue({ start, end: items.at(-1)?.range.end ?? start }, false, items);
	}

	#map(indent: number, depth: number): Node {
		const start = this.#at;
		const entries: Entry[] = [];
		const keys = new Set<string>();
		let end = start;
		do {
			const keyStart = this.#at;
			const keyEnd = this.#keyEnd(keyStart);
			if (keyEnd === -1) throw notPlain;
			const key = this.#text.slice(keyStart, keyEnd);
			if (keys.has(key)) throw notPlain;
			keys.add(key);
			const value = this.#value(keyEnd + 1, indent, depth);
			end = Math.max(keyEnd, value.range.end);
			entries.push({ key, keyRange: { start: keyStart, end: keyEnd }, value, range: { start: keyStart, end } });
		} while (this.#indent === indent && !this.#isDash(this.#at));
		if (this.#indent > indent) throw notPlain;
		return new MapValue({ start, end }, false, entries);
	}

	/** What stands behind a colon, on its line or in the lines below it. */
	#value(behindColon: number, indent: number, depth: number): Node {
		let at = behindColon;
		while (this.#text.charCodeAt(at) === space) at++;
		const code = this.#text.charCodeAt(at);
		const isComment = code === hash && at > behindColon;
		if (!Number.isNaN(code) && code !== newline && code !== carriageReturn && !isComment) {
			return code === pipe ? this.#literal(at, indent) : this.#scalar(at, indent);
		}
		this.#toContent(this.#lineEnd(at));
		if (this.#indent > indent) return this.#block(this.#indent, depth + 1);
		// A list may stand in the column of the key that holds it.
		if (this.#indent === indent && this.#isDash(this.#at)) return this.#seq(indent, depth + 1);
		return absentValue(behindColon);
	}

	/** A scalar or flow style on one line, and on to the next content. */
	#scalar(at: number, indent: number): Node {
		const flow = this.#flow.read(at);
		const node = flow ?? this.#plain(at);
		const end = flow === undefined ? node.range.end : this.#flow.end;
		let rest = end;
		while (this.#text.charCodeAt(rest) === space) rest++;
		const code = this.#text.charCodeAt(rest);
		if (!Number.isNaN(code) && code !== newline && code !== carriageReturn && !(code === hash && rest > end)) throw notPlain;
		this.#toContent(this.#lineEnd(rest));
		// Deeper lines would go on with the value.
		if (this.#indent > indent) throw notPlain;
		return node;
	}

	#plain(at: number): ScalarNode {
		const text = this.#text;
		if (/[,[\]{}#&*!|>'"%@`]/.test(text.charAt(at))) throw notPlain;
		const first = text.charCodeAt(at);
		if ((first === dash || first === 0x3f || first === colon) && isBlank(text.charCodeAt(at + 1))) throw notPlain;
		let end = at;
		let index = at;
		for (; ; index++) {
			const code = text.charCodeAt(index);
			if (Number.isNaN(code) || code === newline || code === carriageReturn) break;
			if (code === space) continue;
			if (code === hash && text.charCodeAt(index - 1) === space) break;
			if (code === colon && isBlank(text.charCodeAt(index + 1))) throw notPlain;
			end = index + 1;
		}
		const scalar = plainScalar(text, at, end);
		if (scalar === undefined) throw notPlain;
		return scalar;
	}

	/** `|` or `|-` with lines of one indentation or more below it. */
	#literal(at: number, indent: number): Node {
		const text = this.#text;
		const strip = text.charCodeAt(at + 1) === dash;
		const headEnd = at + (strip ? 2 : 1);
		const lineEnd = this.#lineEnd(headEnd);
		if (text.slice(headEnd, lineEnd).trim() !== '') throw notPlain;
		const lines: string[] = [];
		let column = -1;
		let next = lineEnd + 1;
		let end = headEnd;
		while (next < text.length) {
			const stop = this.#lineEnd(next);
			let content = next;
			while (text.charCodeAt(content) === space) content++;
			const isEmpty = content >= stop || (content === stop - 1 && text.charCodeAt(content) === carriageReturn);
			if (isEmpty) {
				// White space of its own, or in front of the first line, is told apart by rules of its own.
				if (column === -1 || content - next > column) throw notPlain;
				lines.push('');
			} else {
				if (column === -1) column = content - next;
				if (content - next <= indent) break;
				if (content - next < column) throw notPlain;
				const contentEnd = text.charCodeAt(stop - 1) === carriageReturn ? stop - 1 : stop;
				lines.push(text.slice(next + column, contentEnd));
				end = next + text.slice(next, contentEnd).trimEnd().length;
			}
			next = stop + 1;
		}
		while (lines.at(-1) === '') lines.pop();
		if (lines.length === 0 || column <= indent) throw notPlain;
		this.#toContent(Math.min(next, text.length), true);
		if (this.#indent > indent) throw notPlain;
		// Whether a text that ends in the middle of its last line has a line break to keep is the library's to say.
		if (!strip && text.indexOf('\n', end) === -1) throw notPlain;
		const value = lines.join('\n') + (strip ? '' : '\n');
		return { kind: 'scalar', value, text: value, style: 'literal', range: { start: at, end } };
	}

	/** End of a key of letters, digits and a few signs that a colon follows; -1 where there is none. */
	#keyEnd(at: number): number {
		const text = this.#text;
		let index = at;
		for (; ; index++) {
			const code = text.charCodeAt(index);
			const isWord =
				(code >= 0x61 && code <= 0x7a) ||
				(code >= 0x41 && code <= 0x5a) ||
				code === 0x5f ||
				(index > at && ((code >= 0x30 && code <= 0x39) || code === dash || code === 0x2e));
			if (!isWord) break;
		}
		return index > at && index - at < 1_000 && text.charCodeAt(index) === colon && isBlank(text.charCodeAt(index + 1)) ? index : -1;
	}

	#isAtColumn(column: number): boolean {
		return this.#indent === column;
	}

	#isDash(at: number): boolean {
		return this.#text.charCodeAt(at) === dash && isBlank(this.#text.charCodeAt(at + 1));
	}

	/** Offset of the line feed that ends the line, or the length of the text. */
	#lineEnd(at: number): number {
		const end = this.#text.indexOf('\n', at);
		return end === -1 ? this.#text.length : end;
	}

	/** To the next line that holds more than white space and a comment. `offset` is a line feed, or a line's start. */
	#toContent(offset: number, isLineStart = offset === 0): void {
		const text = this.#text;
		let lineStart = isLineStart ? offset : offset + 1;
		while (lineStart < text.length) {
			let at = lineStart;
			while (text.charCodeAt(at) === space) at++;
			const code = text.charCodeAt(at);
			if (!Number.isNaN(code) && code !== newline && code !== hash && !(code === carriageReturn && text.charCodeAt(at + 1) === newline)) {
				this.#at = at;
				this.#indent = at - lineStart;
				return;
			}
			lineStart = this.#lineEnd(at) + 1;
		}
		this.#at = text.length;
		this.#indent = -1;
	}
}
