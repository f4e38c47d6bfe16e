/** Somebody's words as markdown that shows them as they are: on one line, cut where they are long. */
export function words(text: string, limit = 160): string {
	// What means something anywhere in a line, then what does at its start.
	const line = clip(text, limit).replace(/[\\`*_[\]|<>~&]/g, '\\$&');
	return line.replace(/^(\d+)([.)])/, '$1\\$2').replace(/^[-+=#]/, '\\$&');
}

/** Somebody's words as code. */
export function code(text: string, limit = 60): string {
	const line = clip(text, limit);
	if (line === '') return '`""`';
	const longest = (line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
	const fence = '`'.repeat(longest + 1);
	const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
	return `${fence}${pad}${line}${pad}${fence}`;
}

/** Paragraphs, without those that say nothing. */
export function paragraphs(parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** `a`, `a and b`, `a, b and 3 more`. */
export function listing(names: readonly string[], most = 5, conjunction = 'and'): string {
	if (names.length > most) return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${conjunction} ${names.at(-1)}`;
}

/** The same with as many names as fit into so many characters, one at least. */
export function listingWithin(names: readonly string[], characters: number, most = 5, conjunction = 'and'): string {
	let shown = most;
	while (shown > 2 && listing(names, shown, conjunction).length > characters) shown--;
	return listing(names, shown, conjunction);
}

function clip(text: string, limit: number): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
	const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
	const characters = [...line.slice(0, limit * 2)];
	return characters.length <= limit && line.length <= limit * 2 ? line : `${characters.slice(0, limit - 1).join('')}…`;
}
