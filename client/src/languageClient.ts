import { CancellationError, type CancellationToken, type LogOutputChannel } from 'vscode';
import {
	CloseAction,
	ErrorAction,
	ErrorCodes,
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
import { showFailure } from './failure.ts';
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
	const client = new QuietClient('plumbline', 'Plumbline', { run, debug: run }, optionsOf(options));
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

/** The library tells of each attempt that fails in a message of its own. What there is to say is said once, by `languageServer.ts`. */
class QuietClient extends LanguageClient {
	override error(message: string, data?: unknown): void {
		super.error(message, data, false);
	}
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
		// Otherwise the library shows the error by itself. The handler below decides what comes next.
		initializationFailedHandler: () => false,
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
					await showFailure(isCancelled(error) ? new CancellationError() : error);
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
	if (isCancelled(error)) throw new CancellationError();
	throw isLost(error) ? new Error('The Plumbline language server stopped before it had an answer. Try again.') : error;
}

/** The server was gone when it was asked, or went before it answered. */
function isLost(error: unknown): boolean {
	return (
		error instanceof ResponseError && (error.code === ErrorCodes.PendingResponseRejected || error.code === ErrorCodes.ConnectionInactive)
	);
}

function isCancelled(error: unknown): boolean {
	return error instanceof ResponseError && (error.code === LSPErrorCodes.RequestCancelled || error.code === LSPErrorCodes.ServerCancelled);
}
