import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** More entries than this under one folder are somebody's data lake, not a workspace. */
export const mostEntries = 500_000;

export interface Walk {
	/** Paths of files, sorted, folders in depth. */
	readonly files: readonly string[];
	readonly unreadable: readonly { readonly folder: string; readonly error: unknown }[];
	/** True where it stopped at `mostEntries`. */
	readonly cut: boolean;
}

/**
 * Files under a folder for which `wanted` says yes by their path. Does not go into hidden folders, `node_modules`, or
 * through symbolic links to folders (so no circle holds it); a link to a file is a file.
 */
export function walk(folder: string, wanted: (path: string) => boolean): Walk {
	const files: string[] = [];
	const unreadable: { folder: string; error: unknown }[] = [];
	const open = [folder];
	let entries = 0;
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		try {
			for (const entry of readdirSync(next, { withFileTypes: true })) {
				entries++;
				const path = next === '.' ? entry.name : join(next, entry.name);
				if (entry.isDirectory()) {
					if (!entry.name.startsWith('.') && entry.name !== 'node_modules') {
						open.push(path);
					}
				} else if ((entry.isFile() || entry.isSymbolicLink()) && wanted(path)) {
					files.push(path);
				}
			}
		} catch (error) {
			unreadable.push({ folder: next, error });
		}
		if (entries > mostEntries) {
			return { files: files.sort(), unreadable, cut: true };
		}
	}
	return { files: files.sort(), unreadable, cut: false };
}
