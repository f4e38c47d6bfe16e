import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { CancellationToken } from './cancellation.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { ParsedContracts } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/**
 * Every answer about a contract's text, without a protocol and without a query: a pure function of a document and of
 * what the workspace knows already.
 */
export interface LanguageService {
	/** What is wrong with the text, and what the last checks found of the data, in the order of the text. */
	diagnostics(document: TextDocument, token: CancellationToken): Promise<Diagnostic[]>;
	/** Lets go of everything kept for a document; to be called when it closes. */
	forget(uri: string): void;
}

export function createLanguageService(workspace: LanguageWorkspace): LanguageService {
	const contracts = new ParsedContracts(workspace);
	return {
		diagnostics: async (document, token) => diagnosticsOf(contracts.get(document), workspace, token),
		forget: (uri) => contracts.forget(uri),
	};
}
