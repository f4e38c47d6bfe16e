import type { Range } from '../../spec/range.ts';
import type { Lexeme } from '../../spec/yaml/lexemes.ts';
import { Indentation } from './indentation.ts';

/** White space that takes the place of other white space. */
export interface LayoutEdit extends Range {
	readonly newText: string;
	/** Whether it moves a line; such edits mean what they mean together. */
	readonly isIndent: boolean;
}

export interface LayoutOptions {
	/** Blanks that a level is indented by. */
	readonly step: number;
	readonly trimTrailingSpaces: boolean;
	readonly insertFinalNewline: boolean;
	readonly trimFinalNewlines: boolean;
}

/** The edits that lay a text out, in its order. The text must be whole YAML; where it uses what we do not lay out (`? key`), there are none. */
export function layoutEdits(text: string, lexemes: readonly Lexeme[], options: LayoutOptions): LayoutEdit[] {
	if (lexemes.length === 0 || lexemes.some(({ kind }) => kind === 'question' || kind === 'other')) return [];
	const layout = new Layout(text, lexemes, options);
	return layout.run() ? layout.edits() : [];
}

class Layout {
	readonly #text: string;
	readonly #lexemes: readonly Lexeme[];
	readonly #options: LayoutOptions;
	readonly #indentation: Indentation;
	#edits: LayoutEdit[] = [];
	/** Comments on lines of their own, which go where the next line of content goes. */
	#comments: Range[] = [];

	constructor(text: string, lexemes: readonly Lexeme[], options: LayoutOptions) {
		this.#text = text;
		this.#lexemes = lexemes;
		this.#options = options;
		this.#indentation = new Indentation(options.step);
	}

	/** False for a text that holds what we do not lay out. */
	run(): boolean {
		let index = this.#lexemes[0]?.kind === 'bom' ? 1 : 0;
		while (index < this.#lexemes.length) {
			const next = this.#line(index);
			if (next === undefined) return false;
			index = next;
		}
		this.#placeComments(this.#indentation.columns());
		this.#endOfFile();
		return true;
	}

	edits(): LayoutEdit[] {
		return this.#edits.sort((a, b) => a.start - b.start || a.end - b.end);
	}

	/** Lays out what starts on a line, with everything up to the end of its last scalar or bracket. Gives the index behind it. */
	#line(start: number): number | undefined {
		const lineStart = this.#lexemes[start]?.start ?? 0;
		const first = this.#lexemes[start]?.kind === 'space' ? start + 1 : start;
		const lexeme = this.#lexemes[first];
		const indent = { start: lineStart, end: lexeme?.start ?? this.#text.length };
		if (lexeme === undefined || lexeme.kind === 'newline') {
			if (this.#options.trimTrailingSpaces) this.#replace(indent, '', false);
			return first + 1;
		}
		if (lexeme.kind === 'comment') {
			this.#comments.push(indent);
			return this.#rest(first);
		}
		if (lexeme.kind === 'marker' || lexeme.kind === 'directive') {
			this.#placeComments(this.#indentation.columns());
			this.#indentation.reset();
			return this.#rest(first);
		}
		return this.#content(first, indent);
	}

	#content(first: number, indent: Range): number | undefined {
		const before = this.#indentation.columns();
		let index = first;
		let type = this.#typeAt(index);
		if (type === undefined) return undefined;
		const from = indent.end - indent.start;
		const to = this.#indentation.enterLine(type, from);
		this.#replace(indent, ' '.repeat(to), true);
		this.#placeComments([...before, { from, to }]);
		let column = to;
		while (type === 'dash') {
			const behind = this.#lexemes[index + 1];
			const next = behind?.kind === 'space' ? index + 2 : index + 1;
			const lexeme = this.#lexemes[next];
			if (lexeme === undefined || lexeme.kind === 'newline' || lexeme.kind === 'comment') return this.#rest(index + 1);
			type = this.#typeAt(next);
			if (type === undefined) return undefined;
			column += 2;
			if (behind?.kind === 'space') this.#replace(behind, ' ', true);
			if (type !== 'value') this.#indentation.enter(type, lexeme.start - indent.start, column);
			index = next;
		}
		return this.#rest(index);
	}

	/** What starts at a lexeme: an item, a key, or any other value. Undefined for what we do not lay out. */
	#typeAt(index: number): 'dash' | 'key' | 'value' | undefined {
		let at = index;
		let kind = this.#lexemes[at]?.kind;
		if (kind === 'dash') return 'dash';
		while (kind === 'anchor' || kind === 'tag' || (kind === 'space' && at > index)) kind = this.#lexemes[++at]?.kind;
		if (kind === 'colon' || kind === 'dash') return undefined;
		if (kind === 'open') {
			let depth = 0;
			do {
				if (this.#lexemes[at]?.kind === 'open') depth++;
				else if (this.#lexemes[at]?.kind === 'close') depth--;
				at++;
			} while (depth > 0 && at < this.#lexemes.length);
			return this.#isColon(at) ? undefined : 'value';
		}
		if (kind !== 'plain' && kind !== 'quoted' && kind !== 'alias') return 'value';
		return this.#isColon(at + 1) ? 'key' : 'value';
	}

	#isColon(index: number): boolean {
		const at = this.#lexemes[index]?.kind === 'space' ? index + 1 : index;
		return this.#lexemes[at]?.kind === 'colon';
	}

	/** Lays out blanks up to the end of the line, or of the scalar or bracket that started on it. */
	#rest(start: number): number {
		let depth = 0;
		const shift = this.#indentation.shift();
		for (let index = start; index < this.#lexemes.length; index++) {
			const lexeme = this.#lexemes[index];
			if (lexeme === undefined) break;
			const next = this.#lexemes[index + 1];
			switch (lexeme.kind) {
				case 'newline':
					if (next?.kind === 'block') break;
					if (depth === 0) return index + 1;
					this.#shiftInBrackets(index + 1, shift);
					break;
				case 'block':
					this.#shiftLines(lexeme.start, lexeme.end, shift);
					return index + 1;
				case 'plain':
				case 'quoted': {
					const second = this.#text.indexOf('\n', lexeme.start) + 1;
					if (second > 0 && second <= lexeme.end) this.#shiftLines(second, lexeme.end, shift);
					break;
				}
				case 'space':
					this.#blank(lexeme, this.#lexemes[index - 1], next, depth);
					break;
				case 'comment':
					if (this.#options.trimTrailingSpaces) this.#trimEnd(lexeme);
					break;
				case 'open':
					depth++;
					break;
				case 'close':
					depth--;
					break;
				case 'comma':
				case 'colon':
					if (next !== undefined && !separators.has(next.kind)) this.#replace({ start: lexeme.end, end: lexeme.end }, ' ', false);
					break;
				default:
			}
		}
		return this.#lexemes.length;
	}

	#blank(blank: Lexeme, before: Lexeme | undefined, behind: Lexeme | undefined, depth: number): void {
		if (behind === undefined || behind.kind === 'newline') {
			if (this.#options.trimTrailingSpaces) this.#replace(blank, '', false);
		} else if (behind.kind === 'comment' || before === undefined || before.kind === 'newline') {
			// Comments may be aligned; the beginning of a line is moved with the lines around it.
		} else if (behind.kind === 'colon' || behind.kind === 'comma') {
			const isEnd = before.kind === 'plain' || before.kind === 'quoted' || (before.kind === 'close' && behind.kind === 'comma');
			if (isEnd && (behind.kind === 'colon' || depth > 0)) this.#replace(blank, '', false);
		} else if (before.kind === 'colon' || before.kind === 'comma' || before.kind === 'anchor' || before.kind === 'tag') {
			this.#replace(blank, ' ', false);
		}
	}

	#shiftInBrackets(index: number, shift: number): void {
		const first = this.#lexemes[index];
		const isBlank = first?.kind === 'newline' || (first?.kind === 'space' && this.#lexemes[index + 1]?.kind === 'newline');
		if (first !== undefined && !isBlank) this.#shiftLine(first.start, first.end, shift);
	}

	/** Moves lines whose blanks in front may be part of a text: all by the same, empty ones not at all. */
	#shiftLines(start: number, end: number, shift: number): void {
		for (let line = start; shift !== 0 && line < end; ) {
			const next = this.#text.indexOf('\n', line) + 1;
			if (!/^\r?(?:\n|$)/.test(this.#text.slice(line, line + 2))) this.#shiftLine(line, end, shift);
			if (next === 0) return;
			line = next;
		}
	}

	#shiftLine(start: number, end: number, shift: number): void {
		if (shift > 0) this.#edits.push({ start, end: start, newText: ' '.repeat(shift), isIndent: true });
		let blanks = 0;
		while (start + blanks < end && blanks < -shift && this.#text[start + blanks] === ' ') blanks++;
		if (blanks > 0) this.#edits.push({ start, end: start + blanks, newText: '', isIndent: true });
	}

	#placeComments(columns: readonly { readonly from: number; readonly to: number }[]): void {
		for (const indent of this.#comments) {
			const column = indent.end - indent.start;
			let place: { readonly from: number; readonly to: number } = { from: -1, to: 0 };
			for (const each of columns) if (each.from <= column && each.from >= place.from) place = each;
			this.#replace(indent, ' '.repeat(place.to), true);
		}
		this.#comments = [];
	}

	#trimEnd({ start, end }: Range): void {
		const written = this.#text.slice(start, end);
		const kept = written.trimEnd().length;
		if (kept < written.length) this.#replace({ start: start + kept, end }, '', false);
	}

	#endOfFile(): void {
		const { insertFinalNewline, trimFinalNewlines } = this.#options;
		const last = this.#lexemes.findLast(({ kind }) => kind !== 'newline' && kind !== 'space');
		if (last === undefined) return;
		const end = this.#text.length;
		// A block of text and a directive hold their own line break.
		const isEnded = this.#text[last.end - 1] === '\n';
		const lineEnd = isEnded ? last.end : this.#text.indexOf('\n', last.end) + 1;
		if (lineEnd > 0) {
			if (!trimFinalNewlines || lineEnd === end) return;
			this.#edits = this.#edits.filter(({ start }) => start < lineEnd);
			this.#edits.push({ start: lineEnd, end, newText: '', isIndent: false });
		} else if (insertFinalNewline && /\S[^\n]*$/.test(this.#text)) {
			this.#replace({ start: end, end }, this.#text.includes('\r\n') ? '\r\n' : '\n', false);
		}
	}

	#replace({ start, end }: Range, newText: string, isIndent: boolean): void {
		if (this.#text.slice(start, end) !== newText) this.#edits.push({ start, end, newText, isIndent });
	}
}

const separators: ReadonlySet<Lexeme['kind']> = new Set(['space', 'newline', 'comma', 'close', 'comment']);
