import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** A text file as it was found: what is needed to read it, and to write it back as it was. */
export type TextFile =
	| { readonly ok: true; readonly text: string; readonly encoding: 'utf-8' | 'utf-16le'; readonly bom: boolean }
	| { readonly ok: false; readonly reason: string; readonly mend: string };

/** Larger texts are no contracts; reading one would only take memory. */
export const largestText = 64 * 1024 * 1024;

/** The text without its byte order mark. Opens regular files only: a FIFO or a device would hang. Never throws. */
export function readText(path: string): TextFile {
	try {
		const stat = statSync(path);
		if (!stat.isFile()) {
			return { ok: false, reason: stat.isDirectory() ? 'it is a folder' : 'it is no regular file', mend: 'Name a YAML file.' };
		}
		if (stat.size > largestText) {
			return {
				ok: false,
				reason: `it has ${Math.round(stat.size / 1024 / 1024)} MiB, more than any contract`,
				mend: 'Name the contract, not its data.',
			};
		}
		return decode(readFileSync(path));
	} catch (error) {
		return { ok: false, ...reasonOf(error) };
	}
}

/** @param bytes of a whole file or of standard input */
export function decode(bytes: Buffer): TextFile {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) {
		return { ok: true, text: bytes.subarray(2).toString('utf16le'), encoding: 'utf-16le', bom: true };
	}
	if (!isUtf8(bytes)) {
		return { ok: false, reason: 'it is not UTF-8', mend: 'Save it as UTF-8.' };
	}
	const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	return { ok: true, text: bytes.toString('utf8', bom ? 3 : 0), encoding: 'utf-8', bom };
}

/** What the operating system said, in words, and what to do about it. */
export function reasonOf(error: unknown): { reason: string; mend: string } {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const known = reasons[code];
	if (known !== undefined) {
		return { reason: known[0], mend: known[1] };
	}
	return { reason: error instanceof Error ? error.message : String(error), mend: 'Look at the path and try again.' };
}

const reasons: Readonly<Record<string, readonly [string, string]>> = {
	ENOENT: ['there is no such file or folder', 'Look at the spelling; paths are relative to the folder the command runs in.'],
	EACCES: ['permission denied', 'Let this user read it.'],
	EPERM: ['permission denied', 'Let this user read it.'],
	ELOOP: ['its symbolic links go in a circle', 'Mend the link.'],
	ENOTDIR: ['a part of its path is a file, not a folder', 'Look at the spelling.'],
	ENAMETOOLONG: ['its name is too long', 'Look at the spelling.'],
	EMFILE: ['too many files are open', 'Raise the limit (ulimit -n).'],
	EIO: ['the disk could not be read', 'Look at the disk.'],
};
