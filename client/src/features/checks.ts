import { commands, Disposable, type QuickPickItem, Uri, ViewColumn, window, workspace } from 'vscode';
import {
	type CheckParams,
	type RuleTree,
	requests,
	type StoredRun,
	commands as serverCommands,
} from '../../../server/src/shared/messages.ts';
import { showFailure } from '../failure.ts';
import type { LanguageServer } from '../languageServer.ts';
import { contractInView, pickContract } from './contractInView.ts';

/** The commands that hold a contract, one object or one rule of it against the data. */
export function registerChecks(server: LanguageServer): Disposable {
	const check = async (params: CheckParams) => {
		if (!workspace.isTrusted) return askForTrust();
		await told(server.request<StoredRun>(requests.check, params));
	};
	/** Each may be called on a file of the explorer; without one it is about the editor's, and where there is none, one is picked. */
	const command = (name: string, run: (uri: Uri) => Promise<void>) =>
		commands.registerCommand(name, async (given?: unknown) => {
			const uri = given instanceof Uri ? given : (contractInView() ?? (await openPicked(ViewColumn.Beside)));
			if (uri !== undefined) await run(uri);
		});
	return Disposable.from(
		commands.registerCommand('plumbline.openContract', (from?: unknown) =>
			openPicked(from === 'walkthrough' ? ViewColumn.Beside : ViewColumn.Active),
		),
		command('plumbline.checkContract', (uri) => check({ uri: uri.toString() })),
		command('plumbline.checkObject', async (uri) => {
			const object = await pickObject(await told(rulesOf(uri, server)));
			if (object !== undefined) await check({ uri: uri.toString(), ...object });
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

async function openPicked(viewColumn: ViewColumn): Promise<Uri | undefined> {
	const uri = await pickContract('Which contract?');
	if (uri !== undefined) await window.showTextDocument(uri, { preview: false, viewColumn });
	return uri;
}

function rulesOf(uri: Uri, server: LanguageServer): Promise<RuleTree> {
	return server.request<RuleTree>(requests.rules, { uri: uri.toString() });
}

/** The object that the cursor is in, or the one there is, else the one that the user picks; other contracts of the file may have its like. */
async function pickObject(tree: RuleTree | undefined): Promise<Pick<CheckParams, 'object' | 'contract'> | undefined> {
	if (tree === undefined) return undefined;
	const line = cursorLine(tree.uri);
	const here = line === undefined ? undefined : tree.objects.filter(({ range }) => range.start.line <= line).at(-1);
	const items = tree.objects.map((object) => ({
		object,
		label: object.name,
		description: `${object.rules.length.toLocaleString('en-US')} rules`,
	}));
	const only = here ?? (items.length === 1 ? tree.objects[0] : undefined);
	const chosen = only ?? (await pick(items, 'Check which object?'))?.object;
	return chosen && { object: chosen.name, ...(chosen.contract === undefined ? {} : { contract: chosen.contract }) };
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
		await showFailure(error);
		return undefined;
	}
}
