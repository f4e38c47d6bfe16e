/**
 * Several contracts may stand in one file. What belongs to its first goes by its own name or id, what belongs to the second
 * by the same with `2/` before it, and so on: ids of checks, names of objects.
 *
 * @param index of the contract in its file, from 0
 */
export function inFile(id: string, index: number): string {
	return index === 0 ? id : `${index + 1}/${id}`;
}

/** The id as its contract alone would have it; one of another contract stays as it is. */
export function withoutFile(id: string, index: number): string {
	const prefix = `${index + 1}/`;
	return index > 0 && id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

/** Index of the contract that an id of a check belongs to, from 0. */
export function contractOf(id: string): number {
	const written = /^(\d+)\//.exec(id)?.[1];
	return written === undefined ? 0 : Number(written) - 1;
}
