import {
	type CancellationToken,
	type Disposable,
	EventEmitter,
	type ExtensionContext,
	type LogOutputChannel,
	type TextDocument,
	window,
	workspace,
} from 'vscode';
import {
	type ChangedContracts,
	type InitializationOptions,
	notifications,
	type RunState,
	type ServerStatus,
} from '../../server/src/shared/messages.ts';
import { BackOff } from './backOff.ts';
import { ServerStoppedError } from './failure.ts';
import type { ServerClient } from './languageClient.ts';
import type { MessageLines } from './messageLines.ts';
import { ServedSchemes } from './servedSchemes.ts';

export type ServerState = 'notStarted' | 'starting' | 'running' | 'restarting' | 'failed';

/**
 * Our language server, as the features see it: started when it is first needed, started again with growing pauses when
 * it dies, and given up with one message when it keeps dying.
 */
export class LanguageServer implements Disposable {
	readonly #context: ExtensionContext;
	readonly #log: LogOutputChannel;
	readonly #messageLines: MessageLines;
	readonly #backOff = new BackOff();
	readonly #emitters = {
		state: new EventEmitter<ServerState>(),
		run: new EventEmitter<RunState>(),
		status: new EventEmitter<ServerStatus>(),
		contracts: new EventEmitter<ChangedContracts>(),
	};
	#state: ServerState = 'notStarted';
	#client: Promise<ServerClient> | undefined;
	#starting: Promise<void> = Promise.resolve();
	#endPause: () => void = () => {};

	readonly schemes = new ServedSchemes();

	readonly onState = this.#emitters.state.event;
	/** A check begins, advances, ends: whoever asked for it. */
	readonly onRun = this.#emitters.run.event;
	readonly onStatus = this.#emitters.status.event;
	/** Contracts came, went or changed outside the editor. */
	readonly onContracts = this.#emitters.contracts.event;

	constructor(context: ExtensionContext, log: LogOutputChannel, messageLines: MessageLines) {
		this.#messageLines = messageLines;
		this.#context = context;
		this.#log = log;
	}

	get state(): ServerState {
		return this.#state;
	}

	/** Starts the server unless that was done before. Never throws: what goes wrong is told to the user. */
	async start(): Promise<void> {
		if (this.#client !== undefined) return;
		const created = this.#create();
		this.#client = created;
		this.#starting = created.then((client) => client.start().catch((error) => this.#notStarted(error)));
		await this.#starting;
	}

	/** Starts the server for a contract that is open, unless it is of no file system that anybody works in. */
	async serve(document: TextDocument): Promise<void> {
		const isNew = this.schemes.add(document.uri.scheme);
		if (!this.schemes.has(document)) return;
		if (this.#client === undefined || !isNew) return this.start();
		// What it is asked about is settled when it starts.
		await this.#starting;
		await this.restart();
	}

	/** Starts the server anew, at the user's wish. */
	async restart(): Promise<void> {
		this.#backOff.forget();
		if (this.#client === undefined) return this.start();
		if (this.#state === 'restarting') return this.#endPause();
		const client = await this.#client;
		this.#set('starting');
		await client.restart().catch((error) => this.#notStarted(error));
	}

	/**
	 * Asks the server, which is started where it is not; while it is being started again, the question waits.
	 *
	 * @throws with the server's sentence for the user, a CancellationError, or a ServerStoppedError
	 */
	async request<Answer>(method: string, params: unknown, token?: CancellationToken): Promise<Answer> {
		await this.start();
		await this.#settled();
		const client = await this.#client;
		if (client === undefined || this.#state === 'failed') throw new ServerStoppedError();
		return client.request<Answer>(method, params, token);
	}

	/** The user trusts the workspace from here on. */
	async trust(): Promise<void> {
		// One that is starting may have been told the contrary already. To be notified, it is waited for.
		if (this.#state === 'running' || this.#state === 'starting') await (await this.#client)?.notify(notifications.trusted);
	}

	dispose(): void {
		this.#endPause();
		for (const emitter of Object.values(this.#emitters)) emitter.dispose();
		void this.#client?.then((client) => client.dispose());
	}

	/** Loads the library that speaks the protocol only here: starting to load it is not part of activation. */
	async #create(): Promise<ServerClient> {
		this.schemes.addFolders();
		this.#set('starting');
		const { createClient } = await import('./languageClient.ts');
		const client = createClient({
			module: this.#context.asAbsolutePath('dist/server.js'),
			log: this.#log,
			// Read at every start: trust may have been given since the last.
			initializationOptions: (): InitializationOptions => ({ client: 'vscode', trusted: workspace.isTrusted }),
			mayRestart: () => this.#mayRestart(),
			messageLines: this.#messageLines,
			documentSelector: this.schemes.selector,
			onRunning: () => this.#set('running'),
		});
		client.onNotification(notifications.run, (state: RunState) => this.#emitters.run.fire(state));
		client.onNotification(notifications.contracts, (changed: ChangedContracts) => this.#emitters.contracts.fire(changed));
		client.onNotification(notifications.status, (status: ServerStatus) => this.#emitters.status.fire(status));
		return client;
	}

	/** After the server died. Waits as long as is due. */
	async #mayRestart(): Promise<boolean> {
		const pauseMs = this.#backOff.pauseMs(Date.now());
		if (pauseMs === undefined) {
			this.#fail(`The Plumbline language server stopped ${this.#backOff.deaths} times in a row. It is not started again by itself.`);
			return false;
		}
		this.#set('restarting');
		this.#log.warn(`The language server stopped. Starting it again in ${pauseMs} ms.`);
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, pauseMs);
			this.#endPause = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		return true;
	}

	/** Until it runs, or has been given up. */
	#settled(): Promise<void> {
		if (this.#state !== 'restarting') return Promise.resolve();
		return new Promise((resolve) => {
			const listening = this.onState((state) => {
				if (state !== 'running' && state !== 'failed') return;
				listening.dispose();
				resolve();
			});
		});
	}

	/** Where it ran and died at once, `#mayRestart` has been asked, and decides. */
	#notStarted(error: unknown): void {
		if (this.#state !== 'starting') return;
		this.#fail(`The Plumbline language server does not start: ${error instanceof Error ? error.message : String(error)}`);
	}

	#fail(words: string): void {
		if (this.#state === 'failed') return;
		this.#set('failed');
		this.#log.error(words);
		const [restart, showLog] = ['Restart', 'Show Log'] as const;
		void window.showErrorMessage(words, restart, showLog).then((chosen) => {
			if (chosen === restart) void this.restart();
			if (chosen === showLog) this.#log.show();
		});
	}

	#set(state: ServerState): void {
		this.#state = state;
		this.#emitters.state.fire(state);
	}
}
