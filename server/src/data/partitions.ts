/** Names of the `key=value` folders that every one of these paths has: they are columns of its rows. */
export function partitionKeys(paths: readonly string[]): string[] {
	const [first, ...others] = paths.map(keysOf);
	return [...(first ?? [])].filter((key) => others.every((keys) => keys.has(key)));
}

function keysOf(path: string): Set<string> {
	const folders = path.split(/[/\\]/).slice(0, -1);
	return new Set(folders.flatMap((folder) => /^([^=]+)=/.exec(folder)?.[1] ?? []));
}
