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
	if (!known) return { ok: false, reason: `encoding ${encoding} is none that is known; write e.g. UTF-8, UTF-16 or ISO-8859-1` };
	return { ok: true, dialect: { delimiter: separator, quote: '"', escape: '"', header: true, encoding: known } };
}

/** The label that the Encoding Standard has for a name; undefined for one that cannot be read. UTF-8 where there is none. */
export function csvEncoding(name: string | undefined): string | undefined {
	const plain = (name ?? 'utf-8').trim().toLowerCase().replaceAll('_', '-');
	if (/^(utf-?8(-?(bom|sig))?|(us-?)?ascii)$/.test(plain)) return 'utf-8';
	if (/^(utf-?16(-?le)?|ucs-?2)$/.test(plain)) return 'utf-16le';
	if (/^utf-?16-?be$/.test(plain)) return 'utf-16be';
	for (const label of [
		plain,
		plain.replace(/^cp-?(\d+)$/, 'windows-$1'),
		plain.replace(/^latin-?(\d+)$/, 'latin$1'),
		plain.replace(/^iso-?8859-?(\d+)$/, 'iso-8859-$1'),
	]) {
		try {
			return new TextDecoder(label).encoding;
		} catch {
			// The next spelling, then.
		}
	}
	return undefined;
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
