import type { ServerCapabilities } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CancellationToken } from '../../language/cancellation.ts';
import type { Client } from '../client.ts';
import { answer, refuseCancelled } from '../connection.ts';
import type { StaticSession } from '../staticSession.ts';

/** What is offered to a client, beside what answers it. */
export interface Feature {
	capabilities(client: Client): ServerCapabilities;
	/** Registers the answers. */
	serve(session: StaticSession): void;
}

/**
 * Answers a request about an open contract; `none` for any other document.
 *
 * @throws the protocol's word for a request that was cancelled meanwhile
 */
export function aboutContract<T, N>(
	session: StaticSession,
	uri: string,
	token: CancellationToken,
	none: N,
	work: (document: TextDocument) => T | Promise<T>,
): Promise<T | N> {
	return aboutText<T, N>(session, uri, token, none, async (document) => {
		await session.service.prepare(document, token);
		refuseCancelled(token);
		return work(document);
	});
}

/** The same for what does without its parsed form. */
export function aboutText<T, N>(
	session: StaticSession,
	uri: string,
	token: CancellationToken,
	none: N,
	work: (document: TextDocument) => T | Promise<T>,
): Promise<T | N> {
	return answer<T | N>(token, () => {
		const document = session.documents.contract(uri);
		return document === undefined ? none : session.whenRead(() => work(document), token);
	});
}
