import { dirname } from 'node:path';
import {
	DidChangeWatchedFilesNotification,
	type DidChangeWatchedFilesParams,
	type Disposable,
	FileChangeType,
	type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { refreshFingerprints } from '../checks/fingerprints.ts';
import type { Session } from '../session.ts';
import { Debounce } from '../throttle.ts';
import { addressOfPath, pathOf } from './address.ts';

/**
 * Hears of contracts that come, go and change outside the editor, and of data: a result whose data has changed is stale.
 * The data of contracts that have results is watched, folder by folder, so that files that join a pattern count too.
 */
export class Watching {
	readonly #session: Session;
	/** Folders of data, with the contracts that read from them. */
	readonly #data = new Map<string, Set<string>>();
	readonly #touched = new Set<string>();
	readonly #look = new Debounce(200, () => this.#lookAgain());
	#registered: Disposable | undefined;
	#registering: Promise<void> = Promise.resolve();

	constructor(session: Session) {
		this.#session = session;
		session.connection.onDidChangeWatchedFiles((params) => this.#changed(params));
		session.runs.on(({ uri, folders }) => this.watchData(uri, folders));
	}

	/** To be called once the client is initialized. */
	async listen(): Promise<void> {
		if (!this.#session.client.can.watchFiles) return;
		const watchers = ['**/*.[yY][aA][mM][lL]', '**/*.[yY][mM][lL]'].map((globPattern) => ({ globPattern }));
		await this.#session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
	}

	watchData(uri: string, folders: ReadonlySet<string>): void {
		const before = this.#data.size;
		for (const folder of mostOf(folders)) {
			const contracts = this.#data.get(folder) ?? new Set();
			contracts.add(uri);
			this.#data.set(folder, contracts);
		}
		if (this.#data.size > before && this.#session.client.can.watchFiles) this.#register();
	}

	/** One registration at a time, the last one with all folders. */
	#register(): void {
		this.#registering = this.#registering
			.then(async () => {
				const watchers = [...this.#data.keys()].map((folder) => this.#watcherOf(folder));
				const registered = await this.#session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
				this.#registered?.dispose();
				this.#registered = registered;
			})
			.catch((error) => this.#session.log('warning', error));
	}

	#watcherOf(folder: string): FileSystemWatcher {
		const pattern = '*';
		if (this.#session.client.can.relativePatterns) return { globPattern: { baseUri: addressOfPath(folder), pattern } };
		return { globPattern: `${folder.replaceAll('\\', '/').replace(/[[\]{}*?]/g, '?')}/${pattern}` };
	}

	async #changed({ changes }: DidChangeWatchedFilesParams): Promise<void> {
		const contracts: string[] = [];
		let isElsewhere = false;
		for (const { uri, type } of changes) {
			const path = pathOf(uri);
			if (path === undefined) {
				this.#session.clientFiles.changed(uri);
				isElsewhere = true;
				continue;
			}
			this.#session.texts.forget(path);
			if (await this.#session.index.look(path)) {
				contracts.push(uri);
				if (type === FileChangeType.Deleted) this.#session.facts.forget(uri);
			}
			for (const contract of this.#data.get(dirname(path)) ?? []) this.#touched.add(contract);
		}
		if (isElsewhere) this.#session.clientFiles.list().catch((error) => this.#session.log('warning', error));
		// Other contracts may refer to one that changed.
		if (contracts.length > 0) this.#session.contractsChanged(contracts);
		if (this.#touched.size > 0) this.#look.ask();
	}

	#lookAgain(): void {
		const uris = [...this.#touched];
		this.#touched.clear();
		for (const uri of uris) refreshFingerprints(this.#session, uri).catch((error) => this.#session.log('warning', error));
	}
}

/** A client need not watch thousands of folders of one lake; in the first of them a change shows soon enough. */
function mostOf(folders: ReadonlySet<string>): readonly string[] {
	return [...folders].slice(0, mostFolders);
}

const mostFolders = 100;
