import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { EngineError } from '../../engine.ts';
import type { DataFile } from '../../relation.ts';

/** The bytes of a file, decompressed. Rejects (on reading) with `EngineError` where the file is damaged. */
export async function* bytesOf(file: DataFile, most?: number): AsyncGenerator<Buffer> {
	const source = createReadStream(file.path, {
		highWaterMark: chunkBytes,
		...(most !== undefined && file.compression === 'none' && { end: most - 1 }),
	});
	const stream = decompressed(file, source);
	let left = most ?? Number.POSITIVE_INFINITY;
	try {
		for await (const chunk of stream) {
			if (!Buffer.isBuffer(chunk)) continue;
			yield chunk.length > left ? chunk.subarray(0, left) : chunk;
			left -= chunk.length;
			if (left <= 0) return;
		}
	} catch (error) {
		throw damaged(file, error);
	} finally {
		source.destroy();
		stream.destroy();
	}
}

/** The first bytes of a file, decompressed; fewer where it is shorter. */
export async function headOf(file: DataFile, bytes: number): Promise<Buffer> {
	if (file.compression === 'none') {
		const handle = await open(file.path, 'r');
		try {
			const buffer = Buffer.alloc(Math.min(bytes, file.bytes));
			const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
			return buffer.subarray(0, bytesRead);
		} finally {
			await handle.close();
		}
	}
	const chunks: Buffer[] = [];
	for await (const chunk of bytesOf(file, bytes)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

const chunkBytes = 1 << 20;

function decompressed(file: DataFile, source: Readable): Readable {
	if (file.compression === 'none') return source;
	const { createGunzip, createZstdDecompress } = process.getBuiltinModule('node:zlib');
	if (file.compression === 'zstd' && typeof createZstdDecompress !== 'function') {
		const message = `${file.display} is Zstandard data, which needs Node 22.15 or newer (this is ${process.version}); update Node or store it as gzip`;
		throw new EngineError({ kind: 'unsupported', message, file: file.display });
	}
	const options = { chunkSize: chunkBytes };
	const inflate = file.compression === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
	source.on('error', (error) => inflate.destroy(error));
	return source.pipe(inflate);
}

/** What Node says of a damaged stream, in our words. */
export function damaged(file: DataFile, error: unknown): EngineError {
	if (error instanceof EngineError) return error;
	const text = error instanceof Error ? error.message : String(error);
	const kind = file.compression === 'none' ? 'unreadable' : 'invalid-data';
	const name = file.compression === 'gzip' ? 'gzip' : 'Zstandard';
	const message =
		file.compression === 'none'
			? `${file.display} cannot be read: ${text}`
			: /unexpected end|incomplete/i.test(text)
				? `${file.display} is truncated: its ${name} data ends too early; fetch or write it again`
				: `${file.display} is damaged: its ${name} data does not decompress (${text}); fetch or write it again`;
	return new EngineError({ kind, message, file: file.display });
}
