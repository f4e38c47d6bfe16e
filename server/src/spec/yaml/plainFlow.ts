import type { Entry, Node } from './node.ts';
import { MapValue, seqValue } from './nodes.ts';
import { plainScalar } from './plainScalar.ts';

export const space = 0x20;

/** Space, line break or end of the text. */
export function isBlank(code: number): boolean {
	return code === space || code === 0x0a || code === 0x0d || Number.isNaN(code);
}

const plainInFlow = /[A-Za-z0-9_.$/+-][A-Za-z0-9_.$/+ ()=<;-]*/y;
const keyInFlow = /([A-Za-z_][\w.-]*): +/y;

/** Quoted scalars, and lists and maps in brackets, as far as they stand on one line and hold nothing unusual. */
export class FlowReader {
	/** Behind what was read last. */
	end = 0;
	readonly #text: string;
	readonly #notPlain: symbol;

	constructor(text: string, notPlain: symbol) {
		this.#text = text;
		this.#notPlain = notPlain;
	}

	/** Undefined where neither a quote nor a bracket begins; throws `notPlain` for what is too much for it. */
	read(at: number): Node | undefined {
		switch (this.#text.charAt(at)) {
			case '"':
			case "'":
				return this.#quoted(at);
			case '[':
				return this.#list(at, 0);
			case '{':
				return this.#map(at, 0);
			default:
				return undefined;
		}
	}

	#quoted(at: number): Node {
		const quote = this.#text.charAt(at);
		const close = this.#text.indexOf(quote, at + 1);
		if (close === -1) throw this.#notPlain;
		const value = this.#text.slice(at + 1, close);
		if (/[\\\r\n]/.test(value) && (quote === '"' || /[\r\n]/.test(value))) throw this.#notPlain;
		// Two single quotes are one within the text.
		if (this.#text.charAt(close + 1) === quote) throw this.#notPlain;
		this.end = close + 1;
		return { kind: 'scalar', value, text: value, style: quote === '"' ? 'double' : 'single', range: { start: at, end: this.end } };
	}

	#list(at: number, depth: number): Node {
		const items: Node[] = [];
		let next = this.#skip(at + 1);
		while (this.#text.charAt(next) !== ']') {
			items.push(this.#item(next, depth));
			next = this.#separator(']');
		}
		this.end = next + 1;
		return seqValue({ start: at, end: this.end }, true, items);
	}

	#map(at: number, depth: number): Node {
		const entries: Entry[] = [];
		let next = this.#skip(at + 1);
		while (this.#text.charAt(next) !== '}') {
			keyInFlow.lastIndex = next;
			const key = keyInFlow.exec(this.#text)?.[1];
			if (key === undefined || entries.some((entry) => entry.key === key)) throw this.#notPlain;
			const keyRange = { start: next, end: next + key.length };
			const value = this.#item(keyInFlow.lastIndex, depth);
			entries.push({ key, keyRange, value, range: { start: next, end: value.range.end } });
			next = this.#separator('}');
		}
		this.end = next + 1;
		return new MapValue({ start: at, end: this.end }, true, entries);
	}

	#item(at: number, depth: number): Node {
		if (depth > 20) throw this.#notPlain;
		const char = this.#text.charAt(at);
		if (char === '[') return this.#list(at, depth + 1);
		if (char === '{') return this.#map(at, depth + 1);
		if (char === '"' || char === "'") return this.#quoted(at);
		plainInFlow.lastIndex = at;
		const written = plainInFlow.exec(this.#text)?.[0].trimEnd();
		if (written === undefined || (written.startsWith('-') && isBlank(this.#text.charCodeAt(at + 1))) || written === '-')
			throw this.#notPlain;
		const scalar = plainScalar(this.#text, at, at + written.length);
		if (scalar === undefined) throw this.#notPlain;
		this.end = scalar.range.end;
		return scalar;
	}

	/** The next item behind a comma, or the closing bracket; a comma in front of the bracket is too much. */
	#separator(close: string): number {
		const at = this.#skip(this.end);
		if (this.#text.charAt(at) === close) return at;
		if (this.#text.charAt(at) !== ',') throw this.#notPlain;
		const next = this.#skip(at + 1);
		if (this.#text.charAt(next) === close) throw this.#notPlain;
		return next;
	}

	#skip(at: number): number {
		let next = at;
		while (this.#text.charCodeAt(next) === space) next++;
		return next;
	}
}
