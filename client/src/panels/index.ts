import { posix } from 'node:path';
import { commands, type Disposable, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { ObjectNode } from '../../../server/src/shared/messages.ts';
import { type KeptState, parseKeptState } from '../../webview/messages.ts';
import type { PanelClient } from './client.ts';
import { type PanelName, pageOf, webviewOptions } from './page.ts';
import { ResultsPanel } from './resultsPanel.ts';
import { type Running, stillRunning } from './running.ts';
import { SamplePanel } from './samplePanel.ts';

/**
 * The Results panel and the Sample rows panel: the commands that open them (`plumbline.showResults` and
 * `plumbline.sampleRows`, which lenses and hovers name too), and their return after a reload of the window.
 */
export function registerPanels(context: ExtensionContext, client: PanelClient): Disposable[] {
	const results = new Map<string, ResultsPanel>();
	const samples = new Map<string, SamplePanel>();
	const running = new Map<string, Running>();

	const addResults = (panel: WebviewPanel, uri: Uri) => {
		const key = uri.toString();
		prepare(panel, 'results', `Results: ${posix.basename(uri.path)}`, context.extensionUri);
		const showRows = (object: string, violating: string | undefined) => showSample(uri, object, violating);
		const added = new ResultsPanel({ panel, uri, client, running: running.get(key), showRows });
		results.set(key, added);
		panel.onDidDispose(() => {
			results.delete(key);
			added.dispose();
		});
	};
	const addSample = (panel: WebviewPanel, { uri: text, object = '', contract, violating }: KeptState) => {
		const uri = Uri.parse(text);
		const key = sampleKey(uri, object, contract);
		prepare(panel, 'sample', `${object} rows`, context.extensionUri);
		const added = new SamplePanel({ panel, uri, object, contract, violating, client });
		samples.set(key, added);
		panel.onDidDispose(() => {
			samples.delete(key);
			added.dispose();
		});
	};
	const showResults = (uri: Uri) => {
		const open = results.get(uri.toString());
		if (open) open.reveal();
		else addResults(create('results', 'Results', context.extensionUri), uri);
	};
	const showSample = (uri: Uri, object: string, violating?: string, contract?: number) => {
		const open = samples.get(sampleKey(uri, object, contract));
		if (open) return open.reveal(violating);
		addSample(create('sample', object, context.extensionUri), {
			uri: uri.toString(),
			object,
			...(contract === undefined ? {} : { contract }),
			...(violating ? { violating } : {}),
		});
	};

	return [
		client.onRun((state) => {
			const key = Uri.parse(state.uri).toString();
			const still = stillRunning(running.get(key), state);
			if (still) running.set(key, still);
			else running.delete(key);
		}),
		commands.registerCommand('plumbline.showResults', async (given?: unknown) => {
			const uri = uriOf(given);
			if (uri) showResults(uri);
			else await window.showInformationMessage(openFirst);
		}),
		commands.registerCommand('plumbline.sampleRows', async (given?: unknown, options?: unknown) => {
			const uri = uriOf(given);
			if (!uri) return void (await window.showInformationMessage(openFirst));
			const wanted = optionsOf(options);
			const picked = wanted.object === undefined ? await pickObject(uri, client) : { name: wanted.object, contract: wanted.contract };
			if (picked !== undefined) showSample(uri, picked.name, wanted.violating, picked.contract);
		}),
		window.registerWebviewPanelSerializer(viewTypes.results, {
			async deserializeWebviewPanel(panel, state: unknown) {
				const kept = parseKeptState(state);
				if (kept) addResults(panel, Uri.parse(kept.uri));
				else panel.dispose();
			},
		}),
		window.registerWebviewPanelSerializer(viewTypes.sample, {
			async deserializeWebviewPanel(panel, state: unknown) {
				const kept = parseKeptState(state);
				if (kept?.object !== undefined) addSample(panel, kept);
				else panel.dispose();
			},
		}),
	];
}

const viewTypes: Readonly<Record<PanelName, string>> = { results: 'plumbline.results', sample: 'plumbline.sample' };
const openFirst = 'Open a data contract first: a file named *.odcs.yaml.';

function create(name: PanelName, title: string, extension: Uri): WebviewPanel {
	const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
	return window.createWebviewPanel(viewTypes[name], title, column, { ...webviewOptions(extension), enableFindWidget: false });
}

function prepare(panel: WebviewPanel, name: PanelName, title: string, extension: Uri): void {
	panel.title = title;
	const icon = (theme: string) => Uri.joinPath(extension, 'client', 'media', `contract-${theme}.svg`);
	panel.iconPath = { light: icon('light'), dark: icon('dark') };
	panel.webview.options = webviewOptions(extension);
	panel.webview.html = pageOf(name, name === 'results' ? 'Results' : 'Sample rows', panel.webview, extension);
}

/** Lenses give an address as text, menus give a Uri, the palette gives nothing and means the editor's contract. */
function uriOf(given: unknown): Uri | undefined {
	if (given instanceof Uri) return given;
	if (typeof given === 'string') return Uri.parse(given);
	const document = window.activeTextEditor?.document;
	return document?.languageId === 'odcs' ? document.uri : undefined;
}

/** Several contracts of one file may each have such an object. */
function sampleKey(uri: Uri, object: string, contract = 0): string {
	return `${uri.toString()}\n${contract}\n${object}`;
}

function optionsOf(given: unknown): Pick<KeptState, 'object' | 'contract' | 'violating'> {
	if (typeof given !== 'object' || given === null) return {};
	const object = 'object' in given && typeof given.object === 'string' ? given.object : undefined;
	const contract = 'contract' in given && typeof given.contract === 'number' ? given.contract : undefined;
	const violating = 'violating' in given && typeof given.violating === 'string' ? given.violating : undefined;
	return {
		...(object === undefined ? {} : { object }),
		...(contract === undefined ? {} : { contract }),
		...(violating === undefined ? {} : { violating }),
	};
}

/** The object there is, or the one that the user picks; other contracts of the file may have its like. */
async function pickObject(uri: Uri, client: PanelClient): Promise<Pick<ObjectNode, 'name' | 'contract'> | undefined> {
	const { objects } = await client.rules(uri);
	if (objects.length < 2) return objects[0];
	const items = objects.map((object) => ({ object, label: object.name }));
	return (await window.showQuickPick(items, { placeHolder: 'Rows of which object?' }))?.object;
}
