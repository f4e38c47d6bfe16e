import {
	type Connection,
	type ConnectionOptions,
	LSPErrorCodes,
	type Message,
	type RequestMessage,
	ResponseError,
	type ResponseMessage,
} from 'vscode-languageserver';
import { turn } from '../language/breather.ts';
import { Lifecycle } from './lifecycle.ts';

/**
 * A channel to the client, kept to the protocol's rules on what may be said when, whatever the client does.
 *
 * @param create makes the channel: Node's is another than a browser's
 */
export function openConnection(create: (options: ConnectionOptions) => Connection): { connection: Connection; lifecycle: Lifecycle } {
	const lifecycle = new Lifecycle();
	const connection = create({
		connectionStrategy: { cancelUndispatched },
		messageStrategy: { handleMessage: (message: Message, next: (message: Message) => void) => lifecycle.pass(message, next) },
	});
	lifecycle.answerRefused(connection);
	return { connection, lifecycle };
}

/** A request that is cancelled before its turn is answered at once. */
function cancelUndispatched(message: Message): ResponseMessage | undefined {
	if (!isRequest(message)) return undefined;
	return { jsonrpc: '2.0', id: message.id, error: { code: LSPErrorCodes.RequestCancelled, message: 'Cancelled' } };
}

function isRequest(message: Message): message is RequestMessage {
	return 'id' in message && 'method' in message;
}

interface Token {
	readonly isCancellationRequested: boolean;
}

/**
 * Answers a request unless it is cancelled meanwhile, which is then its answer. Lets other messages in first: what
 * cancels it may have come with it.
 */
export async function answer<T>(token: Token, work: () => T | Promise<T>): Promise<T> {
	await turn();
	refuseCancelled(token);
	const result = await work();
	refuseCancelled(token);
	return result;
}

/** @throws the protocol's word for a request that nobody waits for any more */
export function refuseCancelled(token: Token): void {
	if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

/** The answer to a request that is well formed and cannot be fulfilled, with a sentence for the user. */
export function failure(message: string): ResponseError<void> {
	return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
