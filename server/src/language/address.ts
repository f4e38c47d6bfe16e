/**
 * A file's address with everything percent-encoded that must be, whether it stems from a client, from words of a
 * contract, or is a path.
 */
export function addressOf(file: string): string {
	const address = /^[a-z][a-z0-9+.-]+:/i.test(file) ? file : `file://${absolute(file.replaceAll('\\', '/'))}`;
	try {
		return new URL(address).href;
	} catch {
		return address;
	}
}

/** `C:/data` has no slash before it yet. A path may hold what means something in an address. */
function absolute(path: string): string {
	const encoded = path.replaceAll('%', '%25').replaceAll('#', '%23').replaceAll('?', '%3F');
	return encoded.startsWith('/') ? encoded : `/${encoded}`;
}
