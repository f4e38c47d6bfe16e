import { type CodeRange, rangesToClass } from './characters.ts';

/**
 * The inside of a RE2 class for `\p{key}` or `\p{key=value}`. General categories go by their short names, which RE2
 * knows; every other property is spelled out as the code points that JavaScript itself takes it for.
 *
 * @returns undefined for a property that matches nothing we can spell
 */
export function propertyClass(key: string, value: string | undefined, negate: boolean): string | undefined {
	const name = value ?? key;
	if (/^[CLMNPSZ][a-z]?$/.test(name) && name !== 'LC' && name !== 'Cs' && name !== 'C' && name !== 'Cn') {
		return `\\${negate ? 'P' : 'p'}{${name}}`;
	}
	const ranges = codePoints(value === undefined ? key : `${key}=${value}`, negate);
	return ranges.length > 0 ? rangesToClass(ranges) : undefined;
}

const known = new Map<string, readonly CodeRange[]>();

function codePoints(property: string, negate: boolean): readonly CodeRange[] {
	const id = `${negate ? 'P' : 'p'}{${property}}`;
	const before = known.get(id);
	if (before) return before;
	const one = new RegExp(`^\\${id}$`, 'u');
	const ranges: [number, number][] = [];
	for (let code = 0; code <= 0x10ffff; code++) {
		if (code === 0xd800) code = 0xe000;
		if (!one.test(String.fromCodePoint(code))) continue;
		const last = ranges.at(-1);
		if (last && last[1] === code - 1) last[1] = code;
		else ranges.push([code, code]);
	}
	known.set(id, ranges);
	return ranges;
}
