import { EngineError } from '../../../engine.ts';
import type { CsvDialect, DataFile } from '../../../relation.ts';
import { headOf } from '../bytes.ts';

/** What the beginning of a CSV file shows. */
export interface CsvHead {
	/** Fields of the first record; none where the file is empty. */
	readonly fields: readonly string[];
	/** Line ends of two kinds stand outside quotes: DuckDB's strict reader refuses those. */
	readonly mixedLineEnds: boolean;
	readonly lineEnd: '\n' | '\r\n' | '\r';
	/** Characters that a record takes, about. */
	readonly recordLength: number;
}

/**
 * Reads the first record of a CSV file in UTF-8 and looks at the line ends near it. Reads 64 KiB, more only for a longer record.
 *
 * @throws EngineError for a head that is not UTF-8, or a first record beyond 2 MB
 */
export async function readHead(file: DataFile, dialect: CsvDialect): Promise<CsvHead> {
	for (let bytes = 1 << 16; ; bytes *= 8) {
		const head = await headOf(file, Math.min(bytes, longestRecord));
		const whole = head.length < Math.min(bytes, longestRecord);
		const text = decode(head, file, whole);
		const record = firstRecord(text, dialect);
		if (record.ended || whole) return { fields: text === '' ? [] : record.fields, ...lineEnds(text, dialect) };
		if (bytes >= longestRecord) {
			const why = record.quoted
				? `its first record opens a ${dialect.quote} that is not closed`
				: 'its first line is longer than 2,000,000 bytes';
			throw new EngineError({
				kind: 'invalid-data',
				message: `${file.display} cannot be read as CSV: ${why}`,
				file: file.display,
				line: 1,
			});
		}
	}
}

/** DuckDB's own limit of a line. */
const longestRecord = 2_000_000;

function decode(head: Buffer, file: DataFile, whole: boolean): string {
	const zeros = head.subarray(0, 4096).filter((byte) => byte === 0).length;
	const looks16 = zeros > Math.min(head.length, 4096) / 5;
	if (looks16) throw wrongEncoding(file, 'looks like UTF-16 rather than UTF-8; write encoding: UTF-16');
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole });
	} catch {
		// Only the header decides here: a bad byte further down is a finding about its row.
		const firstLine = head.subarray(0, Math.max(0, head.indexOf(10)));
		try {
			new TextDecoder('utf-8', { fatal: true }).decode(firstLine);
		} catch {
			throw wrongEncoding(file, 'has a header that is not UTF-8; write the encoding it is in, e.g. encoding: ISO-8859-1');
		}
		return new TextDecoder('utf-8').decode(head);
	}
}

function wrongEncoding(file: DataFile, what: string): EngineError {
	return new EngineError({ kind: 'invalid-data', message: `${file.display} ${what}`, file: file.display, line: 1 });
}

function firstRecord(text: string, { delimiter, quote }: CsvDialect): { fields: string[]; ended: boolean; quoted: boolean } {
	const fields: string[] = [];
	let field = '';
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const sign = text.charAt(at);
		if (quoted) {
			if (sign !== quote) field += sign;
			else if (text.charAt(at + 1) === quote) field += text.charAt(++at);
			else quoted = false;
		} else if (sign === quote && field === '') quoted = true;
		else if (sign === delimiter) {
			fields.push(field);
			field = '';
		} else if (sign === '\n' || sign === '\r') return { fields: [...fields, field], ended: true, quoted };
		else field += sign;
	}
	return { fields: [...fields, field], ended: false, quoted };
}

/** A pattern finds the few signs that matter ten times as fast as a loop looks at each. */
function lineEnds(text: string, { quote }: CsvDialect): Omit<CsvHead, 'fields'> {
	const seen = new Set<'\n' | '\r\n' | '\r'>();
	const signs = new RegExp(`\\r\\n|[\\r\\n\\u${quote.charCodeAt(0).toString(16).padStart(4, '0')}]`, 'g');
	let quoted = false;
	let lines = 1;
	for (const { 0: sign, index } of text.matchAll(signs)) {
		// A carriage return at the very end may be half of a pair.
		if (index === text.length - 1) break;
		if (sign === quote) quoted = !quoted;
		else if (!quoted) {
			lines++;
			seen.add(sign === '\n' || sign === '\r' ? sign : '\r\n');
		}
	}
	const [first = '\n'] = seen;
	return { mixedLineEnds: seen.size > 1, lineEnd: first, recordLength: text.length / lines };
}
