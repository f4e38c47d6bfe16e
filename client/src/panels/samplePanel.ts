import { posix } from 'node:path';
import { CancellationError, CancellationTokenSource, commands, Disposable, Uri, type WebviewPanel, workspace } from 'vscode';
import type { RunState, StoredRun } from '../../../server/src/shared/messages.ts';
import { type FromSample, parseFromSample, type ShownRule, type ToSample } from '../../webview/messages.ts';
import type { PanelClient } from './client.ts';
import { take } from './copied.ts';

export interface SamplePanelOptions {
	readonly panel: WebviewPanel;
	readonly uri: Uri;
	readonly object: string;
	/** As in `SampleParams`. */
	readonly contract: number | undefined;
	readonly violating: string | undefined;
	readonly client: PanelClient;
}

/** Rows of one object of a contract, a page at a time. */
export class SamplePanel implements Disposable {
	readonly #panel: WebviewPanel;
	readonly #uri: Uri;
	readonly #object: string;
	readonly #contract: number | undefined;
	readonly #client: PanelClient;
	readonly #disposables: Disposable[];
	readonly #asked = new Map<number, CancellationTokenSource>();
	#violating: string | undefined;
	#rules: readonly ShownRule[] = [];
	#isReady = false;

	constructor({ panel, uri, object, contract, violating, client }: SamplePanelOptions) {
		this.#panel = panel;
		this.#uri = uri;
		this.#object = object;
		this.#contract = contract;
		this.#violating = violating;
		this.#client = client;
		this.#disposables = [
			panel.webview.onDidReceiveMessage((message: unknown) => {
				const parsed = parseFromSample(message);
				if (parsed) void this.#answer(parsed);
			}),
			client.onRun((state) => this.#ran(state)),
			workspace.onDidGrantWorkspaceTrust(() => void this.#show()),
		];
	}

	reveal(violating: string | undefined): void {
		this.#panel.reveal(undefined, true);
		if (violating === undefined) return;
		this.#violating = violating;
		void this.#show();
	}

	dispose(): void {
		for (const source of this.#asked.values()) source.cancel();
		Disposable.from(...this.#disposables).dispose();
	}

	async #answer(message: FromSample): Promise<void> {
		switch (message.kind) {
			case 'ready':
				this.#isReady = true;
				return this.#show();
			case 'page':
				return this.#page(message);
			case 'drop':
				this.#asked.get(message.request)?.cancel();
				return;
			case 'reveal':
				return this.#client.reveal(this.#uri, message.range, message.focus);
			case 'trust':
				await commands.executeCommand('workbench.trust.manage');
				return;
			default:
				return take(message, this.#uri);
		}
	}

	async #page({ request, offset, limit, violating, showSensitive }: Extract<FromSample, { kind: 'page' }>): Promise<void> {
		const source = new CancellationTokenSource();
		this.#asked.set(request, source);
		try {
			const params = { uri: this.#uri.toString(), object: this.#object, offset, limit: Math.min(1000, limit), showSensitive };
			const contract = this.#contract;
			const asked = { ...params, mark: this.#rules.map(({ id }) => id) };
			const page = await this.#client.sample(
				{ ...asked, ...(contract === undefined ? {} : { contract }), ...(violating === undefined ? {} : { violating }) },
				source.token,
			);
			this.#post({ kind: 'page', request, page });
		} catch (error) {
			if (error instanceof CancellationError || source.token.isCancellationRequested) return;
			this.#post({ kind: 'problem', request, message: error instanceof Error ? error.message : String(error) });
		} finally {
			this.#asked.delete(request);
			source.dispose();
		}
	}

	/** Other results mark other cells, and may be of other rows. */
	#ran(state: RunState): void {
		if (state.state === 'done' && Uri.parse(state.uri).toString() === this.#uri.toString()) void this.#show();
	}

	async #show(): Promise<void> {
		if (!this.#isReady) return;
		const run = await this.#client.results(this.#uri).catch(() => undefined);
		const violating = this.#violating;
		this.#violating = undefined;
		this.#rules = rulesIn(run, this.#object, this.#contract ?? 0);
		this.#post({
			kind: 'show',
			sample: {
				uri: this.#uri.toString(),
				name: posix.basename(this.#uri.path),
				object: this.#object,
				...(this.#contract === undefined ? {} : { contract: this.#contract }),
				trusted: this.#client.trusted,
				rules: this.#rules,
				...(violating === undefined ? {} : { violating }),
			},
		});
	}

	#post(message: ToSample): void {
		if (this.#isReady) void this.#panel.webview.postMessage(message);
	}
}

/** Rules of the object that single rows break, by what the last check found. */
function rulesIn(run: StoredRun | undefined, object: string, contract: number): ShownRule[] {
	return (run?.results ?? []).flatMap(({ result }) => {
		// Ids of a file's second contract begin with `2/`.
		const isOf = Number(/^(\d+)\//.exec(result.id)?.[1] ?? 1) === contract + 1;
		if (!isOf || result.object !== object || !result.failingRows || !result.samples?.length) return [];
		return [
			{
				id: result.id,
				label: [result.property, result.expected].filter(Boolean).join(' '),
				range: result.location.range,
				failingRows: result.failingRows,
				cells: result.samples.map(({ file, row, line, violating = [] }) => ({
					...(file === undefined ? {} : { file }),
					...(row === undefined ? {} : { row }),
					...(line === undefined ? {} : { line }),
					columns: violating,
				})),
			},
		];
	});
}
