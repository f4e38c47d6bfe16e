import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
	CodeAction,
	CodeActionContext,
	CodeLens,
	CompletionItem,
	CompletionList,
	Diagnostic,
	DocumentLink,
	DocumentSymbol,
	FoldingRange,
	FormattingOptions,
	Hover,
	InlayHint,
	Location,
	LocationLink,
	Position,
	Range,
	SelectionRange,
	SemanticTokens,
	SemanticTokensDelta,
	TextEdit,
	WorkspaceSymbol,
} from 'vscode-languageserver-types';
import type { StoredRun } from '../shared/messages.ts';
import type { CancellationToken } from './cancellation.ts';
import { codeActionsOf } from './codeActions.ts';
import { codeLensesOf } from './codeLens.ts';
import { type CompletionClient, completionsAt, resolveCompletion } from './completion.ts';
import { currentRun } from './currentRun.ts';
import { type DeclaredRule, DeclaredRules } from './declaredRules.ts';
import { definitionAt } from './definition.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { foldingRangesOf } from './folding.ts';
import { formattingEdits, onTypeFormattingEdits, rangeFormattingEdits } from './formatting.ts';
import { hoverAt } from './hover.ts';
import { inlayHintsOf } from './inlayHints.ts';
import { documentLinksOf } from './links.ts';
import { type Parsed, ParsedContracts } from './parsed.ts';
import { referencesAt } from './references.ts';
import { type RenameAnswer, type RenamePlace, renameAt, renamePlaceAt } from './rename.ts';
import { selectionRangesOf } from './selection.ts';
import { SemanticTokensProvider } from './semanticTokens.ts';
import { documentSymbolsOf } from './symbols.ts';
import type { LanguageWorkspace } from './workspace.ts';
import { workspaceSymbolsOf } from './workspaceSymbols.ts';

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
	/** What the last checks found, as it is of the text now; of a file that is not open, nothing is kept. */
	results(document: TextDocument, isOpen: boolean, token: CancellationToken): Promise<StoredRun | undefined>;
	/** What may be written at a position; the documentation of keys is left to `resolveCompletion`. */
	completions(
		document: TextDocument,
		position: Position,
		client: CompletionClient,
		token: CancellationToken,
		typed?: string,
	): CompletionList;
	resolveCompletion(item: CompletionItem): CompletionItem;
	hover(document: TextDocument, position: Position, token: CancellationToken): Promise<Hover | undefined>;
	/** @param isOurs whether the client shows icons in titles and has our own commands */
	codeLenses(document: TextDocument, isOurs: boolean, token: CancellationToken): Promise<CodeLens[]>;
	/**
	 * @param context what the client shows there, and the kinds that it asks for; see `codeActionKinds`
	 * @param isOurs whether the client has our own commands
	 */
	codeActions(
		document: TextDocument,
		range: Range,
		context: Pick<CodeActionContext, 'diagnostics' | 'only'>,
		isOurs: boolean,
		token: CancellationToken,
	): Promise<CodeAction[]>;
	inlayHints(document: TextDocument, range: Range, token: CancellationToken): Promise<InlayHint[]>;
	documentSymbols(document: TextDocument, token: CancellationToken): DocumentSymbol[];
	workspaceSymbols(query: string, token: CancellationToken): WorkspaceSymbol[];
	/** @param most as many as the client wants */
	foldingRanges(document: TextDocument, most: number | undefined, token: CancellationToken): FoldingRange[];
	selectionRanges(document: TextDocument, positions: readonly Position[], token: CancellationToken): SelectionRange[];
	documentLinks(document: TextDocument, token: CancellationToken): DocumentLink[];
	definition(document: TextDocument, position: Position, token: CancellationToken): LocationLink[];
	references(document: TextDocument, position: Position, includeDeclaration: boolean, token: CancellationToken): Location[];
	/** Undefined where nothing can be renamed. */
	prepareRename(document: TextDocument, position: Position, token: CancellationToken): RenamePlace | undefined;
	rename(document: TextDocument, position: Position, newName: string, token: CancellationToken): RenameAnswer;
	formatting(document: TextDocument, options: FormattingOptions, token: CancellationToken): TextEdit[];
	rangeFormatting(document: TextDocument, range: Range, options: FormattingOptions, token: CancellationToken): TextEdit[];
	/** @param character a line break is the one that does something */
	onTypeFormatting(
		document: TextDocument,
		position: Position,
		character: string,
		options: FormattingOptions,
		token: CancellationToken,
	): TextEdit[];
	/** By `semanticTokensLegend`. */
	semanticTokens(document: TextDocument, token: CancellationToken): SemanticTokens;
	semanticTokensDelta(document: TextDocument, previousResultId: string, token: CancellationToken): SemanticTokens | SemanticTokensDelta;
	semanticTokensRange(document: TextDocument, range: Range, token: CancellationToken): SemanticTokens;
	/** Reads a document in turns, so that what is asked of it next finds it read; done early where it was cancelled. */
	prepare(document: TextDocument, token: CancellationToken): Promise<void>;
	/** Lets go of everything kept for a document; to be called when it closes. */
	forget(uri: string): void;
}

export function createLanguageService(workspace: LanguageWorkspace): LanguageService {
	const contracts = new ParsedContracts(workspace);
	const declared = new DeclaredRules();
	const words = new SemanticTokensProvider(workspace);
	return {
		parsed: (document) => contracts.get(document),
		rules: (document, token) => declared.of(contracts.get(document), token),
		async diagnostics(document, token) {
			const parsed = await contracts.getInTurns(document, token);
			return parsed === undefined ? [] : diagnosticsOf(parsed, declared, workspace, token);
		},
		async fileDiagnostics(uri, token) {
			const text = workspace.read(uri);
			if (text === undefined) return undefined;
			const parsed = await new ParsedContracts(workspace).getInTurns(TextDocument.create(uri, 'odcs', 0, text), token);
			return parsed === undefined ? [] : diagnosticsOf(parsed, new DeclaredRules(), workspace, token);
		},
		results: (document, isOpen, token) =>
			isOpen
				? currentRun(contracts.get(document), declared, workspace, token)
				: currentRun(new ParsedContracts(workspace).get(document), new DeclaredRules(), workspace, token),
		completions: (document, position, client, token, typed) => completionsAt(document, position, workspace, client, token, typed),
		resolveCompletion,
		hover: async (document, position, token) => hoverAt(contracts.get(document), position, declared, workspace, token),
		codeLenses: async (document, isOurs, token) => codeLensesOf(contracts.get(document), declared, workspace, isOurs, token),
		codeActions: async (document, range, context, isOurs, token) =>
			codeActionsOf(contracts.get(document), range, context, declared, workspace, isOurs, token),
		inlayHints: async (document, range, token) => inlayHintsOf(contracts.get(document), range, declared, workspace, token),
		documentSymbols: (document, token) => documentSymbolsOf(contracts.get(document), token),
		workspaceSymbols: (query, token) => workspaceSymbolsOf(query, workspace, token),
		foldingRanges: (document, most, token) => foldingRangesOf(contracts.get(document), most, token),
		selectionRanges: (document, positions, token) => selectionRangesOf(contracts.get(document), positions, token),
		documentLinks: (document, token) => documentLinksOf(contracts.get(document), workspace, token),
		definition: (document, position, token) => definitionAt(contracts.get(document), position, workspace, token),
		references: (document, position, includeDeclaration, token) =>
			referencesAt(contracts.get(document), position, { includeDeclaration }, workspace, token),
		prepareRename: (document, position, token) => renamePlaceAt(contracts.get(document), position, workspace, token),
		rename: (document, position, newName, token) => renameAt(contracts.get(document), position, newName, workspace, token),
		formatting: (document, options, token) => formattingEdits(contracts.get(document), options, token),
		rangeFormatting: (document, range, options, token) => rangeFormattingEdits(contracts.get(document), range, options, token),
		onTypeFormatting: (document, position, character, options, token) =>
			onTypeFormattingEdits(contracts.get(document), position, character, options, token),
		semanticTokens: (document, token) => words.full(contracts.get(document), token),
		semanticTokensDelta: (document, previousResultId, token) => words.delta(contracts.get(document), previousResultId, token),
		semanticTokensRange: (document, range, token) => words.range(contracts.get(document), range, token),
		async prepare(document, token) {
			await contracts.getInTurns(document, token);
		},
		forget(uri) {
			words.forget(uri);
			contracts.forget(uri);
			declared.forget(uri);
		},
	};
}
