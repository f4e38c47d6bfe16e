import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A path as it is shown and written into reports: relative to `cwd` where it lies inside, `/` between folders. */
export function shownPath(path: string, cwd: string): string {
	const inside = relative(cwd, resolve(cwd, path));
	const shown = inside === '' ? '.' : inside.startsWith('..') || isAbsolute(inside) ? path : inside;
	return sep === '\\' ? shown.replaceAll('\\', '/') : shown;
}
