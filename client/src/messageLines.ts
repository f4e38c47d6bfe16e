import type { Uri } from 'vscode';

/**
 * Lines at whose end the editor shows a message of the last test run. A hint there would say the same, and the editor
 * writes the two over each other.
 */
export class MessageLines {
	readonly #lines = new Map<string, Set<number>>();

	add(uri: Uri, line: number): void {
		const key = uri.toString();
		this.#lines.set(key, (this.#lines.get(key) ?? new Set()).add(line));
	}

	has(uri: Uri, line: number): boolean {
		return this.#lines.get(uri.toString())?.has(line) ?? false;
	}

	clear(uri?: Uri): void {
		if (uri === undefined) this.#lines.clear();
		else this.#lines.delete(uri.toString());
	}
}
