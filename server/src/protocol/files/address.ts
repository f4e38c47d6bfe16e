import { fileURLToPath, pathToFileURL } from 'node:url';
import { decoded } from './decoded.ts';

/** The path of a `file:` address; undefined for any other. Clients write one path in several ways (`%3A`, `%20`). */
export function pathOf(uri: string): string | undefined {
	if (!/^file:/i.test(uri)) return undefined;
	try {
		const path = fileURLToPath(uri);
		return /^[a-z]:/.test(path) ? path.charAt(0).toUpperCase() + path.slice(1) : path;
	} catch {
		return undefined;
	}
}

export function addressOfPath(path: string): string {
	return pathToFileURL(path).href;
}

/** What files are kept under: one for all ways to write an address. */
export function keyOf(uri: string): string {
	return pathOf(uri) ?? decoded(uri);
}
