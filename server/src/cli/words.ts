import type { ContractFile } from '../workspace/gather.ts';

/** A path as a shell takes it. */
export function quoted(path: string): string {
	return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** Texts at hand by absolute path, so that contracts that refer to each other are not read twice. */
export function textsByPath(files: readonly ContractFile[]): ReadonlyMap<string, string> {
	return new Map(files.flatMap(({ path, text }) => (path === undefined ? [] : [[path, text] as const])));
}
