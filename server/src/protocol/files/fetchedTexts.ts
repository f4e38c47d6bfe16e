/**
 * Texts of files that are not open, where only the client can read them. Answers at once with what is known; what is
 * not is asked for, and `onArrival` is called when it has come.
 */
export class FetchedTexts {
	readonly #texts = new Map<string, string | undefined>();
	readonly #asked = new Map<string, Promise<void>>();
	readonly #awaited = new Set<Promise<void>>();
	readonly #options: FetchedTextsOptions;

	constructor(options: FetchedTextsOptions) {
		this.#options = options;
	}

	/** Undefined where there is no such file, and where it is not known yet: `arrival` is when it will be. */
	read(uri: string): string | undefined {
		const key = this.#options.keyOf(uri);
		if (!this.#texts.has(key)) this.#awaited.add(this.#ask(uri));
		return this.#texts.get(key);
	}

	/** What is known, without asking for it. */
	peek(uri: string): string | undefined {
		return this.#texts.get(this.#options.keyOf(uri));
	}

	/** Asks for what nobody waits for yet. */
	async prefetch(uri: string): Promise<void> {
		if (!this.#texts.has(this.#options.keyOf(uri))) await this.#ask(uri);
	}

	/** Settles when what was read in vain has come; undefined where nothing was. */
	get arrival(): Promise<unknown> | undefined {
		return this.#awaited.size === 0 ? undefined : Promise.all(this.#awaited);
	}

	/** To be called when a file is said to have changed. Its old text holds until the new one is there. */
	changed(uri: string): void {
		const key = this.#options.keyOf(uri);
		if (!this.#texts.has(key) && !this.#asked.has(key)) return;
		this.#asked.delete(key);
		void this.#ask(uri);
	}

	#ask(uri: string): Promise<void> {
		const key = this.#options.keyOf(uri);
		const known = this.#asked.get(key);
		if (known !== undefined) return known;
		const asked = this.#options
			.fetch(uri)
			.catch(() => undefined)
			.then((text) => {
				this.#awaited.delete(asked);
				// A later question has the later answer.
				if (this.#asked.get(key) !== asked) return;
				this.#asked.delete(key);
				const isNews = this.#texts.get(key) !== text;
				this.#texts.delete(key);
				this.#texts.set(key, text);
				this.#shrink();
				if (isNews) this.#options.onArrival();
			});
		this.#asked.set(key, asked);
		return asked;
	}

	/** The oldest go first. */
	#shrink(): void {
		for (const key of this.#texts.keys()) {
			if (this.#texts.size <= mostFiles) return;
			this.#texts.delete(key);
		}
	}
}

export interface FetchedTextsOptions {
	/** The text of a file; undefined where there is none. */
	fetch(uri: string): Promise<string | undefined>;
	/** What a file is kept under: one for all ways to write its address. */
	keyOf(uri: string): string;
	onArrival(): void;
}

const mostFiles = 1_000;
