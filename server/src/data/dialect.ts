import type { CsvDialect } from '../engine/relation.ts';

export type DialectResult = { readonly ok: true; readonly dialect: CsvDialect } | { readonly ok: false; readonly reason: string };

/**
 * How a CSV file is written, as the server block says. Nothing is guessed: a file that is written another way shows
 * broken rows, not other rows.
 *
 * @param delimiter one character, or its name (`comma`, `tab`, `semicolon`, `pipe`, `space`, `\t`)
 * @param encoding  as the standard has it, e.g. `UTF-8`, `ISO-8859-1`, `ASCII`, `UTF-16`
 */
export function csvDialect(delimiter: string | undefined, encoding: string | undefined): DialectResult {
	const separator = delimiter === undefined || delimiter === '' ? ',' : (delimiterNames.get(delimiter.toLowerCase()) ?? delimiter);
	if ([...separator].length !== 1 || Buffer.byteLength(separator) > 4 || /["\r\n\0]/.test(separator)) {
		return {
			ok: false,
			reason: `delimiter ${JSON.stringify(delimiter)} is no delimiter of CSV; write one character, or comma, tab, semicolon, pipe or space`,
		};
	}
	const known = csvEncoding(encoding);
	if (!known) return { ok: false, reason: `encoding ${encoding} is not supported yet; UTF-8, UTF-16 and ISO-8859-1 (Latin-1) are` };
	return { ok: true, dialect: { delimiter: separator, quote: '"', escape: '"', header: true, encoding: known } };
}

/** The encoding by any of its common names; undefined for one that cannot be read. */
export function csvEncoding(name: string | undefined): CsvDialect['encoding'] | undefined {
	const plain = (name ?? 'utf-8')
		.trim()
		.toLowerCase()
		.replace(/[\s_-]/g, '');
	if (/^(utf8|utf8bom|utf8sig|ascii|usascii|)$/.test(plain)) return 'utf-8';
	if (/^(utf16|utf16le|ucs2|unicode)$/.test(plain)) return 'utf-16';
	return /^(latin1|iso88591|l1|cp819)$/.test(plain) ? 'latin-1' : undefined;
}

const delimiterNames: ReadonlyMap<string, string> = new Map([
	['comma', ','],
	['tab', '\t'],
	['\\t', '\t'],
	['semicolon', ';'],
	['pipe', '|'],
	['bar', '|'],
	['space', ' '],
	['colon', ':'],
]);
