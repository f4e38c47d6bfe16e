/** One line of a text. All offsets are of the text. */
export interface Line {
	readonly start: number;
	/** Behind the last character that is no line break. */
	readonly end: number;
	/** Of the first character that is no blank; `end` where there is none. */
	readonly first: number;
	/** Start of the next line; behind the text where this is the last one. */
	readonly next: number;
}

export function lineAt(text: string, start: number): Line {
	let end = start;
	while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
	let first = start;
	while (first < end && isBlank(text.charCodeAt(first))) first++;
	const next = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
	return { start, end, first, next };
}

export function isBlank(code: number): boolean {
	return code === 32 || code === 9;
}

function isBreak(code: number): boolean {
	return code === 10 || code === 13;
}

/** A key at an offset, and the offset behind its colon; undefined where the line holds none there. */
export function keyAt(text: string, start: number, lineEnd: number): { readonly end: number; readonly colon: number } | undefined {
	const sign = text[start];
	if (sign === '"' || sign === "'") {
		const quote = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(text.slice(start, lineEnd))?.[0];
		if (quote === undefined) return undefined;
		const end = start + quote.length;
		const colon = skipBlanks(text, end, lineEnd);
		return text[colon] === ':' && endsWord(text, colon + 1, lineEnd) ? { end, colon: colon + 1 } : undefined;
	}
	if (sign === undefined || '[]{}#|>%@,`'.includes(sign)) return undefined;
	for (let position = start; position < lineEnd; position++) {
		const code = text.charCodeAt(position);
		if (code === 35 && position > start && isBlank(text.charCodeAt(position - 1))) return undefined;
		if (code !== 58 || !endsWord(text, position + 1, lineEnd)) continue;
		let end = position;
		while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
		return { end, colon: position + 1 };
	}
	return undefined;
}

export function skipBlanks(text: string, from: number, lineEnd: number): number {
	let position = from;
	while (position < lineEnd && isBlank(text.charCodeAt(position))) position++;
	return position;
}

/** Behind anchors and tags. */
export function behindProperties(text: string, from: number, lineEnd: number): number {
	let start = from;
	for (let sign = text[start]; start < lineEnd && (sign === '&' || sign === '!'); sign = text[start]) {
		while (start < lineEnd && !endsWord(text, start, lineEnd)) start++;
		start = skipBlanks(text, start, lineEnd);
	}
	return start;
}

/** Whether a colon or a dash before an offset means something. */
export function endsWord(text: string, offset: number, lineEnd: number): boolean {
	return offset >= lineEnd || isBlank(text.charCodeAt(offset));
}

/** Where a plain scalar ends on its line: before blanks and a comment. */
export function endOfPlain(text: string, start: number, lineEnd: number): number {
	let end = lineEnd;
	for (let position = start; position < lineEnd; position++) {
		if (text.charCodeAt(position) === 35 && position > start && isBlank(text.charCodeAt(position - 1))) {
			end = position;
			break;
		}
	}
	while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
	return end;
}

/** A name in SQL, or a placeholder that was begun. */
export function nameAround(text: string, cursor: number, line: Line): [number, number] {
	const before = /(?:\$?\{)?[\p{L}\p{N}_$]*$/u.exec(text.slice(line.start, cursor))?.[0].length ?? 0;
	const after = /^[\p{L}\p{N}_$]*\}?/u.exec(text.slice(cursor, line.end))?.[0] ?? '';
	const isPlaceholder = text.slice(cursor - before, cursor).includes('{');
	return [cursor - before, cursor + (isPlaceholder ? after.length : after.replace('}', '').length)];
}
