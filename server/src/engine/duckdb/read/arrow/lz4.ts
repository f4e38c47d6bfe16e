/**
 * Decompresses one LZ4 frame, the usual compression of Arrow and Feather files. Checksums are not verified.
 * Source: LZ4 frame format 1.6.4 and block format.
 *
 * @throws Error for bytes that are no such frame
 */
export function decodeLz4Frame(bytes: Uint8Array): Uint8Array {
	const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (input.length < 7 || input.readUInt32LE(0) !== 0x184d2204) throw new Error('no LZ4 frame');
	const flags = input.readUInt8(4);
	const largestBlock = 1 << (8 + 2 * ((input.readUInt8(5) >> 4) & 7));
	let at = 6 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0) + 1;
	const output = new Growing((flags & 8) !== 0 ? Number(input.readBigUInt64LE(6)) : input.length * 3);
	for (;;) {
		const header = input.readUInt32LE(at);
		at += 4;
		if (header === 0) return output.bytes();
		const size = header & 0x7fffffff;
		if (size > largestBlock || at + size > input.length) throw new Error('an LZ4 block is longer than it may be');
		const block = input.subarray(at, at + size);
		if (header >>> 31 === 1) output.append(block);
		else decodeBlock(block, output);
		at += size + ((flags & 16) !== 0 ? 4 : 0);
	}
}

function decodeBlock(block: Buffer, output: Growing): void {
	let at = 0;
	const length = (nibble: number): number => {
		let total = nibble;
		for (let more = nibble === 15; more; ) {
			const byte = block.readUInt8(at++);
			total += byte;
			more = byte === 255;
		}
		return total;
	};
	while (at < block.length) {
		const token = block.readUInt8(at++);
		const literals = length(token >> 4);
		if (at + literals > block.length) throw new Error('an LZ4 block ends too early');
		output.append(block.subarray(at, at + literals));
		at += literals;
		if (at >= block.length) return;
		const offset = block.readUInt16LE(at);
		at += 2;
		output.repeat(offset, length(token & 15) + 4);
	}
}

/** Bytes that grow, up to what one Arrow buffer may sensibly hold. */
class Growing {
	#buffer: Buffer;
	#used = 0;

	constructor(expected: number) {
		this.#buffer = Buffer.allocUnsafe(Math.min(Math.max(expected, 1024), mostBytes));
	}

	append(bytes: Buffer): void {
		this.#reserve(bytes.length);
		this.#used += bytes.copy(this.#buffer, this.#used);
	}

	repeat(offset: number, length: number): void {
		if (offset === 0 || offset > this.#used) throw new Error('an LZ4 match begins before its data');
		this.#reserve(length);
		for (let left = length; left > 0; ) {
			const size = Math.min(left, offset);
			this.#buffer.copyWithin(this.#used, this.#used - offset, this.#used - offset + size);
			this.#used += size;
			left -= size;
		}
	}

	bytes(): Uint8Array {
		return this.#buffer.subarray(0, this.#used);
	}

	#reserve(more: number): void {
		const wanted = this.#used + more;
		if (wanted > mostBytes) throw new Error('an LZ4 frame holds more than 1 GiB');
		if (wanted <= this.#buffer.length) return;
		const larger = Buffer.allocUnsafe(Math.min(mostBytes, Math.max(wanted, this.#buffer.length * 2)));
		this.#buffer.copy(larger, 0, 0, this.#used);
		this.#buffer = larger;
	}
}

const mostBytes = 2 ** 30;
