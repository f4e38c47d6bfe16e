import type { CsvDialect, DataFile } from '../../../relation.ts';
import { bytesOf, headOf } from '../bytes.ts';

/**
 * Physical line (one-based) at a byte of a UTF-8 file, decompressed. A line ends
 * with `\n`, `\r\n` or a lone `\r`.
 */
export async function lineAtByte(file: DataFile, byte: number): Promise<number> {
	let line = 1;
	let read = 0;
	let previous = 0;
	for await (const chunk of bytesOf(file)) {
		const end = Math.min(chunk.length, byte - read);
		line += newlinesIn(chunk, end, previous);
		previous = chunk[chunk.length - 1] ?? 0;
		read += chunk.length;
		if (read > byte) {
			// A record may be said to begin at the line end before it.
			const at = chunk[byte - (read - chunk.length)];
			return at === 10 ? line + 1 : line;
		}
	}
	return line;
}

function newlinesIn(chunk: Buffer, end: number, before: number): number {
	let count = 0;
	const part = chunk.subarray(0, Math.max(0, end));
	for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) count++;
	for (let at = part.indexOf(13); at >= 0; at = part.indexOf(13, at + 1)) if (at + 1 < part.length && part[at + 1] !== 10) count++;
	// A carriage return at the end of the chunk before, and no line feed at the start of this one.
	return before === 13 && part.length > 0 && part[0] !== 10 ? count + 1 : count;
}

/** Physical lines at which data rows begin, quoted line ends considered, of one file. */
export async function linesOfRows(file: DataFile, dialect: CsvDialect, rows: ReadonlySet<number>): Promise<Map<number, number>> {
	const lines = new Map<number, number>();
	const last = Math.max(...rows);
	const [quote, lf, cr] = [dialect.quote.charCodeAt(0), 10, 13];
	let row = dialect.header ? 0 : 1;
	let line = 1;
	let quoted = false;
	let empty = true;
	let previous = 0;
	const begin = () => {
		if (rows.has(row)) lines.set(row, line);
	};
	begin();
	for await (const chunk of utf8Of(file, dialect.encoding)) {
		for (let at = 0; at < chunk.length; at++) {
			const byte = chunk[at] ?? 0;
			if (byte === lf && previous === cr) {
				previous = byte;
				continue;
			}
			previous = byte;
			if (byte === quote) quoted = !quoted;
			if (byte !== lf && byte !== cr) {
				if (empty) begin();
				empty = false;
				continue;
			}
			line++;
			if (quoted) continue;
			// A blank line is no record, unless records have a single field.
			if (!empty) row++;
			empty = true;
			if (row > last) return lines;
		}
	}
	return lines;
}

/** Line ends of UTF-16 are two bytes; every other encoding has them, and quotes, as ASCII does. */
async function* utf8Of(file: DataFile, encoding: string): AsyncGenerator<Buffer> {
	if (!encoding.startsWith('utf-16')) {
		yield* bytesOf(file);
		return;
	}
	const mark = await headOf(file, 2);
	const decoder = new TextDecoder(mark.length > 1 && mark.readUInt16BE(0) === 0xfeff ? 'utf-16be' : encoding);
	for await (const chunk of bytesOf(file)) yield Buffer.from(decoder.decode(chunk, { stream: true }));
	yield Buffer.from(decoder.decode());
}
