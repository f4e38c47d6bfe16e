/** ` (line 2, column 5)`, one-based, of a byte in the text; nothing where the byte is not in it. */
export function placeIn(text: string, offset: number): string {
	const bytes = new TextEncoder().encode(text);
	if (!(offset >= 0 && offset <= bytes.length)) return '';
	const before = new TextDecoder().decode(bytes.subarray(0, offset)).split('\n');
	return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}
