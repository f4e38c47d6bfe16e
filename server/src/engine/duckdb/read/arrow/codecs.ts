import { zstdDecompressSync } from 'node:zlib';
import { CompressionType, compressionRegistry } from 'apache-arrow';
import { decodeLz4Frame } from './lz4.ts';

/** Lets Arrow read compressed buffers: LZ4 always, Zstandard where Node has it (22.15 and newer). */
export function registerCodecs(): void {
	compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decodeLz4Frame });
	if (typeof zstdDecompressSync === 'function')
		compressionRegistry.set(CompressionType.ZSTD, { decode: (data) => zstdDecompressSync(data) });
}
