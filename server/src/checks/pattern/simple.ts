/**
 * The RE2 form of a pattern made only of what both dialects read alike: ASCII letters and signs, escaped signs, `\d`,
 * `\w`, plain classes, counts, with `^` and `$` at the ends. Most patterns are, and for them no parser is loaded.
 *
 * @returns undefined for every other pattern, and for one that JavaScript does not compile
 */
export function simplePattern(source: string): string | undefined {
	if (!SIMPLE.test(source)) return undefined;
	try {
		new RegExp(source, 'u');
	} catch {
		return undefined;
	}
	const start = source.startsWith('^') ? 1 : 0;
	const end = /(?:^|[^\\])(?:\\\\)*\$$/.test(source) ? 1 : 0;
	return `${start ? '\\A' : ''}${source.slice(start, source.length - end)}${end ? '\\z' : ''}`;
}

const ATOM = String.raw`(?:[A-Za-z0-9_ @,:;=<>~#%&'"!/-]|\\[.^$*+?()[\]{}|/dw]|\[\^?(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9_ @.,:;=/+])+-?\])`;
const SIMPLE = new RegExp(String.raw`^\^?(?:${ATOM}(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})?)*\$?$`);
