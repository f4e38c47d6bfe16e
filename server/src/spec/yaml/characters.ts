import type { Problems } from './problems.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

/**
 * Reports characters that YAML forbids and gives a text of the same length that can be parsed: a lone CR, which ends a
 * line, becomes a LF.
 */
export function checkCharacters(text: string, problems: Problems): string {
	const found = forbidden.exec(text);
	if (found !== null) {
		const range = { start: found.index, end: found.index + 1 };
		const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
		problems.add(
			'yaml.encoding',
			range,
			found[0] === '\u0000'
				? 'The text holds NUL characters; if it is UTF-16, save it as UTF-8'
				: `The character U+${code} is forbidden in YAML; write it as "\\u${code}" in double quotes`,
		);
	}
	const replaced = text.indexOf('\ufffd');
	if (replaced !== -1) {
		const message = 'The text holds bytes that are not UTF-8 (shown as \ufffd); save the file as UTF-8';
		problems.add('yaml.encoding', { start: replaced, end: replaced + 1 }, message, { severity: 'warning' });
	}
	return /\r(?!\n)/.test(text) ? text.replace(/\r(?!\n)/g, '\n') : text;
}
