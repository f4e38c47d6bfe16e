/** Calls listeners in the order they came, until each is disposed of. */
export class Event<T> {
	readonly #listeners = new Set<(value: T) => void>();

	on(listener: (value: T) => void): { dispose(): void } {
		this.#listeners.add(listener);
		return { dispose: () => this.#listeners.delete(listener) };
	}

	fire(value: T): void {
		for (const listener of [...this.#listeners]) listener(value);
	}
}
