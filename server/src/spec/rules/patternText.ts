/** What is wrong with a regular expression; offsets are in the pattern. */
export interface PatternProblem {
	/** `syntax`: no engine of ECMA-262 compiles it. `dialect`: it compiles and means something else than its author thinks. */
	readonly kind: 'syntax' | 'dialect';
	readonly message: string;
	readonly start: number;
	readonly end: number;
	/** The whole pattern as it should read. */
	readonly corrected?: string;
}

/** Looks at a pattern as ECMA-262 does: with the flag `u`, else without it. */
export function checkPattern(pattern: string): PatternProblem | undefined {
	const failure = compile(pattern);
	const foreign = foreignSyntax(pattern);
	const all = (problem: PatternProblem) => (problem.corrected === undefined ? problem : { ...problem, corrected: correctAll(pattern) });
	if (failure === undefined) return foreign?.compiles === true ? { ...all(foreign.problem), kind: 'dialect' } : undefined;
	if (foreign !== undefined) return all(foreign.problem);
	return { kind: 'syntax', ...locate(pattern, failure) };
}

/** Corrects one foreign thing after the other. */
function correctAll(pattern: string): string {
	let corrected = pattern;
	for (let round = 0; round < 16; round++) {
		const next = foreignSyntax(corrected)?.problem.corrected;
		if (next === undefined) break;
		corrected = next;
	}
	return corrected;
}

/** Whether a pattern compiles, as the checks compile it; undefined for none. */
export function compilePattern(pattern: string): RegExp | undefined {
	try {
		return new RegExp(pattern, 'u');
	} catch {
		try {
			return new RegExp(pattern);
		} catch {
			return undefined;
		}
	}
}

/** The engine's reason, or undefined where it compiles. */
function compile(pattern: string): string | undefined {
	if (compilePattern(pattern) !== undefined) return undefined;
	try {
		new RegExp(pattern);
		return undefined;
	} catch (error) {
		const message = error instanceof Error ? error.message : '';
		return message.slice(message.lastIndexOf(': ') + 2).toLowerCase();
	}
}

interface Foreign {
	readonly compiles: boolean;
	readonly problem: PatternProblem;
}

const posix: { readonly [name: string]: string } = {
	alpha: 'A-Za-z',
	digit: '0-9',
	alnum: 'A-Za-z0-9',
	upper: 'A-Z',
	lower: 'a-z',
	space: '\\s',
	xdigit: '0-9A-Fa-f',
	word: '\\w',
};

/** Syntax that other dialects have and ECMA-262 has not. */
function foreignSyntax(pattern: string): Foreign | undefined {
	const parts = outline(pattern);
	const at = (start: number, length: number, message: string, replacement?: string): Foreign => {
		const corrected = replacement === undefined ? undefined : pattern.slice(0, start) + replacement + pattern.slice(start + length);
		const compiles = compilePattern(pattern) !== undefined;
		const usable = corrected !== undefined && compilePattern(corrected) !== undefined;
		return { compiles, problem: { kind: 'syntax', message, start, end: start + length, ...(usable ? { corrected } : {}) } };
	};
	const literal = /^\/(\^.*|.*(?<!\\)\$)\/[a-z]*$/s.exec(pattern);
	if (literal?.[1] !== undefined) {
		const anchored = at(0, pattern.length, 'The slashes are part of the pattern, so nothing can match; leave them out', literal[1]);
		return { ...anchored, problem: { ...anchored.problem, end: 1 } };
	}
	for (const { start, text, inClass } of parts) {
		if (inClass) {
			const named = /^\[:(\w+):\]/.exec(pattern.slice(start));
			const range = named === null ? undefined : posix[named[1] ?? ''];
			if (named !== null && range !== undefined) {
				return at(start, named[0].length, `"${named[0]}" is POSIX; in a JSON Schema pattern write ${range}`, range);
			}
			continue;
		}
		if (text === '\\A') return at(start, 2, '"\\A" means the letter A here; write ^ for the start', '^');
		if (text === '\\z' || text === '\\Z') return at(start, 2, `"${text}" means the letter ${text[1]} here; write $ for the end`, '$');
		if (text !== '(') continue;
		const named = /^\(\?P<(\w+)>/.exec(pattern.slice(start));
		if (named !== null) return at(start, named[0].length, `"(?P<" is Python; write (?<${named[1]}>`, `(?<${named[1]}>`);
		const flags = /^\(\?([imsxuUaL]+)\)/.exec(pattern.slice(start));
		if (flags !== null) {
			return at(start, flags[0].length, `Flags such as "${flags[0]}" do not exist in ECMA-262; write both cases, e.g. [Aa]`);
		}
		if (pattern.startsWith('(?>', start)) return at(start, 3, 'Atomic groups "(?>" do not exist in ECMA-262; write (?:', '(?:');
		if (pattern.startsWith('(?#', start)) return at(start, 3, 'Comments "(?#" do not exist in ECMA-262; take them out');
	}
	return undefined;
}

interface Piece {
	readonly start: number;
	readonly text: string;
	readonly inClass: boolean;
}

/** Characters and escapes, and whether each stands in a class. */
function outline(pattern: string): Piece[] {
	const pieces: Piece[] = [];
	let inClass = false;
	for (let position = 0; position < pattern.length; ) {
		const text = pattern[position] === '\\' ? pattern.slice(position, position + 2) : (pattern[position] ?? '');
		const opens = !inClass && text === '[';
		const closes = inClass && text === ']';
		pieces.push({ start: position, text, inClass: inClass && !closes });
		if (opens) inClass = true;
		if (closes) inClass = false;
		position += text.length;
		// `[:alpha:]` inside a class would close it too early.
		const named = inClass && pattern[position] === '[' ? /^\[:\w+:\]/.exec(pattern.slice(position)) : null;
		if (named !== null) {
			pieces.push({ start: position, text: '[', inClass: true });
			position += named[0].length;
		}
	}
	return pieces;
}

/** Where the engine's reason most likely lies; V8 gives no position. */
function locate(pattern: string, reason: string): { message: string; start: number; end: number; corrected?: string } {
	const pieces = outline(pattern);
	const place = (start: number, length = 1) => ({ start, end: start + length });
	const open: number[] = [];
	let classStart = -1;
	let previous = '';
	for (const { start, text, inClass } of pieces) {
		if (inClass) continue;
		if (text === '[') classStart = start;
		if (text === ']') classStart = -1;
		if (text === '(') open.push(start);
		if (text === ')' && open.pop() === undefined) {
			return {
				message: `")" at character ${start + 1} closes nothing; write \\) for the sign itself`,
				...place(start),
				corrected: escapedAt(pattern, start),
			};
		}
		if (/^[*+?]$/.test(text) && reason.includes('nothing to repeat')) {
			const nothing =
				start === 0 || (previous === '(' && text !== '?') || previous === '|' || (/^[*+]$/.test(text) && /^[*+]$/.test(previous));
			if (nothing) {
				const message = `"${text}" at character ${start + 1} repeats nothing; write \\${text} for the sign itself`;
				return { message, ...place(start), ...(start === 0 ? { corrected: escapedAt(pattern, start) } : {}) };
			}
		}
		previous = text;
	}
	if (reason.includes('class') && reason.includes('unterminated') && classStart >= 0) {
		return { message: `"[" at character ${classStart + 1} is never closed; write \\[ for the sign itself`, ...place(classStart) };
	}
	const unclosed = open.at(-1);
	if (reason.includes('unterminated group') && unclosed !== undefined) {
		return { message: `"(" at character ${unclosed + 1} is never closed; write \\( for the sign itself`, ...place(unclosed) };
	}
	if (reason.includes('\\ at end')) {
		return { message: 'A single "\\" at the end escapes nothing; write \\\\', ...place(pattern.length - 1), corrected: `${pattern}\\` };
	}
	const reversed = reason.includes('out of order') ? (reversedRange(pieces) ?? reversedCount(pattern)) : undefined;
	if (reversed !== undefined) return reversed;
	return { message: `Pattern does not compile: ${reason || 'it is no regular expression'}`, ...place(0, pattern.length) };
}

function escapedAt(pattern: string, position: number): string {
	return `${pattern.slice(0, position)}\\${pattern.slice(position)}`;
}

/** `[z-a]` */
function reversedRange(pieces: readonly Piece[]) {
	for (const [index, dash] of pieces.entries()) {
		const low = pieces[index - 1];
		const high = pieces[index + 1];
		if (dash.text !== '-' || !dash.inClass || low?.inClass !== true || high?.inClass !== true) continue;
		if (low.text.length === 1 && high.text.length === 1 && low.text > high.text) {
			const message = `"${low.text}-${high.text}" is the wrong way round; write ${high.text}-${low.text}`;
			return { message, start: low.start, end: high.start + 1 };
		}
	}
	return undefined;
}

/** `{5,2}` */
function reversedCount(pattern: string) {
	for (const match of pattern.matchAll(/\{(\d+),(\d+)\}/g)) {
		const [text, low, high] = match;
		if (Number(low) <= Number(high)) continue;
		const corrected = `${pattern.slice(0, match.index)}{${high},${low}}${pattern.slice(match.index + text.length)}`;
		return {
			message: `"${text}" is the wrong way round; write {${high},${low}}`,
			start: match.index,
			end: match.index + text.length,
			corrected,
		};
	}
	return undefined;
}
