import { posix } from 'node:path';
import { commands, Disposable, languages, type TextEditor, Uri, type WebviewPanel, window, workspace } from 'vscode';
import type { RunState } from '../../../server/src/shared/messages.ts';
import { type FromResults, parseFromResults, type ShownContract, type ToResults } from '../../webview/messages.ts';
import type { PanelClient } from './client.ts';
import { take } from './copied.ts';
import { type Running, stillRunning } from './running.ts';

export interface ResultsPanelOptions {
	readonly panel: WebviewPanel;
	readonly uri: Uri;
	readonly client: PanelClient;
	/** What is going on with the contract now, where a run began before the panel was there. */
	readonly running: Running | undefined;
	showRows(object: string, violating: string | undefined): void;
}

/** The results of one contract, kept as they are while the panel is open: runs, edits of the contract, changes of trust. */
export class ResultsPanel implements Disposable {
	readonly #panel: WebviewPanel;
	readonly #uri: Uri;
	readonly #client: PanelClient;
	readonly #showRows: ResultsPanelOptions['showRows'];
	readonly #disposables: Disposable[];
	#running: Running | undefined;
	#isReady = false;
	/** Runs that ended while the panel was there. */
	#ends = 0;
	#refresh: NodeJS.Timeout | undefined;
	/** A reveal of ours moves the cursor; that is no wish to select another rule. */
	#quietUntil = 0;

	constructor({ panel, uri, client, running, showRows }: ResultsPanelOptions) {
		this.#panel = panel;
		this.#uri = uri;
		this.#client = client;
		this.#running = running;
		this.#showRows = showRows;
		this.#disposables = [
			panel.webview.onDidReceiveMessage((message: unknown) => {
				const parsed = parseFromResults(message);
				if (parsed) this.#answer(parsed).catch((error: unknown) => this.#fail(error));
			}),
			client.onRun((state) => this.#ran(state)),
			// The server looks at its results anew whenever a rule or its data has changed; so do we.
			languages.onDidChangeDiagnostics(({ uris }) => {
				if (uris.some((each) => each.toString() === this.#key)) this.#showSoon();
			}),
			workspace.onDidGrantWorkspaceTrust(() => this.#showSoon()),
			window.onDidChangeTextEditorSelection(({ textEditor }) => this.#cursor(textEditor)),
		];
	}

	reveal(): void {
		this.#panel.reveal(undefined, true);
		this.#showSoon();
	}

	dispose(): void {
		clearTimeout(this.#refresh);
		Disposable.from(...this.#disposables).dispose();
	}

	get #key(): string {
		return this.#uri.toString();
	}

	async #answer(message: FromResults): Promise<void> {
		switch (message.kind) {
			case 'ready':
				this.#isReady = true;
				return this.#show(cursorLine(this.#uri));
			case 'check': {
				const { ids, force } = message;
				return this.#client.check({ uri: this.#key, force, ...(ids ? { ids } : {}) });
			}
			case 'cancel':
				return this.#client.cancel(this.#uri);
			case 'reveal':
				this.#quietUntil = Date.now() + 500;
				return this.#client.reveal(this.#uri, message.range, message.focus);
			case 'sample':
				return this.#showRows(message.object, message.violating);
			case 'trust':
				await commands.executeCommand('workbench.trust.manage');
				return;
			case 'openContract':
				await window.showTextDocument(this.#uri, { viewColumn: window.visibleTextEditors.find(isOf(this.#uri))?.viewColumn ?? -1 });
				return;
			default:
				return take(message, this.#uri);
		}
	}

	#ran(state: RunState): void {
		if (Uri.parse(state.uri).toString() !== this.#key) return;
		this.#running = stillRunning(this.#running, state);
		if (!this.#running) this.#ends++;
		this.#post({ kind: 'run', state: { ...state, uri: this.#key } });
	}

	#showSoon(): void {
		clearTimeout(this.#refresh);
		this.#refresh = setTimeout(() => this.#show().catch((error: unknown) => this.#fail(error)), 150);
	}

	async #show(selectLine?: number): Promise<void> {
		if (!this.#isReady) return;
		const { trusted } = this.#client;
		const run = await this.#client.results(this.#uri);
		const base: ShownContract = {
			uri: this.#key,
			...placeOf(this.#uri),
			trusted,
			...(run ? { run } : {}),
			...(this.#running ? { running: this.#running } : {}),
		};
		this.#post({ kind: 'show', contract: base, ...(selectLine === undefined ? {} : { selectLine }) });
		if (run || !trusted) return;
		// What a check would do is told when it is known; the button is there before.
		const ends = this.#ends;
		const { objects, rules } = await this.#client.rules(this.#uri);
		// A run that ended meanwhile has told more.
		if (this.#ends !== ends) return;
		const declared = {
			rules: objects.reduce((sum, each) => sum + each.rules.length, rules.length),
			objects: objects.map(({ name }) => name),
		};
		this.#post({ kind: 'show', contract: { ...base, declared, ...(this.#running ? { running: this.#running } : {}) } });
	}

	#cursor(editor: TextEditor): void {
		if (!isOf(this.#uri)(editor) || Date.now() < this.#quietUntil) return;
		this.#post({ kind: 'cursor', line: editor.selection.active.line });
	}

	#fail(error: unknown): void {
		const message = error instanceof Error ? error.message : String(error);
		if (error instanceof Error && error.name === 'Canceled') return;
		this.#post({ kind: 'run', state: { state: 'failed', uri: this.#key, message } });
	}

	#post(message: ToResults): void {
		if (this.#isReady) void this.#panel.webview.postMessage(message);
	}
}

function isOf(uri: Uri): (editor: TextEditor) => boolean {
	return ({ document }) => document.uri.toString() === uri.toString();
}

function cursorLine(uri: Uri): number | undefined {
	const editor = window.activeTextEditor;
	return editor && isOf(uri)(editor) ? editor.selection.active.line : undefined;
}

function placeOf(uri: Uri): { readonly name: string; readonly folder: string } {
	const folder = posix.dirname(workspace.asRelativePath(uri));
	return { name: posix.basename(uri.path), folder: folder === '.' ? '' : folder };
}
