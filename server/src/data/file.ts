import { access, constants, realpath, stat } from 'node:fs/promises';
import type { EngineProblem } from '../engine/engine.ts';
import type { DataFile } from '../engine/relation.ts';

export type FileAnswer =
	| { readonly ok: true; readonly file: DataFile }
	| { readonly ok: false; readonly kind: EngineProblem['kind']; readonly message: string };

/**
 * A file that may be opened: its real path, which must be a regular file that we may read. Looks at names and sizes
 * only, so that a pipe or a device is never opened. Compression is not known yet.
 */
export async function regularFile(path: string, display: string): Promise<FileAnswer> {
	try {
		const real = await realpath(path);
		const stats = await stat(real);
		if (!stats.isFile()) return { ok: false, kind: 'refused', message: `${display} is ${kindOf(stats)}, not a regular file` };
		await access(real, constants.R_OK);
		return { ok: true, file: { path: real, display, bytes: stats.size, modifiedMs: stats.mtimeMs, compression: 'none' } };
	} catch (error) {
		return { ok: false, kind: 'unreadable', message: unreadable(display, error) };
	}
}

/** One sentence of what the operating system said of a path. */
export function unreadable(display: string, error: unknown): string {
	switch (codeOf(error)) {
		case 'ENOENT':
			return `${display} does not exist`;
		case 'ENOTDIR':
			return `${display} does not exist: a part of its path is no folder`;
		case 'ELOOP':
			return `${display} is a symbolic link that leads back to itself`;
		case 'EACCES':
		case 'EPERM':
			return `${display} may not be read: permission denied`;
		case 'ENAMETOOLONG':
			return `${display.slice(0, 100)}… is longer than a file name may be`;
		default:
			return `${display} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
	}
}

export function codeOf(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}

function kindOf(stats: Awaited<ReturnType<typeof stat>>): string {
	if (stats.isDirectory()) return 'a folder';
	if (stats.isFIFO()) return 'a named pipe';
	if (stats.isSocket()) return 'a socket';
	return stats.isCharacterDevice() || stats.isBlockDevice() ? 'a device' : 'something else';
}
