import type { Connection } from 'vscode-languageserver';
import type { CancellationToken } from '../../language/cancellation.ts';
import { createLanguageService, type LanguageService } from '../../language/service.ts';
import type { LanguageWorkspace } from '../../language/workspace.ts';
import { clientRequests } from '../../shared/messages.ts';
import type { Client } from '../client.ts';
import { Event } from '../event.ts';
import type { Documents } from '../files/documents.ts';
import { SettingsStore } from '../settingsStore.ts';
import type { StaticSession } from '../staticSession.ts';
import { FetchedTexts } from './fetchedTexts.ts';

export interface WebSessionOptions {
	readonly connection: Connection;
	readonly client: Client;
	readonly documents: Documents;
	/** Settings that came with `initialize`. */
	readonly sentSettings: unknown;
}

/** What is known between `initialize` and `shutdown` where there is no data: texts and settings. Files are the client's to read. */
export class WebSession implements StaticSession {
	readonly connection: Connection;
	readonly client: Client;
	readonly documents: Documents;
	readonly settings: SettingsStore;
	readonly texts: FetchedTexts;
	readonly service: LanguageService;
	readonly changes = new Event<readonly string[] | 'all'>();
	readonly advanced = new Event<string>();
	#listed: readonly string[] = [];

	constructor({ connection, client, documents, sentSettings }: WebSessionOptions) {
		this.connection = connection;
		this.client = client;
		this.documents = documents;
		const { keyOf } = documents;
		const onChange = () => this.changes.fire('all');
		this.settings = new SettingsStore({ connection, client, sent: sentSettings, keyOf, onChange });
		this.texts = new FetchedTexts({ keyOf, fetch: (uri) => this.#fetch(uri), onArrival: onChange });
		const service = createLanguageService(this.#workspace());
		this.service = {
			...service,
			// A file that is not read yet is not a file that is missing.
			diagnostics: (document, token) => this.#whenRead(() => service.diagnostics(document, token), token),
		};
	}

	/** Learns which contracts there are beside the open ones. */
	async listContracts(): Promise<void> {
		if (!this.client.isOurs) return;
		const uris: unknown = await this.connection.sendRequest(clientRequests.contracts);
		this.#listed = Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
		// One after the other: what somebody waits for goes before.
		for (const uri of this.#listed) await this.texts.prefetch(uri);
	}

	log(level: 'info' | 'warning' | 'error', what: unknown): void {
		const words = what instanceof Error ? (what.stack ?? what.message) : String(what);
		const { console } = this.connection;
		if (level === 'error') console.error(words);
		else if (level === 'warning') console.warn(words);
		else console.info(words);
	}

	async #whenRead<T>(work: () => Promise<T>, token: CancellationToken): Promise<T> {
		for (;;) {
			const result = await work();
			const { arrival } = this.texts;
			if (arrival === undefined || token.isCancellationRequested) return result;
			await arrival;
		}
	}

	async #fetch(uri: string): Promise<string | undefined> {
		// Any other client has no such request.
		if (!this.client.isOurs) return undefined;
		const text: unknown = await this.connection.sendRequest(clientRequests.read, { uri });
		return typeof text === 'string' ? text : undefined;
	}

	#read(uri: string): string | undefined {
		return this.documents.get(uri)?.getText() ?? this.texts.read(uri);
	}

	/** Open ones, then the others that have been read. */
	*#contracts(): Iterable<string> {
		const { keyOf } = this.documents;
		const open = new Set<string>();
		for (const { uri } of this.documents.all()) {
			open.add(keyOf(uri));
			if (this.documents.contract(uri) !== undefined) yield uri;
		}
		for (const uri of this.#listed) if (!open.has(keyOf(uri)) && this.texts.peek(uri) !== undefined) yield uri;
	}

	#workspace(): LanguageWorkspace {
		return {
			read: (uri) => this.#read(uri),
			contracts: () => this.#contracts(),
			settings: (uri) => this.settings.of(uri),
			nowMs: () => Date.now(),
			results: { of: () => undefined, fingerprint: () => undefined, running: () => undefined },
			data: { columns: () => undefined, values: () => undefined },
		};
	}
}
