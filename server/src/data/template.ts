import { escapeGlob } from './glob.ts';

const placeholder = /\{(?:object|model|table|schema|name)\}/gi;

/** True where a path names no file of its own but one per object. */
export function hasTemplate(path: string): boolean {
	return path.search(placeholder) >= 0;
}

/** The path with `{object}`, `{model}`, `{table}` or `{schema}` replaced by a name, which stands for itself in a pattern. */
export function fillTemplate(path: string, name: string): string {
	const filled = path.replace(placeholder, () => name);
	// Only a path that is a pattern without the name needs the name's own signs quoted.
	return /[*?[]/.test(path) ? path.replace(placeholder, () => escapeGlob(name)) : filled;
}
