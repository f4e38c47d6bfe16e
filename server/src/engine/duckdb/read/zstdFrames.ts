import { open } from 'node:fs/promises';
import { EngineError } from '../../engine.ts';
import type { DataFile } from '../../relation.ts';
import { damaged } from './bytes.ts';

/**
 * Walks Zstandard data from block to block, which reads only their headers, to see that none is missing.
 * Source: RFC 8878, sections 3.1.1 and 3.1.2.
 *
 * @throws EngineError (`invalid-data`) where it ends too early or is none
 */
export async function walkZstdFrames(file: DataFile): Promise<void> {
	const handle = await open(file.path, 'r');
	const buffer = Buffer.alloc(18);
	const truncated = () => damaged(file, new Error('unexpected end of file'));
	const read = async (at: number, length: number): Promise<Buffer> => {
		const { bytesRead } = await handle.read(buffer, 0, length, at);
		if (bytesRead < length) throw truncated();
		return buffer;
	};
	try {
		let at = 0;
		while (at < file.bytes) {
			const magic = (await read(at, 4)).readUInt32LE(0);
			if (magic >>> 4 === 0x184d2a5) {
				at += 8 + (await read(at + 4, 4)).readUInt32LE(0);
				continue;
			}
			if (magic !== 0xfd2fb528) {
				const message = `${file.display} is damaged: byte ${(at + 1).toLocaleString('en-US')} begins no Zstandard frame`;
				throw new EngineError({ kind: 'invalid-data', message, file: file.display });
			}
			const descriptor = (await read(at + 4, 1)).readUInt8(0);
			const single = (descriptor & 0x20) !== 0;
			const sizeBytes = [single ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
			at += 5 + (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0) + sizeBytes;
			for (let last = false; !last; ) {
				const header = (await read(at, 3)).readUIntLE(0, 3);
				last = (header & 1) === 1;
				const kind = (header >> 1) & 3;
				if (kind === 3) throw damaged(file, new Error('a block of no known kind'));
				at += 3 + (kind === 1 ? 1 : header >> 3);
			}
			if ((descriptor & 4) !== 0) at += 4;
		}
		if (at > file.bytes) throw truncated();
	} finally {
		await handle.close();
	}
}
