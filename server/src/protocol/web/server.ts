import type { Connection, InitializeResult } from 'vscode-languageserver';
import { capabilitiesFor, type Offer } from '../capabilities.ts';
import { clientOf } from '../client.ts';
import { answerPulls } from '../diagnostics/pull.ts';
import { publishDiagnostics } from '../diagnostics/push.ts';
import { answerWorkspacePulls } from '../diagnostics/workspace.ts';
import { codeLens, inlayHints } from '../features/decorations.ts';
import { features } from '../features/index.ts';
import { decoded } from '../files/decoded.ts';
import { Documents } from '../files/documents.ts';
import { refreshOnChange } from '../refresh.ts';
import { version } from '../version.ts';
import { WebSession } from './session.ts';

/** Serves one client with all that a contract's text alone tells. Nothing is checked: there is no data to be had here. */
export function serveTexts(connection: Connection): void {
	const documents = new Documents(connection, decoded);
	let session: WebSession | undefined;

	connection.onInitialize((params): InitializeResult => {
		const client = clientOf(params);
		session = new WebSession({ connection, client, documents, sentSettings: params.initializationOptions });
		if (client.pulls) {
			answerPulls(session);
			answerWorkspacePulls(session);
		} else publishDiagnostics(session);
		for (const feature of textsOnly.features) feature.serve(session);
		refreshOnChange(session);
		return { capabilities: capabilitiesFor(client, textsOnly), serverInfo: { name: 'plumbline', version } };
	});
	connection.onInitialized(() => {
		for (const listening of [session?.settings.listen(), session?.files.list()]) {
			listening?.catch((error) => session?.log('warning', error));
		}
	});
	connection.onDidChangeWatchedFiles(({ changes }) => {
		for (const { uri } of changes) session?.files.changed(uri);
		session?.files.list().catch((error) => session?.log('warning', error));
	});
	documents.onDidClose(({ document: { uri } }) => {
		session?.service.forget(uri);
		session?.settings.forget(uri);
	});
	connection.listen();
}

/** Lenses and hints show results, and there are none. */
const textsOnly: Offer = {
	features: features.filter((feature) => feature !== codeLens && feature !== inlayHints),
	commands: [],
};
