import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What a pattern matched: paths in code-unit order, or why the search was given up. */
export type GlobResult = { readonly ok: true; readonly paths: readonly string[] } | { readonly ok: false; readonly reason: string };

export interface GlobLimits {
	readonly files: number;
	readonly visited: number;
	readonly depth: number;
}

export const globLimits: GlobLimits = { files: 100_000, visited: 1_000_000, depth: 64 };

export function isGlob(path: string): boolean {
	return /[*?[{]/.test(path);
}

/** The path with every sign that a glob would take for its own quoted. */
export function escapeGlob(text: string): string {
	return text.replace(/[*?[{]/g, '[$&]');
}

/**
 * Finds files and folders by a pattern of `*`, `?`, `[abc]`, `[!a-z]`, `{a,b}` and `**` (any number of folders), parts
 * separated by `/`. A `*` at the start of a part does not match a leading dot. `**` does not enter symbolic links, so a
 * cycle of them cannot hold it.
 *
 * @param root    absolute folder where the pattern starts
 * @param pattern relative to `root`
 */
export async function glob(root: string, pattern: string, limits: GlobLimits = globLimits): Promise<GlobResult> {
	const found = new Set<string>();
	let visited = 0;

	const walk = async (folder: string, parts: readonly string[], depth: number): Promise<void> => {
		const [part, ...rest] = parts;
		if (part === undefined) return;
		if (!isGlob(part)) {
			const next = join(folder, part);
			if (rest.length > 0) await walk(next, rest, depth + 1);
			else if (await exists(folder, part)) add(next);
			return;
		}
		const deep = part === '**';
		const matches = deep ? undefined : matcher(part);
		if (deep) await walk(folder, rest.length > 0 ? rest : ['*'], depth);
		for (const entry of await entriesOf(folder)) {
			visited++;
			if (visited > limits.visited) throw new GivenUp(`it looks through more than ${limits.visited.toLocaleString('en-US')} entries`);
			const next = join(folder, entry.name);
			if (deep) {
				if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
				if (depth >= limits.depth) throw new GivenUp(`its folders are more than ${limits.depth} deep`);
				await walk(next, parts, depth + 1);
			} else if (matches?.test(entry.name) === true) {
				if (rest.length === 0) add(next);
				else if (entry.isDirectory() || entry.isSymbolicLink()) await walk(next, rest, depth + 1);
			}
		}
	};
	const add = (path: string) => {
		found.add(path);
		if (found.size > limits.files) throw new GivenUp(`it matches more than ${limits.files.toLocaleString('en-US')} files`);
	};

	try {
		await walk(
			root,
			pattern.split('/').filter((part) => part !== '' && part !== '.'),
			0,
		);
	} catch (error) {
		if (error instanceof GivenUp) return { ok: false, reason: error.message };
		throw error;
	}
	return { ok: true, paths: [...found].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) };
}

class GivenUp extends Error {}

async function entriesOf(folder: string) {
	return readdir(folder, { withFileTypes: true }).catch(() => []);
}

async function exists(folder: string, name: string): Promise<boolean> {
	if (name === '..') return true;
	return (await entriesOf(folder)).some((entry) => entry.name === name);
}

function matcher(part: string): RegExp {
	const visible = /^[*?[]/.test(part) ? '(?!\\.)' : '';
	return new RegExp(`^${visible}${source(part)}$`, 'su');
}

function source(part: string): string {
	let out = '';
	for (let at = 0; at < part.length; at++) {
		const sign = part.charAt(at);
		const close = sign === '[' ? part.indexOf(']', at + 2) : sign === '{' ? part.indexOf('}', at) : -1;
		if (sign === '*') out += '.*';
		else if (sign === '?') out += '.';
		else if (sign === '[' && close > 0) {
			const inside = part.slice(at + 1, close);
			const negated = inside.startsWith('!') || inside.startsWith('^');
			out += `[${negated ? '^' : ''}${(negated ? inside.slice(1) : inside).replace(/[\\\]^[&~|]/g, '\\$&')}]`;
			at = close;
		} else if (sign === '{' && close > 0) {
			out += `(?:${part
				.slice(at + 1, close)
				.split(',')
				.map(source)
				.join('|')})`;
			at = close;
		} else out += sign.replace(/[\\^$.*+?()[\]{}|/-]/g, (meta) => (meta === '-' ? '-' : `\\${meta}`));
	}
	return out;
}
