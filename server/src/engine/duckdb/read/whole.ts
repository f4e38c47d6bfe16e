import { open } from 'node:fs/promises';
import { EngineError } from '../../engine.ts';
import type { DataFile } from '../../relation.ts';
import { bytesOf } from './bytes.ts';
import { walkZstdFrames } from './zstdFrames.ts';

/**
 * Makes sure of what DuckDB does not see, before it reads text:
 *
 * - compressed files are whole. DuckDB reads what there is of a truncated one, with no error. They are decompressed once
 *   more (gzip: some 300 MB/s of text), all checksums and lengths; where Node has no Zstandard, its blocks are counted
 * - no line is longer than DuckDB's buffer. It loses such a line, and says nothing. Of a plain file 64 KiB in every 16 MiB
 *   are looked at, since such a line has to fill one of them
 *
 * A file that was found good is not looked at again while it does not change.
 *
 * @throws EngineError (`invalid-data`) that names the file
 */
export async function ensureWhole(files: readonly DataFile[]): Promise<void> {
	for (const file of files) {
		const key = `${file.path}\0${file.bytes}\0${file.modifiedMs}`;
		if (file.bytes === 0 || known.has(key)) continue;
		if (file.compression === 'none') await ensureShortLines(file);
		else if (file.compression === 'zstd' && typeof process.getBuiltinModule('node:zlib').createZstdDecompress !== 'function')
			await walkZstdFrames(file);
		else await decompress(file);
		if (known.size > 10_000) known.clear();
		known.add(key);
	}
}

const known = new Set<string>();

/** DuckDB's buffer is sixteen lines of the greatest length it takes. */
const bufferBytes = 32_000_000;
const strideBytes = 16_000_000;
const lookBytes = 1 << 16;

async function decompress(file: DataFile): Promise<void> {
	let sinceEnd = 0;
	for await (const chunk of bytesOf(file)) {
		const first = lineEndIn(chunk);
		if (sinceEnd + (first < 0 ? chunk.length : first) > bufferBytes) throw longLine(file);
		sinceEnd = first < 0 ? sinceEnd + chunk.length : chunk.length - 1 - Math.max(chunk.lastIndexOf(10), chunk.lastIndexOf(13));
	}
}

async function ensureShortLines(file: DataFile): Promise<void> {
	if (file.bytes <= bufferBytes) return;
	const handle = await open(file.path, 'r');
	try {
		const buffer = Buffer.alloc(1 << 20);
		const hasEnd = async (at: number, length: number) => {
			const { bytesRead } = await handle.read(buffer, 0, length, at);
			return lineEndIn(buffer.subarray(0, bytesRead)) >= 0;
		};
		for (let at = strideBytes; at < file.bytes; at += strideBytes) {
			if (await hasEnd(at, lookBytes)) continue;
			let end = at + lookBytes;
			while (end < file.bytes && end - at < strideBytes && !(await hasEnd(end, buffer.length))) end += buffer.length;
			// A stretch as long as the stride without a line end: only a line near the limit can hold it.
			if (end - at >= strideBytes) throw longLine(file);
		}
	} finally {
		await handle.close();
	}
}

function lineEndIn(bytes: Buffer): number {
	const feed = bytes.indexOf(10);
	return feed >= 0 ? feed : bytes.indexOf(13);
}

function longLine(file: DataFile): EngineError {
	return new EngineError({
		kind: 'invalid-data',
		message: `${file.display} has a line of many megabytes, which is not read; is it a text of lines at all?`,
		file: file.display,
	});
}
