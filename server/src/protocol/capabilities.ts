import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { commands } from '../shared/messages.ts';
import type { Client } from './client.ts';
import { features } from './features/index.ts';

/** What we offer a client. */
export function capabilitiesFor(client: Client): ServerCapabilities {
	return {
		positionEncoding: 'utf-16',
		textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
		...(client.pulls
			? {
					diagnosticProvider: { identifier: 'plumbline', interFileDependencies: true, workspaceDiagnostics: true, workDoneProgress: false },
				}
			: {}),
		executeCommandProvider: { commands: Object.values(commands), workDoneProgress: true },
		workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
		...Object.assign({}, ...features.map((feature) => feature.capabilities(client))),
	};
}
