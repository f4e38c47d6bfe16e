import type { Connection } from 'vscode-languageserver';
import { clientRequests } from '../../shared/messages.ts';
import type { Client } from '../client.ts';
import { FetchedTexts } from './fetchedTexts.ts';

export interface ClientFilesOptions {
	readonly connection: Connection;
	readonly client: Client;
	/** What a file is kept under: one for all ways to write its address. */
	readonly keyOf: (uri: string) => string;
	/** A text has come, or has come to differ. */
	readonly onChange: () => void;
}

interface Token {
	readonly isCancellationRequested: boolean;
}

/**
 * Files that the client alone can read: in a browser all of them, elsewhere those that are on no disk of this machine. Only
 * our own client has requests for that; of any other's, what is open is all that is known.
 */
export class ClientFiles {
	readonly #connection: Connection;
	readonly #client: Client;
	readonly #texts: FetchedTexts;
	#listed: readonly string[] = [];
	#listing: Promise<void> = Promise.resolve();

	constructor({ connection, client, keyOf, onChange }: ClientFilesOptions) {
		this.#connection = connection;
		this.#client = client;
		this.#texts = new FetchedTexts({ keyOf, fetch: (uri) => this.#fetch(uri), onArrival: onChange });
	}

	/** Undefined where there is no such file, and where it is not known yet: `whenRead` waits for it. */
	read(uri: string): string | undefined {
		return this.#client.isOurs ? this.#texts.read(uri) : undefined;
	}

	/** Addresses of the contracts that were found and have been read. */
	*contracts(): Iterable<string> {
		for (const uri of this.#listed) if (this.#texts.peek(uri) !== undefined) yield uri;
	}

	/** Settles when the search that was begun last is over. */
	get ready(): Promise<void> {
		return this.#listing;
	}

	/** Learns which contracts there are beside the open ones, and reads them one after the other: what somebody waits for goes before. */
	list(): Promise<void> {
		if (!this.#client.isOurs) return this.#listing;
		this.#listing = (async () => {
			const uris: unknown = await this.#connection.sendRequest(clientRequests.contracts);
			this.#listed = Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
			for (const uri of this.#listed) await this.#texts.prefetch(uri);
		})();
		// Who began it hears of it; who waits for it goes on without.
		const begun = this.#listing;
		this.#listing = begun.catch(() => {});
		return begun;
	}

	/** To be called when a file is said to have changed. */
	changed(uri: string): void {
		this.#texts.changed(uri);
	}

	/** Works again once files that were not read yet have been read: one of those is no file that is missing. */
	async whenRead<T>(work: () => T | Promise<T>, token: Token): Promise<T> {
		for (let turn = 1; ; turn++) {
			const outcome = await attempt(work);
			const { arrival } = this.#texts;
			if (arrival === undefined || token.isCancellationRequested || turn === mostTurns) return outcome();
			await arrival;
		}
	}

	async #fetch(uri: string): Promise<string | undefined> {
		const text: unknown = await this.#connection.sendRequest(clientRequests.read, { uri });
		return typeof text === 'string' ? text : undefined;
	}
}

/** @returns what gives the result, or throws what was thrown: it may be for want of a file. */
async function attempt<T>(work: () => T | Promise<T>): Promise<() => T> {
	try {
		const result = await work();
		return () => result;
	} catch (error) {
		return () => {
			throw error;
		};
	}
}

/** Files name files that name files, but not that deep. */
const mostTurns = 20;
