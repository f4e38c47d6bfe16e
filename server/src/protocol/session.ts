import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import { createLanguageService, type LanguageService } from '../language/service.ts';
import type { LanguageWorkspace } from '../language/workspace.ts';
import { type ChangedContracts, notifications, type RunState, type ServerStatus, type StoredRun } from '../shared/messages.ts';
import { DataFacts } from '../workspace/dataFacts.ts';
import { ResultStore } from '../workspace/resultStore.ts';
import type { Client } from './client.ts';
import { failure } from './connection.ts';
import { Event } from './event.ts';
import { addressOfPath, keyOf, pathOf } from './files/address.ts';
import { ClientFiles } from './files/clientFiles.ts';
import { ContractIndex } from './files/contractIndex.ts';
import type { Documents } from './files/documents.ts';
import type { Folders } from './files/folders.ts';
import { StoredTexts } from './files/storedTexts.ts';
import { SettingsStore } from './settingsStore.ts';
import type { StaticSession } from './staticSession.ts';
import { version } from './version.ts';

export interface SessionOptions {
	readonly connection: Connection;
	readonly client: Client;
	readonly documents: Documents;
	readonly folders: Folders;
	/** Settings that came with `initialize`. */
	readonly sentSettings: unknown;
}

/** What a run leaves behind. */
export interface RunFacts {
	readonly uri: string;
	readonly path: string;
	readonly run: StoredRun;
	readonly fingerprints: ReadonlyMap<string, string>;
	/** Folders that the data lies in. */
	readonly folders: ReadonlySet<string>;
}

/**
 * What is known between `initialize` and `shutdown`: texts, settings, results, facts. Parts that act on a change
 * (diagnostics, lenses, watchers) hear of it by its events.
 */
export class Session implements StaticSession {
	readonly connection: Connection;
	readonly client: Client;
	readonly documents: Documents;
	readonly folders: Folders;
	readonly settings: SettingsStore;
	readonly index = new ContractIndex();
	readonly texts = new StoredTexts();
	/** Contracts of virtual folders, and what those refer to. */
	readonly clientFiles: ClientFiles;
	readonly facts = new DataFacts(keyOf);
	readonly service: LanguageService;
	readonly version = version;
	/** Answers about these contracts may differ now though their text is the same. */
	readonly changes = new Event<readonly string[] | 'all'>();
	/** A check of this contract goes on. */
	readonly advanced = new Event<string>();
	/** Somebody waits for rows. */
	readonly rowsWanted = new Event<void>();
	readonly runs = new Event<RunFacts>();
	readonly trustGiven = new Event<void>();
	/** Set by what knows of runs. */
	running: (uri: string) => RunState | undefined = () => undefined;
	readonly #results: ResultStore;
	#trusted: boolean;

	constructor({ connection, client, documents, folders, sentSettings }: SessionOptions) {
		this.connection = connection;
		this.client = client;
		this.documents = documents;
		this.folders = folders;
		this.#trusted = client.trusted;
		this.settings = new SettingsStore({ connection, client, sent: sentSettings, keyOf, onChange: () => this.changed('all') });
		this.clientFiles = new ClientFiles({ connection, client, keyOf, onChange: () => this.changed('all') });
		this.#results = new ResultStore({
			folderOf: (path) => folders.of(path),
			onProblem: (message) => this.log('warning', message),
		});
		this.service = createLanguageService(this.#languageWorkspace());
	}

	get trusted(): boolean {
		return this.#trusted;
	}

	trust(): void {
		if (this.#trusted) return;
		this.#trusted = true;
		this.trustGiven.fire();
		this.changed('all');
	}

	/** @throws ResponseError while the workspace is not trusted */
	requireTrust(why: string): void {
		if (this.#trusted) return;
		throw failure(`${why}, and this workspace is not trusted: only the text of contracts is looked at. Trust the workspace to go on.`);
	}

	/** Text of a contract: as it is open, else as it is stored. */
	read(uri: string): string | undefined {
		const open = this.documents.get(uri);
		if (open !== undefined) return open.getText();
		const path = pathOf(uri);
		return path === undefined ? this.clientFiles.read(uri) : this.texts.read(path);
	}

	readPath(path: string): string | undefined {
		return this.read(addressOfPath(path));
	}

	/** What the last checks of a contract found. Somebody else's results are not read before the workspace is trusted. */
	stored(uri: string): StoredRun | undefined {
		const path = pathOf(uri);
		return path === undefined || !this.#trusted ? undefined : this.#results.of(path, uri);
	}

	learnRun(facts: RunFacts): void {
		this.#results.save(facts.path, facts.run);
		this.facts.learn(facts.uri, new Map([...facts.fingerprints].map(([object, fingerprint]) => [object, { fingerprint }])));
		this.runs.fire(facts);
	}

	/** To be called when folders come or go: results belong to folders. */
	forgetResults(): void {
		this.#results.forget();
	}

	changed(uris: readonly string[] | 'all'): void {
		this.changes.fire(uris);
	}

	/** Files that are, or were, contracts are others on the disk; none named: any may be. */
	contractsChanged(uris: readonly string[]): void {
		this.changed('all');
		const changed: ChangedContracts = { uris };
		if (this.client.isOurs) this.connection.sendNotification(notifications.contracts, changed).catch(() => {});
	}

	status(status: ServerStatus): void {
		if (this.client.isOurs) this.connection.sendNotification(notifications.status, status).catch(() => {});
	}

	/** A sentence that the user is to see now, and to find again in the log. */
	show(level: 'warning' | 'error', message: string): void {
		const type = level === 'error' ? MessageType.Error : MessageType.Warning;
		this.connection.sendNotification(ShowMessageNotification.type, { type, message }).catch(() => {});
		this.log(level, message);
	}

	log(level: 'info' | 'warning' | 'error', what: unknown): void {
		const words = what instanceof Error ? (what.stack ?? what.message) : String(what);
		const { console } = this.connection;
		if (level === 'error') console.error(words);
		else if (level === 'warning') console.warn(words);
		else console.info(words);
	}

	/** Addresses of all contracts: open ones under the client's own, then the others. */
	*contracts(): Iterable<string> {
		const open = new Set<string>();
		for (const { uri } of this.documents.all()) {
			if (this.documents.contract(uri) === undefined) continue;
			open.add(keyOf(uri));
			yield uri;
		}
		for (const path of this.index.paths()) if (!open.has(path)) yield addressOfPath(path);
		for (const uri of this.clientFiles.contracts()) if (!open.has(keyOf(uri))) yield uri;
	}

	get found(): Promise<unknown> {
		return this.index.ready;
	}

	whenRead<T>(work: () => T | Promise<T>, token: { readonly isCancellationRequested: boolean }): Promise<T> {
		return this.clientFiles.whenRead(work, token);
	}

	/** What lies beside a file of this machine can be read; a virtual folder, or a file that is not saved, has no beside. */
	canCheck(uri: string): boolean {
		return pathOf(uri) !== undefined;
	}

	#languageWorkspace(): LanguageWorkspace {
		return {
			read: (uri) => this.read(uri),
			contracts: () => this.contracts(),
			settings: (uri) => this.settings.of(uri),
			nowMs: () => Date.now(),
			results: {
				of: (uri) => this.stored(uri),
				fingerprint: (uri, object) => this.facts.fingerprint(uri, object),
				running: (uri) => this.running(uri),
			},
			data: this.facts,
		};
	}
}
