import { CancellationError, commands, Disposable, type QuickPickItem, Uri, window, workspace } from 'vscode';
import {
	type CheckParams,
	type RuleTree,
	requests,
	type StoredRun,
	commands as serverCommands,
} from '../../../server/src/shared/messages.ts';
import type { LanguageServer } from '../languageServer.ts';
import { languageId } from '../names.ts';

/** The commands that hold a contract, one object or one rule of it against the data. */
export function registerChecks(server: LanguageServer): Disposable {
	const check = async (params: CheckParams) => {
		if (!workspace.isTrusted) return askForTrust();
		await told(server.request<StoredRun>(requests.check, params));
	};
	/** Each may be called on a file of the explorer; without one it is about the editor's. */
	const command = (name: string, run: (uri: Uri) => Promise<void>) =>
		commands.registerCommand(name, async (given?: unknown) => {
			const uri = given instanceof Uri ? given : contractInEditor();
			if (uri === undefined) await window.showInformationMessage('Open a data contract first: a file named *.odcs.yaml.');
			else await run(uri);
		});
	return Disposable.from(
		command('plumbline.checkContract', (uri) => check({ uri: uri.toString() })),
		command('plumbline.checkObject', async (uri) => {
			const object = await pickObject(await told(rulesOf(uri, server)));
			if (object !== undefined) await check({ uri: uri.toString(), object });
		}),
		command('plumbline.runRule', async (uri) => {
			const id = await pickRule(await told(rulesOf(uri, server)));
			if (id !== undefined) await check({ uri: uri.toString(), ids: [id] });
		}),
		command('plumbline.cancelRunningCheck', async (uri) => {
			await commands.executeCommand(serverCommands.cancelCheck, uri.toString());
		}),
	);
}

function contractInEditor(): Uri | undefined {
	const document = window.activeTextEditor?.document;
	return document?.languageId === languageId ? document.uri : undefined;
}

function rulesOf(uri: Uri, server: LanguageServer): Promise<RuleTree> {
	return server.request<RuleTree>(requests.rules, { uri: uri.toString() });
}

/** The object that the cursor is in, or the one there is, else the one that the user picks. */
async function pickObject(tree: RuleTree | undefined): Promise<string | undefined> {
	if (tree === undefined) return undefined;
	const line = cursorLine(tree.uri);
	const here = line === undefined ? undefined : tree.objects.filter(({ range }) => range.start.line <= line).at(-1);
	if (here !== undefined || tree.objects.length === 1) return (here ?? tree.objects[0])?.name;
	const items = tree.objects.map(({ name, rules }) => ({ label: name, description: `${rules.length.toLocaleString('en-US')} rules` }));
	return (await pick(items, 'Check which object?'))?.label;
}

/** The rule on the cursor's line; where there are several or none, the one that the user picks. */
async function pickRule(tree: RuleTree | undefined): Promise<string | undefined> {
	if (tree === undefined) return undefined;
	const all = [
		...tree.objects.flatMap(({ name, rules }) => rules.map((rule) => ({ rule, object: name }))),
		...tree.rules.map((rule) => ({ rule, object: '' })),
	];
	const line = cursorLine(tree.uri);
	const here = all.filter(({ rule: { range } }) => line !== undefined && range.start.line <= line && line <= range.end.line);
	if (here.length === 1) return here[0]?.rule.id;
	const items = (here.length > 1 ? here : all).map(({ rule, object }) => ({
		id: rule.id,
		label: rule.label,
		description: object,
		...(rule.notEnforced === undefined ? {} : { detail: `Not enforced: ${rule.notEnforced}` }),
	}));
	return (await pick(items, 'Run which rule?'))?.id;
}

async function pick<Item extends QuickPickItem>(items: readonly Item[], placeHolder: string): Promise<Item | undefined> {
	if (items.length > 0) return window.showQuickPick(items, { placeHolder, matchOnDescription: true });
	await window.showInformationMessage('This contract declares nothing that could be checked.');
	return undefined;
}

function cursorLine(uri: string): number | undefined {
	const editor = window.activeTextEditor;
	return editor?.document.uri.toString() === Uri.parse(uri).toString() ? editor.selection.active.line : undefined;
}

async function askForTrust(): Promise<void> {
	const manage = 'Manage Trust';
	const chosen = await window.showInformationMessage('Checks read data and run rules, so they need a trusted workspace.', manage);
	if (chosen === manage) await commands.executeCommand('workbench.trust.manage');
}

/** @returns undefined where it was cancelled, or failed and the user has been told */
async function told<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof CancellationError) return undefined;
		const showLog = 'Show Log';
		const chosen = await window.showErrorMessage(error instanceof Error ? error.message : String(error), showLog);
		if (chosen === showLog) await commands.executeCommand('plumbline.showLog');
		return undefined;
	}
}
