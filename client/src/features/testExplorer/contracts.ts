import { type Disposable, type TestItem, Uri, workspace } from 'vscode';
import { type RuleTree, requests, type StoredRun } from '../../../../server/src/shared/messages.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { ContractTree } from './tree.ts';

/** Keeps the tree to the contracts that there are, and each of them to the rules that it declares. */
export class KnownContracts implements Disposable {
	readonly #server: LanguageServer;
	readonly #tree: ContractTree;
	readonly #show: (contract: TestItem, run: StoredRun) => Promise<void>;
	/** Contracts whose results from earlier have been shown. */
	readonly #restored = new Set<string>();
	readonly #timers = new Map<string, NodeJS.Timeout>();
	readonly #listening: Disposable;
	#searched = false;

	/** @param show takes what is known of a contract from earlier */
	constructor(server: LanguageServer, tree: ContractTree, show: (contract: TestItem, run: StoredRun) => Promise<void>) {
		this.#server = server;
		this.#tree = tree;
		this.#show = show;
		this.#listening = server.onContracts(({ uris }) => void this.#changed(uris));
	}

	add(uri: Uri): void {
		void this.refresh(this.#tree.add(uri)).catch(() => {});
	}

	/** Asks the server which contracts there are, and what each declares. */
	async search(): Promise<void> {
		this.#searched = true;
		await this.sync().catch(() => {});
		await this.refreshAll();
	}

	/** Forgets all of them. */
	clear(): void {
		this.#tree.clear();
		this.#restored.clear();
	}

	/** One after the other: somebody may be typing meanwhile, and waits for answers of the same server. */
	async refreshAll(): Promise<void> {
		for (const contract of [...this.#tree.contracts()]) await this.refresh(contract).catch(() => {});
	}

	/**
	 * Asks for the rules of a contract, and the first time also for what is known of them from earlier.
	 * @throws with the server's sentence for the user
	 */
	async refresh(contract: TestItem): Promise<void> {
		const uri = contract.id;
		contract.busy = true;
		try {
			this.#tree.fill(contract, await this.#server.request<RuleTree>(requests.rules, { uri }));
			if (!workspace.isTrusted || this.#restored.has(uri)) return;
			this.#restored.add(uri);
			const stored = await this.#server.request<StoredRun | null>(requests.results, { uri });
			if (stored !== null) await this.#show(contract, stored);
		} finally {
			contract.busy = false;
		}
	}

	/**
	 * Drops contracts that are none any more, and takes up new ones, but for those that nobody opened while nobody has opened the
	 * Test Explorer either.
	 * @throws with the server's sentence for the user
	 */
	async sync(): Promise<void> {
		const found = (await this.#server.request<string[]>(requests.contracts, {})).map((text) => Uri.parse(text));
		const gone = new Set([...this.#tree.contracts()].map(({ id }) => id));
		for (const uri of found.filter(({ scheme }) => scheme === 'file').sort((a, b) => (a.path < b.path ? -1 : 1))) {
			gone.delete(uri.toString());
			if (this.#searched) this.#tree.add(uri);
		}
		for (const uri of gone) {
			this.#tree.remove(Uri.parse(uri));
			this.#restored.delete(uri);
		}
	}

	/** When its text has been left alone for a moment. */
	refreshSoon(contract: TestItem): void {
		clearTimeout(this.#timers.get(contract.id));
		const again = () => {
			this.#timers.delete(contract.id);
			void this.refresh(contract).catch(() => {});
		};
		this.#timers.set(contract.id, setTimeout(again, quietMs));
	}

	dispose(): void {
		this.#listening.dispose();
		this.#timers.forEach(clearTimeout);
	}

	async #changed(uris: readonly string[]): Promise<void> {
		if (uris.length === 0) {
			if (this.#searched) await this.search();
			return;
		}
		await this.sync().catch(() => {});
		for (const uri of uris) {
			const contract = this.#tree.contract(Uri.parse(uri));
			if (contract !== undefined) await this.refresh(contract).catch(() => {});
		}
	}
}

const quietMs = 500;
