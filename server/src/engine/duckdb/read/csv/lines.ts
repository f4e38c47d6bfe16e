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
		const end = Math.max(0, Math.min(chunk.length, byte - read));
		line += newlinesIn(chunk, 0, end, previous);
		previous = chunk[chunk.length - 1] ?? 0;
		read += chunk.length;
		if (read > byte) {
			// A record may be said to begin at the line ends before it.
			let at = end;
			while (chunk[at] === 10 || chunk[at] === 13) at++;
			return line + newlinesIn(chunk, end, at, 0);
		}
	}
	return line;
}

/** Line ends from one byte of a chunk up to another; a carriage return that ends the chunk is left to the next one. */
function newlinesIn(chunk: Buffer, start: number, end: number, before: number): number {
	// A carriage return at the end of the chunk before, and no line feed at the start of this one.
	let count = before === 13 && end > 0 && chunk[0] !== 10 ? 1 : 0;
	for (let at = chunk.indexOf(10, start); at >= 0 && at < end; at = chunk.indexOf(10, at + 1)) count++;
	for (let at = chunk.indexOf(13, start); at >= 0 && at < end; at = chunk.indexOf(13, at + 1)) {
		if (at + 1 < chunk.length && chunk[at + 1] !== 10) count++;
	}
	return count;
}

/** Where a data row stands in its file: its number and the physical line on which it begins, both from one. */
export interface RowPlace {
	readonly row: number;
	readonly line: number;
}

/**
 * Places of data rows of one file, quoted line ends considered.
 *
 * @param rows numbers of rows among those that were not rejected, from one
 * @param rejected bytes at which rejected records begin, ascending; the line ends before them may be said to be theirs
 */
export async function placesOfRows(
	file: DataFile,
	dialect: CsvDialect,
	rows: ReadonlySet<number>,
	rejected: readonly number[] = [],
): Promise<Map<number, RowPlace>> {
	const places = new Map<number, RowPlace>();
	const last = Math.max(...rows);
	const [quote, lf, cr] = [dialect.quote.charCodeAt(0), 10, 13];
	let row = dialect.header ? 0 : 1;
	let taken = row;
	let nextRejected = 0;
	let line = 1;
	let quoted = false;
	let empty = true;
	let previous = 0;
	let chunkAt = 0;
	let isRejected = false;
	const begin = (byte: number) => {
		isRejected = (rejected[nextRejected] ?? Number.POSITIVE_INFINITY) <= byte;
		while ((rejected[nextRejected] ?? Number.POSITIVE_INFINITY) <= byte) nextRejected++;
		if (!isRejected && rows.has(taken)) places.set(taken, { row, line });
	};
	begin(-1);
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
				if (empty) begin(chunkAt + at);
				empty = false;
				continue;
			}
			line++;
			if (quoted) continue;
			// A blank line is no record, unless records have a single field.
			if (!empty) {
				row++;
				if (!isRejected) taken++;
			}
			empty = true;
			if (taken > last) return places;
		}
		chunkAt += chunk.length;
	}
	return places;
}

/** The text as the engine reads it, so that bytes count alike. */
async function* utf8Of(file: DataFile, encoding: string): AsyncGenerator<Buffer> {
	if (encoding === 'utf-8') {
		yield* bytesOf(file);
		return;
	}
	const mark = encoding.startsWith('utf-16') ? await headOf(file, 2) : Buffer.alloc(0);
	const decoder = new TextDecoder(mark.length > 1 && mark.readUInt16BE(0) === 0xfeff ? 'utf-16be' : encoding);
	for await (const chunk of bytesOf(file)) yield Buffer.from(decoder.decode(chunk, { stream: true }));
	yield Buffer.from(decoder.decode());
}
