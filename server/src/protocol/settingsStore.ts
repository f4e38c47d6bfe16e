import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { defaultSettings, readSettings, type Settings } from '../shared/settings.ts';
import type { Client } from './client.ts';

export interface SettingsStoreOptions {
	readonly connection: Connection;
	readonly client: Client;
	/** What the client sent with `initialize`, for those that answer no questions. */
	readonly sent: unknown;
	/** What a resource is kept under: one for all ways to write its address. */
	readonly keyOf: (uri: string) => string;
	readonly onChange: () => void;
}

/**
 * Settings of each resource, asked for once and kept until they change. Answers at once with what is known: where the
 * client's answer is still under way, with the defaults.
 */
export class SettingsStore {
	readonly #connection: Connection;
	readonly #client: Client;
	readonly #keyOf: (uri: string) => string;
	readonly #known = new Map<string, { readonly uri: string; readonly settings: Settings }>();
	readonly #asked = new Map<string, Promise<Settings>>();
	readonly #onChange: () => void;
	#common: Settings;

	constructor({ connection, client, sent, keyOf, onChange }: SettingsStoreOptions) {
		this.#connection = connection;
		this.#client = client;
		this.#keyOf = keyOf;
		this.#onChange = onChange;
		this.#common = sectionOf(sent) ?? defaultSettings;
		connection.onDidChangeConfiguration(({ settings }) => {
			this.#common = sectionOf(settings) ?? this.#common;
			this.#asked.clear();
			if (!client.can.configuration) onChange();
			// What was set before holds until the answer is there, so that nothing flickers.
			for (const { uri } of this.#known.values()) this.#follow(uri);
		});
	}

	async listen(): Promise<void> {
		if (this.#client.can.watchConfiguration) {
			await this.#connection.client.register(DidChangeConfigurationNotification.type, { section });
		}
	}

	/** What is known now; where that turns out to have changed, `onChange` follows. */
	of(uri: string): Settings {
		if (!this.#client.can.configuration) return this.#common;
		const key = this.#keyOf(uri);
		if (!this.#known.has(key) || !this.#asked.has(key)) this.#follow(uri);
		return this.#known.get(key)?.settings ?? this.#common;
	}

	/** Asks, and tells of an answer that is not what was answered so far. */
	#follow(uri: string): void {
		const before = this.#known.get(this.#keyOf(uri))?.settings ?? this.#common;
		this.fetch(uri).then(
			(settings) => JSON.stringify(settings) !== JSON.stringify(before) && this.#onChange(),
			() => {},
		);
	}

	/** What the client says, asked now where it was not. */
	fetch(uri: string): Promise<Settings> {
		if (!this.#client.can.configuration) return Promise.resolve(this.#common);
		const key = this.#keyOf(uri);
		let asked = this.#asked.get(key);
		if (!asked) {
			const answered = this.#connection.workspace.getConfiguration({ scopeUri: uri, section }).then(readSettings, () => this.#common);
			// A client that promised to answer and does not must not hold up a check.
			const late = new Promise<Settings>((resolve) => {
				const timer = setTimeout(() => resolve(this.#common), patienceMs);
				answered.then(() => clearTimeout(timer));
			});
			const mine = Promise.race([answered, late]);
			asked = mine;
			this.#asked.set(key, mine);
			mine.then((settings) => {
				// A change may have come while the answer was under way.
				if (this.#asked.get(key) === mine) this.#known.set(key, { uri, settings });
			});
		}
		return asked;
	}

	forget(uri: string): void {
		this.#known.delete(this.#keyOf(uri));
		this.#asked.delete(this.#keyOf(uri));
	}
}

const section = 'plumbline';
const patienceMs = 3_000;

function sectionOf(sent: unknown): Settings | undefined {
	if (typeof sent !== 'object' || sent === null || !(section in sent)) return undefined;
	return readSettings(sent[section]);
}
