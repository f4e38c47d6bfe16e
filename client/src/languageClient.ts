import { CancellationError, type CancellationToken, commands, type LogOutputChannel, window } from 'vscode';
import {
	CloseAction,
	ErrorAction,
	LanguageClient,
	type LanguageClientOptions,
	LSPErrorCodes,
	ResponseError,
	RevealOutputChannelOn,
	State,
	TransportKind,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/shared/messages.ts';
import { answerFileRequests } from './clientFiles.ts';
import type { MessageLines } from './messageLines.ts';
import { hoverCommands } from './names.ts';

/** The part of the protocol's client that the rest of the extension sees. */
export interface ServerClient {
	start(): Promise<void>;
	restart(): Promise<void>;
	request<Answer>(method: string, params: unknown, token?: CancellationToken): Promise<Answer>;
	notify(method: string): Promise<void>;
	onNotification<Params>(method: string, handler: (params: Params) => void): void;
	dispose(): Promise<void>;
}

export interface ServerClientOptions {
	/** Path of the server's program. */
	readonly module: string;
	readonly log: LogOutputChannel;
	readonly initializationOptions: () => InitializationOptions;
	/** Asked when the server is gone without having been stopped; settles when it is to be started again, or not. */
	readonly mayRestart: () => Promise<boolean>;
	readonly onRunning: () => void;
	/** Read at every start. */
	readonly documentSelector: { readonly language: string; readonly scheme: string }[];
	/** Where hints would stand in the way. */
	readonly messageLines: MessageLines;
}

/** A client of `module`, run by the extension host's own Node, over Node's channel between processes. */
export function createClient({ module, onRunning, ...options }: ServerClientOptions): ServerClient {
	const run = { module, transport: TransportKind.ipc };
	const client = new LanguageClient('plumbline', 'Plumbline', { run, debug: run }, optionsOf(options));
	answerFileRequests(client);
	client.onDidChangeState(({ newState }) => {
		if (newState === State.Running) onRunning();
	});
	return {
		start: () => client.start(),
		restart: () => (client.isRunning() ? client.restart() : client.start()),
		// A token that is undefined would be sent as one more parameter.
		request: (method, params, token) =>
			(token === undefined ? client.sendRequest<never>(method, params) : client.sendRequest<never>(method, params, token)).catch(rethrow),
		notify: (method) => client.sendNotification(method),
		onNotification: (method, handler) => void client.onNotification(method, handler),
		dispose: () => client.dispose().catch(() => {}),
	};
}

function optionsOf({
	log,
	initializationOptions,
	mayRestart,
	messageLines,
	documentSelector,
}: Omit<ServerClientOptions, 'module' | 'onRunning'>): LanguageClientOptions {
	return {
		documentSelector,
		outputChannel: log,
		revealOutputChannelOn: RevealOutputChannelOn.Never,
		initializationOptions,
		diagnosticPullOptions: { onChange: true, onFocus: true },
		// What hovers link to; nothing else that a contract's text could smuggle in.
		markdown: { isTrusted: { enabledCommands: hoverCommands }, supportHtml: false },
		errorHandler: {
			error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
			closed: async () => ({ action: (await mayRestart()) ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
		},
		middleware: {
			// A lens or a hover that runs a command: what goes wrong is said once, in the server's words.
			executeCommand: async (command, args, next) => {
				try {
					return await next(command, args);
				} catch (error) {
					await showFailure(error);
					return undefined;
				}
			},
			provideInlayHints: async (document, range, token, next) =>
				(await next(document, range, token))?.filter(({ position }) => !messageLines.has(document.uri, position.line)),
			// Runs are shown by `features/progress.ts`, and not as a notification that covers the text.
			handleWorkDoneProgress: () => {},
		},
	};
}

function rethrow(error: unknown): never {
	throw isCancelled(error) ? new CancellationError() : error;
}

async function showFailure(error: unknown): Promise<void> {
	if (isCancelled(error)) return;
	const showLog = 'Show Log';
	const chosen = await window.showErrorMessage(error instanceof Error ? error.message : String(error), showLog);
	if (chosen === showLog) await commands.executeCommand('plumbline.showLog');
}

function isCancelled(error: unknown): boolean {
	return error instanceof ResponseError && (error.code === LSPErrorCodes.RequestCancelled || error.code === LSPErrorCodes.ServerCancelled);
}
