import { type Connection, ErrorCodes, type Message, ResponseError } from 'vscode-languageserver';

/**
 * The states of a session. Before `initialize` and after `shutdown` requests are answered with an error and
 * notifications are dropped, but for `exit`.
 */
export class Lifecycle {
	#state: 'new' | 'running' | 'shutDown' = 'new';

	get isRunning(): boolean {
		return this.#state === 'running';
	}

	/** Lets a message through, or puts the refusal in the place of what it asks for. */
	pass(message: Message, next: (message: Message) => void): void {
		if (!('method' in message) || typeof message.method !== 'string') {
			next(message);
			return;
		}
		const { method } = message;
		const refusal = this.#refusal(method);
		if (refusal === undefined) {
			if (method === 'initialize') this.#state = 'running';
			if (method === 'shutdown') this.#state = 'shutDown';
			next(message);
		} else if ('id' in message) {
			next({ ...message, method: refusal } as Message);
		}
	}

	#refusal(method: string): string | undefined {
		if (method === 'exit') return undefined;
		if (method === 'initialize') return this.#state === 'new' ? undefined : twice;
		return { new: early, running: undefined, shutDown: late }[this.#state];
	}

	answerRefused(connection: Connection): void {
		const refuse = (method: string, code: number, words: string) =>
			connection.onRequest(method, () => {
				throw new ResponseError(code, words);
			});
		refuse(early, ErrorCodes.ServerNotInitialized, 'The session begins with "initialize"');
		refuse(late, ErrorCodes.InvalidRequest, 'The session is shut down');
		refuse(twice, ErrorCodes.InvalidRequest, 'The session is initialized already');
	}
}

const early = '$/plumbline/early';
const late = '$/plumbline/late';
const twice = '$/plumbline/twice';
