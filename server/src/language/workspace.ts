import type { RunState, StoredRun } from '../shared/messages.ts';
import type { Settings } from '../shared/settings.ts';

/**
 * All that language features know of the world. Every answer is at hand at once: from open documents, from files read
 * before, from stored results. Nothing here waits for data, and nothing here starts work.
 *
 * Files go by their addresses (`file:///home/ann/flights.odcs.yaml`).
 */
export interface LanguageWorkspace {
	/**
	 * Text of a file: the open document's where it is open, else the stored one's; undefined where there is none.
	 *
	 * @param uri may hold characters that should be percent-encoded, since it may stem from words of a contract
	 */
	read(uri: string): string | undefined;
	/** Addresses of every contract that is known, open or not. */
	contracts(): Iterable<string>;
	settings(uri: string): Settings;
	/** The clock that ages are told by, in milliseconds since 1970. */
	nowMs(): number;
	readonly results: ResultReader;
	readonly data: DataReader;
}

/** What earlier checks found. */
export interface ResultReader {
	of(uri: string): StoredRun | undefined;
	/**
	 * Fingerprint of the data of one object as it is now; undefined where it is not known (yet).
	 *
	 * @param object its name in the file, see `inFile`
	 */
	fingerprint(uri: string, object: string): string | undefined;
	/** What is going on now; undefined where nothing is. */
	running(uri: string): RunState | undefined;
}

/** What is known of the data behind a contract; filled in the background. Objects go by their names in the file, see `inFile`. */
export interface DataReader {
	columns(uri: string, object: string): readonly DataColumn[] | undefined;
	/** The most frequent values of a column, the most frequent first. */
	values(uri: string, object: string, column: string): readonly DataValue[] | undefined;
}

export interface DataColumn {
	readonly name: string;
	/** As the source calls it, e.g. `BIGINT`. */
	readonly type: string;
}

export interface DataValue {
	readonly value: string | number | boolean | null;
	readonly rows: number;
}
