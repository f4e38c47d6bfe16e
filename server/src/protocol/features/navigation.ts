import type { Location, LocationLink } from 'vscode-languageserver';
import { answer, failure } from '../connection.ts';
import { editFor } from '../workspaceEdit.ts';
import { aboutContract, type Feature } from './feature.ts';

export const definition: Feature = {
	capabilities: () => ({ definitionProvider: true }),
	serve(session) {
		session.connection.onDefinition(({ textDocument: { uri }, position }, token) =>
			aboutContract(session, uri, token, null, (document) => {
				const links = session.service.definition(document, position, token);
				return session.client.can.linkDefinitions ? links : links.map(locationOf);
			}),
		);
	},
};

function locationOf({ targetUri: uri, targetSelectionRange: range }: LocationLink): Location {
	return { uri, range };
}

export const references: Feature = {
	capabilities: () => ({ referencesProvider: true }),
	serve(session) {
		session.connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
			aboutContract(session, uri, token, null, (document) =>
				session.service.references(document, position, context.includeDeclaration, token),
			),
		);
	},
};

export const rename: Feature = {
	capabilities: ({ can }) => ({ renameProvider: can.prepareRename ? { prepareProvider: true } : true }),
	serve(session) {
		session.connection.onPrepareRename(({ textDocument: { uri }, position }, token) =>
			aboutContract(session, uri, token, null, (document) => session.service.prepareRename(document, position, token) ?? null),
		);
		session.connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
			aboutContract(session, uri, token, null, (document) => {
				const renamed = session.service.rename(document, position, newName, token);
				if (!renamed.ok) throw failure(renamed.reason);
				return editFor(session.client, renamed.edit);
			}),
		);
	},
};

export const symbols: Feature = {
	capabilities: () => ({ documentSymbolProvider: true, workspaceSymbolProvider: { resolveProvider: false } }),
	serve(session) {
		session.connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
			aboutContract(session, uri, token, [], (document) => session.service.documentSymbols(document, token)),
		);
		session.connection.onWorkspaceSymbol(({ query }, token) => answer(token, () => session.service.workspaceSymbols(query, token)));
	},
};

export const selection: Feature = {
	capabilities: () => ({ selectionRangeProvider: true }),
	serve(session) {
		session.connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) =>
			aboutContract(session, uri, token, null, (document) => session.service.selectionRanges(document, positions, token)),
		);
	},
};
