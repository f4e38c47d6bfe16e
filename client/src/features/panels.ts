import {
	commands,
	Disposable,
	type ExtensionContext,
	Range,
	Selection,
	TextEditorRevealType,
	type Uri,
	ViewColumn,
	window,
	workspace,
} from 'vscode';
import {
	type RuleNode,
	type RuleTree,
	requests,
	type SamplePage,
	type StoredRun,
	commands as serverCommands,
} from '../../../server/src/shared/messages.ts';
import type { LanguageServer } from '../languageServer.ts';
import { registerPanels } from '../panels/index.ts';

/** The panels, with what they need of the server and of the editor. */
export function registerPanelCommands(context: ExtensionContext, server: LanguageServer): Disposable {
	const disposables = registerPanels(context, {
		results: async (uri) => (await server.request<StoredRun | null>(requests.results, { uri: uri.toString() })) ?? undefined,
		rules: (uri) => server.request<RuleTree>(requests.rules, { uri: uri.toString() }),
		onRun: (listener) => server.onRun(listener),
		check: async (params) => {
			await server.request<StoredRun>(requests.check, params);
		},
		cancel: async (uri) => {
			await commands.executeCommand(serverCommands.cancelCheck, uri.toString());
		},
		sample: (params, token) => server.request<SamplePage>(requests.sample, params, token),
		reveal,
		get trusted() {
			return workspace.isTrusted;
		},
	});
	return Disposable.from(...disposables);
}

async function reveal(uri: Uri, { start, end }: RuleNode['range'], focus: boolean): Promise<void> {
	const open = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
	const range = new Range(start.line, start.character, end.line, end.character);
	const editor = await window.showTextDocument(uri, { viewColumn: open?.viewColumn ?? ViewColumn.One, preserveFocus: !focus });
	editor.selection = new Selection(range.start, range.end);
	editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
