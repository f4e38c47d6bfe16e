/** A text that two expressions or aggregates share only where they are the same. */
export function keyOf(value: object): string {
	return JSON.stringify(value, (_, part: unknown) => {
		if (typeof part === 'bigint') return `${part}n`;
		return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part;
	});
}
