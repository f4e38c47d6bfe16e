/** Inclusive range of code points. */
export type CodeRange = readonly [number, number];

/** A class that matches no character. */
export const NEVER = '[^\\x00-\\x{10FFFF}]';

const LAST = 0x10ffff;

/** What JavaScript's `\s` matches. */
export const SPACE: readonly CodeRange[] = [
	[0x09, 0x0d],
	[0x20, 0x20],
	[0xa0, 0xa0],
	[0x1680, 0x1680],
	[0x2000, 0x200a],
	[0x2028, 0x2029],
	[0x202f, 0x202f],
	[0x205f, 0x205f],
	[0x3000, 0x3000],
	[0xfeff, 0xfeff],
];

/** All other code points; `ranges` are sorted and apart. */
export function complement(ranges: readonly CodeRange[]): readonly CodeRange[] {
	const others: CodeRange[] = [];
	let from = 0;
	for (const [low, high] of ranges) {
		if (low > from) others.push([from, low - 1]);
		from = high + 1;
	}
	if (from <= LAST) others.push([from, LAST]);
	return others;
}

/** The inside of a RE2 character class. */
export function rangesToClass(ranges: readonly CodeRange[]): string {
	return ranges.map(([low, high]) => (low === high ? escapeLiteral(low) : `${escapeLiteral(low)}-${escapeLiteral(high)}`)).join('');
}

/** A character that stands for itself, in a class and outside, whatever the options of the engine. */
export function escapeLiteral(code: number): string {
	const text = String.fromCodePoint(code);
	if (/[A-Za-z0-9_ ]/.test(text)) return text;
	if (code > 0x20 && code < 0x7f) return `\\${text}`;
	return `\\x{${code.toString(16).toUpperCase()}}`;
}
