/** Text in the snippet syntax of the Language Server Protocol; `\n` starts a line at the column of the first one. */
export type Snippet = string;

/** A place to jump to, with what stands there until something is typed. */
export function stop(index: number, placeholder = ''): Snippet {
	return placeholder === '' ? `$${index}` : `\${${index}:${literal(placeholder)}}`;
}

/** A place with a few words to choose from. */
export function pick(index: number, words: readonly string[]): Snippet {
	const [only] = words;
	if (words.length < 2) return stop(index, only ?? '');
	return `\${${index}|${words.map((word) => word.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
}

/** Text that means itself. */
export function literal(text: string): Snippet {
	return text.replace(/[\\$}]/g, '\\$&');
}

/** For an editor that knows no snippets: the placeholders' words, the first of each choice. */
export function plainText(snippet: Snippet): string {
	return snippet
		.replace(/\$\{\d+\|((?:[^\\,|]|\\.)*)(?:,(?:[^\\|]|\\.)*)?\|\}/g, '$1')
		.replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, '$1')
		.replace(/(?<!\\)\$\d+/g, '')
		.replace(/\\([\\$},|])/g, '$1');
}

/** Lines below the first one moved in by so many columns. */
export function indented(snippet: Snippet, columns: number): Snippet {
	return columns === 0 ? snippet : snippet.replaceAll('\n', `\n${' '.repeat(columns)}`);
}
