import type { Node } from '../../../spec/yaml/node.ts';
import { OutlineMap, OutlineSeq, plain, quoted, type Slot } from './nodes.ts';
import type { Spot, Word } from './spot.ts';

/** Where a flow collection stands, and where the cursor is. */
export interface FlowContext {
	readonly text: string;
	/** Behind the last character that can belong to it. */
	readonly limit: number;
	readonly cursor: number;
	columnOf(offset: number): number;
	lineColumnOf(offset: number): number;
	found(spot: Spot): void;
}

/** Nests deeper than any contract; what is deeper is skipped. */
const deepest = 100;

/** Reads `{…}` or `[…]`, whole or not, and puts it into its slot. @returns the offset behind it */
export function readFlow(context: FlowContext, start: number, slot: Slot): number {
	return new FlowReader(context).collection(start, slot, 0);
}

class FlowReader {
	readonly #context: FlowContext;

	constructor(context: FlowContext) {
		this.#context = context;
	}

	collection(start: number, slot: Slot, depth: number): number {
		return this.#context.text[start] === '{' ? this.#map(start, slot, depth) : this.#seq(start, slot, depth);
	}

	#map(start: number, slot: Slot, depth: number): number {
		const { text, limit } = this.#context;
		const map = new OutlineMap(slot, start, -1, true);
		slot.fill(map);
		let position = start + 1;
		for (;;) {
			const next = this.#skip(position);
			const sign = next < limit ? text[next] : undefined;
			const end = this.#endOfScalar(next);
			const colon = this.#colonAt(end);
			// Behind a value a comma comes first.
			const isFresh = position === start + 1 || text[position - 1] === ',';
			if (isFresh && this.#between(position, next)) this.#found({ kind: 'key', map, word: this.#word(this.#cursor, this.#cursor) });
			else if (end > next && this.#in(next, end)) this.#found({ kind: 'key', map, word: this.#word(next, end, colon !== undefined) });
			else if (isFresh && end === next && this.#cursor === next && sign !== ',')
				this.#found({ kind: 'key', map, word: this.#word(next, next) });
			if (sign === undefined || sign === '}' || sign === ']') {
				map.range.end = sign === '}' ? next + 1 : next;
				return map.range.end;
			}
			if (sign === ',') {
				if (isFresh && this.#cursor === next) this.#found({ kind: 'key', map, word: this.#word(next, next) });
				position = next + 1;
				continue;
			}
			if (end === next && colon === undefined) {
				// A bracket or a colon where a key should be: go on behind it.
				position = sign === '{' || sign === '[' ? this.#nested(next, slot, depth) : next + 1;
				continue;
			}
			const key = this.#scalar(next, end);
			const entry = map.add(key.kind === 'scalar' ? key.text : '', { start: next, end }, colon ?? end);
			position = colon === undefined ? end : this.#value(colon, entry, depth);
			entry.range.end = Math.max(position, entry.range.end);
			position = this.#toComma(position);
		}
	}

	#seq(start: number, slot: Slot, depth: number): number {
		const { text, limit } = this.#context;
		const seq = new OutlineSeq(slot, start, -1, true);
		slot.fill(seq);
		let position = start + 1;
		for (;;) {
			const next = this.#skip(position);
			const sign = next < limit ? text[next] : undefined;
			const done = sign === undefined || sign === ']' || sign === '}';
			const isFresh = position === start + 1 || text[position - 1] === ',';
			if (done || sign === ',') {
				if (isFresh && this.#in(position, next)) {
					this.#found({ kind: 'value', slot: new Absent(seq, this.#cursor), word: this.#word(this.#cursor, this.#cursor) });
				}
				if (done) {
					seq.range.end = sign === ']' ? next + 1 : next;
					return seq.range.end;
				}
				position = next + 1;
				continue;
			}
			if (isFresh && this.#between(position, next)) {
				this.#found({ kind: 'value', slot: new Absent(seq, this.#cursor), word: this.#word(this.#cursor, this.#cursor) });
			}
			position = this.#toComma(this.#filled(next, seq.add(next), depth));
		}
	}

	/** What stands behind a colon. @returns the offset behind it */
	#value(from: number, slot: Slot, depth: number): number {
		const { text, limit } = this.#context;
		const next = this.#skip(from);
		const sign = next < limit ? text[next] : undefined;
		if (sign === undefined || sign === ',' || sign === '}' || sign === ']') {
			if (this.#in(from, next)) {
				const gap = this.#cursor === from && text[from - 1] === ':' ? ' ' : '';
				this.#found({ kind: 'value', slot, word: { ...this.#word(this.#cursor, this.#cursor), gap } });
			}
			return from;
		}
		return this.#filled(next, slot, depth);
	}

	#filled(start: number, slot: Slot, depth: number): number {
		const { text } = this.#context;
		if (text[start] === '{' || text[start] === '[') return this.#nested(start, slot, depth);
		const end = this.#endOfScalar(start);
		if (end === start) return start + 1;
		slot.fill(this.#scalar(start, end));
		if (this.#in(start, end)) this.#found({ kind: 'value', slot, word: this.#word(start, end) });
		return end;
	}

	#nested(start: number, slot: Slot, depth: number): number {
		return depth < deepest ? this.collection(start, slot, depth + 1) : this.#context.limit;
	}

	#toComma(from: number): number {
		const next = this.#skip(from);
		return this.#context.text[next] === ',' && next < this.#context.limit ? next + 1 : next;
	}

	#skip(from: number): number {
		const { text, limit } = this.#context;
		let position = from;
		while (position < limit) {
			const sign = text[position] ?? '';
			if (sign === '#' && /\s/.test(text[position - 1] ?? ' ')) {
				while (position < limit && text[position] !== '\n' && text[position] !== '\r') position++;
			} else if (/\s/.test(sign)) position++;
			else break;
		}
		return position;
	}

	/** Behind the scalar that starts here; the same offset where none does. */
	#endOfScalar(start: number): number {
		const { text, limit } = this.#context;
		const quote = text[start];
		if (start >= limit) return start;
		if (quote === '"' || quote === "'") return endOfQuote(text, start, limit) ?? this.#endOfPlain(start + 1);
		return this.#endOfPlain(start);
	}

	#endOfPlain(start: number): number {
		const { text, limit } = this.#context;
		let end = start;
		for (let position = start; position < limit; position++) {
			const sign = text[position] ?? '';
			if (/[,[\]{}\r\n]/.test(sign)) break;
			if (sign === ':' && (position + 1 >= limit || /[\s,[\]{}]/.test(text[position + 1] ?? ' '))) break;
			if (sign === '#' && /\s/.test(text[position - 1] ?? '')) break;
			if (!/\s/.test(sign)) end = position + 1;
		}
		return end;
	}

	/** Behind the colon that follows a key. */
	#colonAt(end: number): number | undefined {
		const next = this.#skip(end);
		return next < this.#context.limit && this.#context.text[next] === ':' ? next + 1 : undefined;
	}

	#scalar(start: number, end: number): Node {
		const source = this.#context.text.slice(start, end);
		if (!/^["']/.test(source)) return plain(source, start);
		return quoted(source, start, source.length > 1 && source.endsWith(source.charAt(0)));
	}

	get #cursor(): number {
		return this.#context.cursor;
	}

	#in(start: number, end: number): boolean {
		return start <= this.#cursor && this.#cursor <= end;
	}

	/** In the blanks before a token, and not at it. */
	#between(from: number, next: number): boolean {
		return from <= this.#cursor && this.#cursor < next && !/#[^\n]*$/.test(this.#context.text.slice(from, this.#cursor));
	}

	#word(start: number, end: number, colon = false): Word {
		const { text, cursor, columnOf, lineColumnOf } = this.#context;
		const sign = text[start];
		const quote = end > start && (sign === '"' || sign === "'") ? sign : '';
		const closed = quote !== '' && end - start > 1 && text[end - 1] === quote;
		const range = quote === '' ? { start, end } : { start: start + 1, end: closed ? end - 1 : end };
		return { range, cursor, column: columnOf(start), lineColumn: lineColumnOf(start), quote, colon, flow: true, gap: '' };
	}

	#found(spot: Spot): void {
		const { range, cursor, quote } = spot.word;
		// On a quote itself nothing is written.
		if (quote === '' || (range.start <= cursor && cursor <= range.end)) this.#context.found(spot);
	}
}

/** Behind the closing quote, undefined where there is none before the limit. */
export function endOfQuote(text: string, start: number, limit: number): number | undefined {
	const quote = text[start];
	for (let position = start + 1; position < limit; position++) {
		if (text[position] === '\\' && quote === '"') position++;
		else if (text[position] === quote) {
			if (quote === "'" && text[position + 1] === "'") position++;
			else return position + 1;
		}
	}
	return undefined;
}

/** The place for one more item in brackets. */
class Absent implements Slot {
	readonly holder: OutlineSeq;
	readonly by: number;
	readonly value: Node;

	constructor(holder: OutlineSeq, offset: number) {
		this.holder = holder;
		this.by = holder.items.length;
		this.value = plain('', offset);
	}

	fill(): void {}
}
