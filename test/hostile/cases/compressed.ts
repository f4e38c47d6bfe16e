import { Buffer } from 'node:buffer';
import * as zlib from 'node:zlib';
import { type HostileCase, header, rows } from '../case.ts';

const { constants, gzipSync, zstdCompressSync } = zlib;
const text = header + rows(1, 20_000);
const gz = gzipSync(text);
const zstd = () => zstdCompressSync(Buffer.from(text), { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
const noZstd = () => (typeof zstdCompressSync === 'function' ? undefined : `Node ${process.version} has no Zstandard`);
const flipped = (bytes: Buffer, at: number) => {
	const copy = Buffer.from(bytes);
	copy[at] = (copy[at] ?? 0) ^ 0xff;
	return copy;
};
const server = { path: 'data.csv.gz', format: 'csv' };
const file = (content: Uint8Array) => ({ 'data.csv.gz': content });

export const compressedCases: readonly HostileCase[] = [
	{ name: 'gzip', files: file(gz), server, expect: { rows: 20_000 } },
	{
		name: 'gzip cut in half',
		files: file(gz.subarray(0, gz.length >> 1)),
		server,
		expect: { problem: 'invalid-data', says: /data\.csv\.gz is truncated/ },
	},
	{
		name: 'gzip cut at a line end',
		files: file(gz.subarray(0, gz.length - 8)),
		server,
		expect: { problem: 'invalid-data', says: /truncated/ },
	},
	{
		name: 'gzip with a wrong checksum',
		files: file(flipped(gz, gz.length - 6)),
		server,
		expect: { problem: 'invalid-data', says: /damaged/ },
	},
	{
		name: 'gzip with a wrong length',
		files: file(flipped(gz, gz.length - 2)),
		server,
		expect: { problem: 'invalid-data', says: /damaged/ },
	},
	{
		name: 'gzip with a flipped bit',
		files: file(flipped(gz, gz.length >> 1)),
		server,
		expect: { problem: 'invalid-data', says: /damaged|truncated/ },
	},
	{
		name: 'gzip of several members',
		files: file(Buffer.concat([gzipSync(header), gzipSync(rows(1, 5)), gzipSync(rows(6, 9))])),
		server,
		expect: { rows: 9 },
	},
	{
		name: 'gzip of several members, the last one cut',
		files: file(Buffer.concat([gz, gzipSync(rows(1, 500)).subarray(0, 40)])),
		server,
		expect: { problem: 'invalid-data', says: /truncated/ },
	},
	{
		name: 'gzip with garbage behind it',
		files: file(Buffer.concat([gz, Buffer.from('garbage garbage garbage')])),
		server,
		expect: { problem: 'invalid-data', says: /damaged/ },
	},
	{ name: 'gzip of nothing', files: file(gzipSync('')), server, expect: { problem: 'invalid-data', says: /empty/ } },
	{
		name: 'text that is called gzip',
		files: file(Buffer.from(text)),
		server,
		expect: { problem: 'invalid-data', says: /is not gzip data, though its name ends in \.gz/ },
	},
	{ name: 'an empty file that is called gzip', files: file(Buffer.alloc(0)), server, expect: { problem: 'invalid-data', says: /empty/ } },
	{ name: 'gzip that is not called so', files: { 'data.csv': gz }, server: { ...server, path: 'data.csv' }, expect: { rows: 20_000 } },
	{
		name: 'a bad cell below a gzip',
		files: file(gzipSync(`${header}1,"a\nb",1,2024-01-31\n2,b,x,2024-01-31\n`)),
		server,
		expect: { rows: 2, misfits: { amount: 1 }, misfitLine: 4 },
	},
	{ name: 'Zstandard', ...zstdFile(zstd), skip: noZstd, expect: { rows: 20_000 } },
	{
		name: 'Zstandard cut in half',
		...zstdFile(() => zstd().subarray(0, zstd().length >> 1)),
		skip: noZstd,
		expect: { problem: 'invalid-data', says: /truncated/ },
	},
	{
		name: 'Zstandard cut by a byte',
		...zstdFile(() => zstd().subarray(0, -1)),
		skip: noZstd,
		expect: { problem: 'invalid-data', says: /truncated/ },
	},
	{
		name: 'Zstandard with a flipped bit',
		...zstdFile(() => flipped(zstd(), zstd().length >> 1)),
		skip: noZstd,
		expect: { problem: 'invalid-data', says: /damaged|truncated/ },
	},
	{
		name: 'Zstandard of two frames',
		...zstdFile(() => Buffer.concat([zstdCompressSync(Buffer.from(header)), zstdCompressSync(Buffer.from(rows(1, 3)))])),
		skip: noZstd,
		expect: { rows: 3 },
	},
	{
		name: 'Zstandard with garbage behind it',
		...zstdFile(() => Buffer.concat([zstd(), Buffer.from('garbage')])),
		skip: noZstd,
		expect: { problem: 'invalid-data', says: /damaged/ },
	},
	{
		name: 'a small bomb',
		files: file(gzipSync(Buffer.concat([Buffer.from(header), Buffer.alloc(200_000_000, 'x')]))),
		server,
		expect: { problem: 'invalid-data', says: /a line of many megabytes/ },
	},
];

function zstdFile(content: () => Uint8Array): Pick<HostileCase, 'files' | 'server'> {
	return { files: { 'data.csv.zst': noZstd() === undefined ? content() : '' }, server: { path: 'data.csv.zst', format: 'csv' } };
}
