import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { nearest } from '../spec/rules/nearest.ts';
import { unreadable } from './file.ts';
import { endingsOf, type FileFormat } from './format.ts';
import { glob, isGlob } from './glob.ts';

/** Files found for a path, before any of them is looked at. */
export type Located =
	| { readonly ok: true; readonly paths: readonly FoundPath[]; readonly bound?: string }
	| { readonly ok: false; readonly missing: boolean; readonly message: string };

export interface FoundPath {
	readonly path: string;
	/** As the user would write it. */
	readonly display: string;
}

/**
 * Files of a path: the file of that very name if there is one (whatever signs its name holds), the files of a format in
 * a folder and below, or the matches of a pattern. What a search found must stay below its `bound` (a folder) or the
 * contract's folder once symbolic links are followed.
 *
 * @param text   path as written, variables and templates filled; relative to `folder`
 * @param format what to look for in a folder; undefined takes every file
 */
export async function locate(text: string, folder: string, format: FileFormat | undefined): Promise<Located> {
	const path = resolve(folder, text);
	const stats = await stat(path).catch((error: unknown) => error);
	if (stats instanceof Error || typeof stats !== 'object' || stats === null || !('isDirectory' in stats)) {
		return isGlob(text) ? search(text, folder, format) : { ok: false, missing: true, message: await missing(text, path, stats) };
	}
	const isFolder = typeof stats.isDirectory === 'function' && stats.isDirectory() === true;
	return isFolder ? inFolder(path, text, format) : { ok: true, paths: [{ path, display: text }] };
}

/** Files of a format in a folder and below; names that start with a dot or an underscore are a writer's own. */
export async function inFolder(path: string, display: string, format: FileFormat | undefined): Promise<Located> {
	const found = await glob(path, '**/*');
	if (!found.ok) return { ok: false, missing: false, message: `${display} cannot be searched: ${found.reason}` };
	const endings = format && endingsOf(format);
	const paths: FoundPath[] = [];
	for (const each of found.paths) {
		const below = relative(path, each);
		if (below.split(sep).some((part) => /^[._]/.test(part))) continue;
		const fits = endings ? endings.some((ending) => each.toLowerCase().endsWith(ending)) : true;
		if (fits && !(await isFolder(each))) paths.push({ path: each, display: join(display, below) });
	}
	if (paths.length > 0) return { ok: true, paths, bound: path };
	const what = format ? `file that ends in ${format.extensions.join(' or ')}` : 'file';
	return { ok: false, missing: true, message: `The folder ${display} holds no ${what}` };
}

async function search(text: string, folder: string, format: FileFormat | undefined): Promise<Located> {
	const pattern = process.platform === 'win32' ? text.replaceAll('\\', '/') : text;
	const parts = pattern.split('/');
	const first = parts.findIndex(isGlob);
	const prefix = parts.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '');
	const root = resolve(folder, prefix);
	const found = await glob(root, parts.slice(first).join('/'));
	if (!found.ok) return { ok: false, missing: false, message: `The path ${text} is too wide: ${found.reason}` };
	const paths: FoundPath[] = [];
	for (const path of found.paths) {
		const display = join(prefix, relative(root, path));
		if (!(await isFolder(path))) {
			paths.push({ path, display });
			continue;
		}
		const inside = await inFolder(path, display, format);
		if (inside.ok) paths.push(...inside.paths);
	}
	if (paths.length > 0) return { ok: true, paths, bound: root };
	return { ok: false, missing: true, message: `The path ${text} matches no file` };
}

async function isFolder(path: string): Promise<boolean> {
	return stat(path).then(
		(stats) => stats.isDirectory(),
		() => false,
	);
}

async function missing(text: string, path: string, error: unknown): Promise<string> {
	const message = unreadable(text, error);
	const names = await readdir(dirname(path)).catch((): string[] => []);
	const near = nearest(path.slice(dirname(path).length + 1), names.slice(0, 10_000));
	return near === undefined ? message : `${message}; did you mean ${join(dirname(text), near)}?`;
}
