/** Clients write one address in several ways (`%3A`, `%20`): this is one way for all of them. */
export function decoded(uri: string): string {
	try {
		return decodeURIComponent(uri);
	} catch {
		return uri;
	}
}
