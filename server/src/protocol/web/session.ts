import type { Connection } from 'vscode-languageserver';
import { createLanguageService, type LanguageService } from '../../language/service.ts';
import type { LanguageWorkspace } from '../../language/workspace.ts';
import type { Client } from '../client.ts';
import { Event } from '../event.ts';
import { ClientFiles } from '../files/clientFiles.ts';
import type { Documents } from '../files/documents.ts';
import { SettingsStore } from '../settingsStore.ts';
import type { StaticSession } from '../staticSession.ts';

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
	readonly files: ClientFiles;
	readonly service: LanguageService;
	readonly changes = new Event<readonly string[] | 'all'>();
	readonly advanced = new Event<string>();

	constructor({ connection, client, documents, sentSettings }: WebSessionOptions) {
		this.connection = connection;
		this.client = client;
		this.documents = documents;
		const { keyOf } = documents;
		const onChange = () => this.changes.fire('all');
		this.settings = new SettingsStore({ connection, client, sent: sentSettings, keyOf, onChange });
		this.files = new ClientFiles({ connection, client, keyOf, onChange });
		this.service = createLanguageService(this.#workspace());
	}

	/** Open ones, then the others that have been read. */
	*contracts(): Iterable<string> {
		const { keyOf } = this.documents;
		const open = new Set<string>();
		for (const { uri } of this.documents.all()) {
			open.add(keyOf(uri));
			if (this.documents.contract(uri) !== undefined) yield uri;
		}
		for (const uri of this.files.contracts()) if (!open.has(keyOf(uri))) yield uri;
	}

	get found(): Promise<unknown> {
		return this.files.ready;
	}

	whenRead<T>(work: () => T | Promise<T>, token: { readonly isCancellationRequested: boolean }): Promise<T> {
		return this.files.whenRead(work, token);
	}

	canCheck(): boolean {
		return false;
	}

	log(level: 'info' | 'warning' | 'error', what: unknown): void {
		const words = what instanceof Error ? (what.stack ?? what.message) : String(what);
		const { console } = this.connection;
		if (level === 'error') console.error(words);
		else if (level === 'warning') console.warn(words);
		else console.info(words);
	}

	#workspace(): LanguageWorkspace {
		return {
			read: (uri) => this.documents.get(uri)?.getText() ?? this.files.read(uri),
			contracts: () => this.contracts(),
			settings: (uri) => this.settings.of(uri),
			nowMs: () => Date.now(),
			results: { of: () => undefined, fingerprint: () => undefined, running: () => undefined },
			data: { columns: () => undefined, values: () => undefined },
		};
	}
}
