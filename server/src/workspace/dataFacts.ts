import type { DataColumn, DataReader, DataValue } from '../language/workspace.ts';

/** What is known of the rows of one object. */
export interface ObjectFacts {
	/** Sizes and times of the files; other ones mean other rows. */
	readonly fingerprint: string;
	readonly columns?: readonly DataColumn[];
	/** The most frequent values by column. */
	readonly values?: ReadonlyMap<string, readonly DataValue[]>;
}

/**
 * Facts about the data behind contracts, in memory, for answers that may not wait. Objects go by their names in the file
 * (`inFile`). The least used contract goes first.
 */
export class DataFacts implements DataReader {
	readonly #contracts = new Map<string, ReadonlyMap<string, ObjectFacts>>();
	readonly #keyOf: (uri: string) => string;

	/** @param keyOf one key for all ways to write an address */
	constructor(keyOf: (uri: string) => string = (uri) => uri) {
		this.#keyOf = keyOf;
	}

	columns(uri: string, object: string): readonly DataColumn[] | undefined {
		return this.#of(uri, object)?.columns;
	}

	values(uri: string, object: string, column: string): readonly DataValue[] | undefined {
		return this.#of(uri, object)?.values?.get(column);
	}

	fingerprint(uri: string, object: string): string | undefined {
		return this.#of(uri, object)?.fingerprint;
	}

	/** Takes the place of what was known of these objects; columns and values of rows that are still the same stay known. */
	learn(uri: string, objects: ReadonlyMap<string, ObjectFacts>): void {
		const key = this.#keyOf(uri);
		const merged = new Map(this.#contracts.get(key));
		for (const [name, facts] of objects) {
			const before = merged.get(name);
			merged.set(name, before?.fingerprint === facts.fingerprint ? { ...before, ...facts } : facts);
		}
		this.#contracts.delete(key);
		this.#contracts.set(key, merged);
		const oldest = this.#contracts.keys().next().value;
		if (this.#contracts.size > mostContracts && oldest !== undefined) this.#contracts.delete(oldest);
	}

	forget(uri: string): void {
		this.#contracts.delete(this.#keyOf(uri));
	}

	#of(uri: string, object: string): ObjectFacts | undefined {
		return this.#contracts.get(this.#keyOf(uri))?.get(object);
	}
}

const mostContracts = 100;
