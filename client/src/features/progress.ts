import { basename } from 'node:path';
import { commands, Disposable, ProgressLocation, Uri, window } from 'vscode';
import type { RunState } from '../../../server/src/shared/messages.ts';
import type { LanguageServer } from '../languageServer.ts';

type Running = Extract<RunState, { state: 'running' }>;

/** Shows the checks that are going on in the status bar, and tells menus which contracts are being checked. */
export function registerProgress(server: LanguageServer): Disposable {
	const shown = new Map<string, { show(state: Running): void; end(): void }>();
	const tellMenus = () =>
		commands.executeCommand(
			'setContext',
			'plumbline.checking',
			[...shown.keys()].map((uri) => Uri.parse(uri).fsPath),
		);
	const end = (uri: string) => {
		shown.get(uri)?.end();
		if (shown.delete(uri)) void tellMenus();
	};
	return Disposable.from(
		server.onRun((state) => {
			if (state.state !== 'running') end(state.uri);
			else if (shown.has(state.uri)) shown.get(state.uri)?.show(state);
			else {
				shown.set(state.uri, showProgress(state));
				void tellMenus();
			}
		}),
		// What was going on has ended with the server.
		server.onState((state) => state !== 'running' && [...shown.keys()].forEach(end)),
	);
}

/** Appears only where there is something to wait for. */
function showProgress(first: Running) {
	let latest = first;
	let report: (() => void) | undefined;
	let finish = () => {};
	const finished = new Promise<void>((resolve) => {
		finish = resolve;
	});
	const timer = setTimeout(() => {
		const title = `Checking ${basename(Uri.parse(first.uri).fsPath)}`;
		void window.withProgress({ location: ProgressLocation.Window, title }, (progress) => {
			report = () => progress.report({ message: wordsOf(latest) });
			report();
			return finished;
		});
	}, 300);
	return {
		show(state: Running) {
			latest = state;
			report?.();
		},
		end() {
			clearTimeout(timer);
			finish();
		},
	};
}

function wordsOf({ phase, done, total }: Running): string {
	return total > 0 ? `${Math.floor((100 * done) / total)} %` : phase.toLowerCase();
}
