import { commands, type ExtensionContext, type TextDocument, window, workspace } from 'vscode';
import { registerChecks } from './features/checks.ts';
import { registerPanelCommands } from './features/panels.ts';
import { registerProgress } from './features/progress.ts';
import { registerRuleSql } from './features/ruleSql.ts';
import { registerSampleContract } from './features/sampleContract.ts';
import { registerStatus } from './features/status.ts';
import { registerTasks } from './features/tasks.ts';
import { registerTestExplorer } from './features/testExplorer/index.ts';
import { registerYamlContracts } from './features/yamlContracts.ts';
import { LanguageServer } from './languageServer.ts';
import { MessageLines } from './messageLines.ts';
import { languageId } from './names.ts';
import { isServed } from './servedSchemes.ts';

/** Activation only: every feature registers itself. The server starts with the first contract, or what asks for it. */
export function activate(context: ExtensionContext): void {
	const log = window.createOutputChannel('Plumbline', { log: true });
	const lines = new MessageLines();
	const server = new LanguageServer(context, log, lines);
	const startFor = (document: TextDocument) => {
		if (document.languageId === languageId) void server.serve(document);
	};
	context.subscriptions.push(
		log,
		server,
		commands.registerCommand('plumbline.showLog', () => log.show()),
		commands.registerCommand('plumbline.restartServer', () => server.restart()),
		registerStatus(server),
		registerProgress(server),
		registerChecks(server),
		registerTestExplorer(server, lines),
		registerPanelCommands(context, server),
		registerRuleSql(server),
		registerSampleContract(context),
		registerTasks(context.extensionPath, () => void server.start()),
		registerYamlContracts(isServed),
		workspace.onDidOpenTextDocument(startFor),
		workspace.onDidGrantWorkspaceTrust(() => server.trust()),
	);
	workspace.textDocuments.forEach(startFor);
}
