/** What a scan of JSON text found wrong: one-based line, and what stands there. */
export interface JsonMistake {
	readonly line: number;
	readonly message: string;
}

export interface JsonScanOptions {
	/** `lines`: one value a line; `array`: one list of objects, or one object. */
	readonly layout: 'lines' | 'array';
	readonly deepest: number;
	/** Called at each row with its one-based number and physical line. */
	readonly onRow?: (row: number, line: number) => void;
	/** Called with the bytes of each key of a row, quotes left out, escapes as they stand. */
	readonly onKey?: (bytes: Buffer) => void;
}

const expect = { value: 0, keyOrEnd: 1, key: 2, colon: 3, commaOrEnd: 4, valueOrEnd: 5, done: 6 } as const;
type State = (typeof expect)[keyof typeof expect];

/**
 * Reads JSON text byte by byte and judges it before a database sees it: grammar, depth, that every row is an object and,
 * in `lines`, that a value ends where its line does. Memory is bounded by `deepest`, not by the text. UTF-8 is not judged.
 */
export class JsonScanner {
	line = 1;
	rows = 0;
	/** Bytes of the longest row. */
	longestRow = 0;
	/** It begins with a byte order mark. */
	hasMark = false;
	/** What the text is, once its first sign is seen. */
	top: 'array' | 'object' | undefined;
	mistake: JsonMistake | undefined;

	readonly #options: JsonScanOptions;
	readonly #open: number[] = [];
	#state: State = expect.value;
	#inString = false;
	#escape = 0;
	#isKey = false;
	#keyBytes: Buffer[] = [];
	#word = '';
	#rowDepth = 0;
	#rowStart = 0;
	#read = 0;
	#lineHasValue = false;

	constructor(options: JsonScanOptions) {
		this.#options = options;
	}

	/** Takes the next bytes; false once a mistake is found. */
	push(bytes: Buffer): boolean {
		if (this.#read === 0) this.hasMark = bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf;
		let at = this.#read === 0 && this.hasMark ? 3 : 0;
		while (at < bytes.length && this.mistake === undefined) at = this.#inString ? this.#string(bytes, at) : this.#outside(bytes, at);
		this.#read += bytes.length;
		return this.mistake === undefined;
	}

	/** The text ends here. */
	end(): void {
		if (this.mistake !== undefined) return;
		if (this.#word !== '') this.#endWord();
		if (this.mistake !== undefined) return;
		if (this.#inString) this.#fail('the text ends within a string');
		else if (this.#open.length > 0) this.#fail('the text ends before its brackets are closed; the file may be truncated');
	}

	#outside(bytes: Buffer, at: number): number {
		const byte = bytes[at] ?? 0;
		if (isWord[byte] === 1) {
			let end = at + 1;
			while (end < bytes.length && isWord[bytes[end] ?? 0] === 1) end++;
			this.#word += bytes.toString('latin1', at, end);
			if (this.#word.length > longestWord) this.#fail('a word or number is longer than 10,000 signs');
			return end;
		}
		if (this.#word !== '') this.#endWord();
		if (this.mistake !== undefined) return at;
		switch (byte) {
			case 10:
				this.#endLine();
				break;
			case 32:
			case 9:
			case 13:
				break;
			case quote:
				this.#startString();
				break;
			case braceOpen:
			case bracketOpen:
				this.#openContainer(byte, this.#read + at);
				break;
			case braceClose:
			case bracketClose:
				this.#close(byte, this.#read + at);
				break;
			case comma:
				this.#comma();
				break;
			case colon:
				if (this.#state !== expect.colon) this.#fail('":" stands where it may not');
				this.#state = expect.value;
				break;
			default:
				this.#fail(`a control character (${byte}) stands outside a string`);
		}
		return at + 1;
	}

	#string(bytes: Buffer, start: number): number {
		let at = start;
		for (; at < bytes.length; at++) {
			const byte = bytes[at] ?? 0;
			if (this.#escape === 0 && isPlain[byte] === 1) continue;
			if (this.#escape > 0) {
				this.#escape = escapeAfter(this.#escape, byte);
				if (this.#escape < 0) {
					this.#fail('a "\\" in a string is followed by a sign that it may not');
					return at;
				}
			} else if (byte === backslash) this.#escape = 1;
			else if (byte === quote) break;
			else if (byte < 32) {
				this.#fail(
					byte === 10 || byte === 13
						? 'a string is not closed on its line'
						: `a control character (${byte}) stands in a string; write \\u00${byte.toString(16).padStart(2, '0')}`,
				);
				return at;
			}
		}
		if (this.#isKey && this.#options.onKey && this.#open.length === this.#rowDepth + 1) this.#keyBytes.push(bytes.subarray(start, at));
		if (at < bytes.length) this.#endString();
		return at + 1;
	}

	#startString(): void {
		this.#isKey = this.#state === expect.keyOrEnd || this.#state === expect.key;
		if (!this.#isKey && !this.#startValue(false)) return;
		this.#inString = true;
		this.#keyBytes = [];
	}

	#endString(): void {
		this.#inString = false;
		if (!this.#isKey) {
			this.#endValue();
			return;
		}
		this.#state = expect.colon;
		if (this.#keyBytes.length > 0)
			this.#options.onKey?.(this.#keyBytes.length === 1 ? (this.#keyBytes[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#keyBytes));
	}

	#openContainer(byte: number, offset: number): void {
		if (!this.#startValue(byte === braceOpen, byte === bracketOpen)) return;
		if (this.#open.length === this.#rowDepth) this.#rowStart = offset;
		this.#open.push(byte);
		if (this.#open.length > this.#options.deepest) {
			this.#fail(`values are nested more than ${this.#options.deepest} levels deep, which is not read`);
			return;
		}
		this.#state = byte === braceOpen ? expect.keyOrEnd : expect.valueOrEnd;
	}

	#close(byte: number, offset: number): void {
		const opened = this.#open.at(-1);
		const fits = opened === (byte === braceClose ? braceOpen : bracketOpen);
		const ready = this.#state === expect.commaOrEnd || this.#state === (byte === braceClose ? expect.keyOrEnd : expect.valueOrEnd);
		if (!fits || !ready) {
			this.#fail(`"${String.fromCharCode(byte)}" stands where it may not`);
			return;
		}
		this.#open.pop();
		if (this.#open.length === this.#rowDepth) this.longestRow = Math.max(this.longestRow, offset - this.#rowStart + 1);
		this.#endValue();
	}

	#comma(): void {
		if (this.#state !== expect.commaOrEnd || this.#open.length === 0) {
			this.#fail('"," stands where it may not');
			return;
		}
		this.#state = this.#open.at(-1) === braceOpen ? expect.key : expect.value;
	}

	#endWord(): void {
		const word = this.#word;
		this.#word = '';
		if (!/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)) {
			this.#fail(`${JSON.stringify(word.slice(0, 40))} is no value of JSON`);
			return;
		}
		if (this.#startValue(false)) this.#endValue();
	}

	/** Says whether a value may begin here; counts it if it is a row. */
	#startValue(isObject: boolean, isList = false): boolean {
		if (this.#open.length === 0) return this.#startTop(isObject, isList);
		if (this.#state !== expect.value && this.#state !== expect.valueOrEnd) {
			this.#fail(this.#state === expect.commaOrEnd ? 'a "," is missing' : 'a key in quotes is missing');
			return false;
		}
		return this.#open.length === this.#rowDepth ? this.#startRow(isObject) : true;
	}

	#startTop(isObject: boolean, isList: boolean): boolean {
		const { layout } = this.#options;
		if (layout === 'lines') {
			if (this.#lineHasValue) {
				this.#fail('a line holds more than one value');
				return false;
			}
			this.#lineHasValue = true;
			return this.#startRow(isObject, isList ? 'a list; a file that is one list is written delimiter: array' : undefined);
		}
		if (this.top !== undefined) {
			this.#fail(
				this.top === 'object'
					? 'a second value begins; one value a line is written delimiter: new_line'
					: 'text follows the end of the list',
			);
			return false;
		}
		this.top = isList ? 'array' : 'object';
		this.#rowDepth = isList ? 1 : 0;
		return isList ? true : this.#startRow(isObject);
	}

	#startRow(isObject: boolean, found = 'something else'): boolean {
		this.rows++;
		this.#options.onRow?.(this.rows, this.line);
		if (isObject) return true;
		this.#fail(`row ${this.rows.toLocaleString('en-US')} is not an object but ${found}`);
		return false;
	}

	#endValue(): void {
		this.#state = this.#open.length === 0 ? expect.value : expect.commaOrEnd;
	}

	#endLine(): void {
		if (this.#options.layout === 'lines') {
			if (this.#open.length > 0) {
				this.#fail('the value is not finished at the end of its line; a file that is one value is written delimiter: array');
				return;
			}
			this.#lineHasValue = false;
		}
		this.line++;
	}

	#fail(message: string): void {
		this.mistake ??= { line: this.line, message };
	}
}

const quote = 34;
const comma = 44;
const colon = 58;
const bracketOpen = 91;
const backslash = 92;
const bracketClose = 93;
const braceOpen = 123;
const braceClose = 125;
const longestWord = 10_000;

/** 1 for a byte that says nothing in a string but itself. */
const isPlain = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 32 && byte !== quote && byte !== backslash ? 1 : 0));

/** 1 for a byte that words and numbers are made of, or would be if they were ones. */
const isWord = Uint8Array.from({ length: 256 }, (_, byte) =>
	byte > 32 && ![quote, comma, colon, bracketOpen, bracketClose, braceOpen, braceClose].includes(byte) ? 1 : 0,
);

/** 1: after a backslash; 2–5: digits of `\u` to come; 0: over; -1: wrong. */
function escapeAfter(state: number, byte: number): number {
	if (state === 1) {
		if (byte === 117) return 5;
		return [34, 47, 92, 98, 102, 110, 114, 116].includes(byte) ? 0 : -1;
	}
	const hex = (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102);
	return hex ? (state === 2 ? 0 : state - 1) : -1;
}
