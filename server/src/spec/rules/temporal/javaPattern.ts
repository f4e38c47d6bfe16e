/** A pattern of `java.time.format.DateTimeFormatter`, taken apart; offsets are in the pattern. */
export type JavaPattern =
	| { readonly ok: true; readonly parts: readonly PatternPart[] }
	| { readonly ok: false; readonly problem: PatternMistake };

export type PatternPart =
	| { readonly kind: 'field'; readonly letter: string; readonly count: number; readonly start: number }
	| { readonly kind: 'literal'; readonly text: string; readonly start: number }
	/** `[` and `]`: what stands between may be absent. */
	| { readonly kind: 'optional'; readonly opens: boolean; readonly start: number };

export interface PatternMistake {
	readonly message: string;
	readonly start: number;
	readonly end: number;
	readonly replacement?: string;
}

/** Pattern letters and how often each may be repeated. */
const longest: { readonly [letter: string]: number } = {
	G: 5,
	u: 19,
	y: 19,
	D: 3,
	M: 5,
	L: 5,
	d: 2,
	g: 19,
	Q: 5,
	q: 5,
	Y: 19,
	w: 2,
	W: 1,
	E: 5,
	e: 5,
	c: 5,
	F: 1,
	a: 1,
	B: 5,
	h: 2,
	K: 2,
	k: 2,
	H: 2,
	m: 2,
	s: 2,
	S: 9,
	A: 19,
	n: 19,
	N: 19,
	V: 2,
	v: 4,
	z: 4,
	O: 4,
	X: 5,
	x: 5,
	Z: 5,
	p: 19,
};

/** Source: the JDK's documentation of DateTimeFormatter, "Patterns for Formatting and Parsing". */
export function parseJavaPattern(pattern: string): JavaPattern {
	const parts: PatternPart[] = [];
	const wrong = (message: string, start: number, length: number, replacement?: string): JavaPattern => ({
		ok: false,
		problem: { message, start, end: start + length, ...(replacement === undefined ? {} : { replacement }) },
	});
	let depth = 0;
	for (let position = 0; position < pattern.length; ) {
		const start = position;
		const sign = pattern[position] ?? '';
		if (/[A-Za-z]/.test(sign)) {
			while (pattern[position] === sign) position++;
			const count = position - start;
			const limit = longest[sign];
			if (limit === undefined)
				return wrong(
					`"${sign}" is no letter of a date pattern; quote plain text, e.g. '${sign}'`,
					start,
					count,
					`'${pattern.slice(start, position)}'`,
				);
			if (count > limit)
				return wrong(
					`"${sign.repeat(Math.min(count, 20))}" is too long; write at most ${limit} × ${sign}`,
					start,
					count,
					sign.repeat(limit),
				);
			if (sign === 'V' && count !== 2) return wrong('A zone id is written VV', start, count, 'VV');
			if (sign === 'O' && count !== 1 && count !== 4) return wrong('An offset is written O or OOOO', start, count, 'O');
			parts.push({ kind: 'field', letter: sign, count, start });
		} else if (sign === "'") {
			const end = endOfQuote(pattern, position);
			if (end === undefined) return wrong(`The quote ' is never closed; write '' for the sign itself`, start, 1, "''");
			const quoted = pattern.slice(start + 1, end - 1).replaceAll("''", "'");
			parts.push({ kind: 'literal', text: quoted === '' ? "'" : quoted, start });
			position = end;
		} else if (sign === '[' || sign === ']') {
			depth += sign === '[' ? 1 : -1;
			if (depth < 0) return wrong('"]" closes nothing', start, 1);
			parts.push({ kind: 'optional', opens: sign === '[', start });
			position++;
		} else if (sign === '{' || sign === '}' || sign === '#') {
			return wrong(`"${sign}" is reserved in date patterns; write '${sign}'`, start, 1, `'${sign}'`);
		} else {
			parts.push({ kind: 'literal', text: sign, start });
			position++;
		}
	}
	return { ok: true, parts };
}

/** Behind the closing quote; a doubled quote inside is a quote sign. */
function endOfQuote(pattern: string, start: number): number | undefined {
	for (let position = start + 1; position < pattern.length; position++) {
		if (pattern[position] !== "'") continue;
		if (pattern[position + 1] === "'" && position > start + 1) position++;
		else return position + 1;
	}
	return undefined;
}
