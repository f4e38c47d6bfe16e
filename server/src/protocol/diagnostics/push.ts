import { CancellationTokenSource } from 'vscode-languageserver';
import type { StaticSession } from '../staticSession.ts';
import { diagnose } from './compute.ts';

/** Publishes diagnostics of open documents, for clients that do not ask for them. */
export function publishDiagnostics(session: StaticSession): void {
	const { documents, connection } = session;
	const { keyOf } = documents;
	const waiting = new Map<string, { cancel(): void }>();
	const sent = new Map<string, string>();
	const publish = async (uri: string, source: CancellationTokenSource) => {
		const diagnosed = await diagnose(session, uri, source.token);
		if (source.token.isCancellationRequested || documents.get(uri) === undefined) return;
		const version = documents.get(uri)?.version;
		const resultId = `${version} ${diagnosed?.resultId}`;
		if (sent.get(keyOf(uri)) === resultId) return;
		sent.set(keyOf(uri), resultId);
		await connection.sendDiagnostics({ uri, ...(version === undefined ? {} : { version }), diagnostics: diagnosed?.items ?? [] });
	};
	const ask = (uri: string) => {
		waiting.get(keyOf(uri))?.cancel();
		const source = new CancellationTokenSource();
		const timer = setTimeout(() => publish(uri, source).catch((error) => session.log('error', error)), quietMs);
		waiting.set(keyOf(uri), {
			cancel: () => {
				clearTimeout(timer);
				source.cancel();
			},
		});
	};
	documents.onDidChange(({ document }) => {
		ask(document.uri);
		// What refers to it may be right or wrong by now.
		for (const { uri } of documents.all()) if (uri !== document.uri) ask(uri);
	});
	documents.onDidClose(({ document: { uri } }) => {
		waiting.get(keyOf(uri))?.cancel();
		waiting.delete(keyOf(uri));
		sent.delete(keyOf(uri));
		connection.sendDiagnostics({ uri, diagnostics: [] }).catch(() => {});
	});
	session.changes.on((uris) => {
		const keys = uris === 'all' ? undefined : new Set(uris.map(keyOf));
		for (const { uri } of documents.all()) if (keys?.has(keyOf(uri)) !== false) ask(uri);
	});
}

/** Keys that come faster than that are judged once. */
const quietMs = 10;
