import { commands, type ExtensionContext, LanguageStatusSeverity, languages, type TextDocument, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/browser';
import { registerYamlContracts } from '../features/yamlContracts.ts';
import { languageId } from '../names.ts';
import { isServed } from '../servedSchemes.ts';
import { startLanguageClient } from './languageClient.ts';

let running: Promise<LanguageClient> | undefined;

/**
 * The extension in a browser, where there is no process to start and no data to read: what the text of a contract alone
 * tells, from a worker. Commands of the others are hidden by `plumbline.static`.
 */
export function activate(context: ExtensionContext): void {
	const log = window.createOutputChannel('Plumbline', { log: true });
	const status = languages.createLanguageStatusItem('plumbline.status', { language: languageId });
	status.name = 'Plumbline';
	status.text = 'Static checks only';
	status.detail = 'No data is read and no rule runs in the browser';
	status.command = { command: 'plumbline.showLog', title: 'Show Log' };

	const start = () => {
		if (running !== undefined) return;
		status.busy = true;
		running = startLanguageClient(Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js'), log);
		running
			.catch((error) => {
				running = undefined;
				status.severity = LanguageStatusSeverity.Error;
				status.text = 'Stopped';
				status.command = { command: 'plumbline.restartServer', title: 'Restart' };
				log.error(error);
			})
			.finally(() => {
				status.busy = false;
			});
	};
	const restart = async () => {
		const before = await running?.catch(() => undefined);
		if (before === undefined) return start();
		await before.stop();
		await before.start();
	};
	const startFor = ({ languageId: language }: TextDocument) => {
		if (language === languageId) start();
	};
	void commands.executeCommand('setContext', 'plumbline.static', true);
	context.subscriptions.push(
		log,
		status,
		commands.registerCommand('plumbline.showLog', () => log.show()),
		commands.registerCommand('plumbline.restartServer', restart),
		...absentCommands(context).map((command) => commands.registerCommand(command, sayWhy)),
		registerYamlContracts((scheme) => scheme !== 'untitled' && isServed(scheme)),
		workspace.onDidOpenTextDocument(startFor),
	);
	workspace.textDocuments.forEach(startFor);
}

/** What the manifest offers and no browser can do: menus hide it, but a key or a link may still ask for it. */
function absentCommands({ extension }: ExtensionContext): string[] {
	const declared: readonly { readonly command: string }[] = extension.packageJSON.contributes.commands;
	const here = ['plumbline.showLog', 'plumbline.restartServer'];
	return declared.map(({ command }) => command).filter((command) => !here.includes(command));
}

function sayWhy(): void {
	void window.showInformationMessage('In the browser only the text of contracts is checked: data is read by VS Code on a desktop.');
}

export async function deactivate(): Promise<void> {
	await (await running?.catch(() => undefined))?.dispose();
}
