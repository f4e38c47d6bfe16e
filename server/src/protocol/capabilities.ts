import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { commands } from '../shared/messages.ts';
import type { Client } from './client.ts';
import type { Feature } from './features/feature.ts';
import { features } from './features/index.ts';

/** What a server of ours can do. */
export interface Offer {
	readonly features: readonly Feature[];
	/** Commands that it executes; none where nothing runs. */
	readonly commands: readonly string[];
}

/** All that there is, for a server that can read data. */
export const everything: Offer = { features, commands: Object.values(commands) };

/** What we offer a client. */
export function capabilitiesFor(client: Client, { features, commands }: Offer): ServerCapabilities {
	return {
		positionEncoding: 'utf-16',
		textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
		...(client.pulls
			? {
					diagnosticProvider: { identifier: 'plumbline', interFileDependencies: true, workspaceDiagnostics: true, workDoneProgress: false },
				}
			: {}),
		...(commands.length > 0 ? { executeCommandProvider: { commands: [...commands], workDoneProgress: true } } : {}),
		workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
		...Object.assign({}, ...features.map((feature) => feature.capabilities(client))),
	};
}
