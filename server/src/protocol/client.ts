import type { InitializeParams } from 'vscode-languageserver';
import type { CompletionClient } from '../language/completion.ts';

/** What a client said of itself, in the words that we need. */
export interface Client {
	/** Our own, which has commands that no other has. */
	readonly isOurs: boolean;
	readonly trusted: boolean;
	readonly pulls: boolean;
	readonly can: {
		readonly configuration: boolean;
		readonly watchConfiguration: boolean;
		readonly workspaceFolders: boolean;
		readonly watchFiles: boolean;
		readonly relativePatterns: boolean;
		readonly progress: boolean;
		readonly refreshDiagnostics: boolean;
		readonly refreshLenses: boolean;
		readonly refreshHints: boolean;
		readonly applyEdit: boolean;
		readonly documentChanges: boolean;
		readonly changeAnnotations: boolean;
		readonly linkDefinitions: boolean;
		readonly prepareRename: boolean;
	};
	readonly completion: CompletionClient;
	/** Folding ranges that it wants of a document at most. */
	readonly mostFolds: number | undefined;
}

export function clientOf({ capabilities, initializationOptions }: InitializeParams): Client {
	const { workspace = {}, textDocument = {}, window = {} } = capabilities;
	const told: { readonly client?: unknown; readonly trusted?: unknown } =
		typeof initializationOptions === 'object' && initializationOptions !== null ? initializationOptions : {};
	return {
		isOurs: told.client === 'vscode',
		// An editor that knows no trust runs nothing by itself either: what runs is what its user asks for.
		trusted: told.trusted !== false,
		// A client that pulls but cannot be asked to pull again would never see what a check found: it is pushed to.
		pulls: textDocument.diagnostic !== undefined && workspace.diagnostics?.refreshSupport === true,
		can: {
			configuration: workspace.configuration === true,
			watchConfiguration: workspace.didChangeConfiguration?.dynamicRegistration === true,
			workspaceFolders: workspace.workspaceFolders === true,
			watchFiles: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
			relativePatterns: workspace.didChangeWatchedFiles?.relativePatternSupport === true,
			progress: window.workDoneProgress === true,
			refreshDiagnostics: workspace.diagnostics?.refreshSupport === true,
			refreshLenses: workspace.codeLens?.refreshSupport === true,
			refreshHints: workspace.inlayHint?.refreshSupport === true,
			applyEdit: workspace.applyEdit === true,
			documentChanges: workspace.workspaceEdit?.documentChanges === true,
			changeAnnotations: workspace.workspaceEdit?.changeAnnotationSupport !== undefined,
			linkDefinitions: textDocument.definition?.linkSupport === true,
			prepareRename: textDocument.rename?.prepareSupport === true,
		},
		completion: {
			snippets: textDocument.completion?.completionItem?.snippetSupport === true,
			insertReplace: textDocument.completion?.completionItem?.insertReplaceSupport === true,
			...(told.client === 'vscode' ? { suggestCommand: 'editor.action.triggerSuggest' } : {}),
		},
		mostFolds: textDocument.foldingRange?.rangeLimit,
	};
}
