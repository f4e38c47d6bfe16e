import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { CancellationToken } from './cancellation.ts';
import { type DeclaredRule, DeclaredRules } from './declaredRules.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { type Parsed, ParsedContracts } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/**
 * Every answer about a contract's text, without a protocol and without a query: a pure function of a document and of
 * what the workspace knows already.
 */
export interface LanguageService {
	/** The document as it is now; later changes leave it as it is. */
	parsed(document: TextDocument): Parsed;
	/** The rules that the document declares, by the ids that their results bear. */
	rules(document: TextDocument, token: CancellationToken): Promise<ReadonlyMap<string, DeclaredRule>>;
	/** What is wrong with the text, and what the last checks found of the data, in the order of the text. */
	diagnostics(document: TextDocument, token: CancellationToken): Promise<Diagnostic[]>;
	/** The same for a file that is not open; nothing of it is kept. Undefined where there is no such file. */
	fileDiagnostics(uri: string, token: CancellationToken): Promise<Diagnostic[] | undefined>;
	/** Lets go of everything kept for a document; to be called when it closes. */
	forget(uri: string): void;
}

export function createLanguageService(workspace: LanguageWorkspace): LanguageService {
	const contracts = new ParsedContracts(workspace);
	const declared = new DeclaredRules();
	return {
		parsed: (document) => contracts.get(document),
		rules: (document, token) => declared.of(contracts.get(document), token),
		diagnostics: async (document, token) => diagnosticsOf(contracts.get(document), declared, workspace, token),
		async fileDiagnostics(uri, token) {
			const text = workspace.read(uri);
			if (text === undefined) return undefined;
			const parsed = new ParsedContracts(workspace).get(TextDocument.create(uri, 'odcs', 0, text));
			return diagnosticsOf(parsed, new DeclaredRules(), workspace, token);
		},
		forget(uri) {
			contracts.forget(uri);
			declared.forget(uri);
		},
	};
}
