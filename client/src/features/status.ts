import { Disposable, LanguageStatusSeverity, languages, workspace } from 'vscode';
import type { ServerStatus } from '../../../server/src/shared/messages.ts';
import type { LanguageServer, ServerState } from '../languageServer.ts';

/**
 * The item behind `{}` in the status bar: what is going on, or what the last check came to and how long it took. Beside a
 * contract of a virtual folder it says that no data belongs to it.
 */
export function registerStatus(server: LanguageServer): Disposable {
	const item = languages.createLanguageStatusItem('plumbline.status', server.schemes.selector);
	const virtual = languages.createLanguageStatusItem('plumbline.virtual', server.schemes.virtual);
	const showOn = (shown: typeof item, { kind, text, detail }: ServerStatus) => {
		shown.name = 'Plumbline';
		shown.text = text;
		shown.detail = detail ?? 'Plumbline';
		shown.busy = kind === 'busy';
		shown.severity = severities[kind];
		shown.command = { command: 'plumbline.showLog', title: 'Show Log' };
	};
	const showState = (state: ServerState) => {
		// Each of them for its own documents.
		const isVirtual = new Set(server.schemes.virtual.map(({ scheme }) => scheme));
		item.selector = server.schemes.selector.filter(({ scheme }) => !isVirtual.has(scheme));
		virtual.selector = server.schemes.virtual;
		if (state !== 'running') for (const shown of [item, virtual]) showOn(shown, ofState[state]);
		else {
			showOn(virtual, staticOnly);
			if (workspace.isTrusted) showOn(item, { kind: 'idle', text: 'Ready' });
			else {
				showOn(item, {
					kind: 'warning',
					text: 'Restricted: text only',
					detail: 'No data is read and no rule runs until the workspace is trusted',
				});
				item.command = { command: 'workbench.trust.manage', title: 'Manage Trust' };
			}
		}
		if (state === 'failed') item.command = virtual.command = { command: 'plumbline.restartServer', title: 'Restart' };
	};
	showState(server.state);
	return Disposable.from(
		item,
		virtual,
		server.onState(showState),
		server.onStatus((status) => workspace.isTrusted && showOn(item, status)),
		workspace.onDidGrantWorkspaceTrust(() => showState(server.state)),
	);
}

const staticOnly: ServerStatus = {
	kind: 'idle',
	text: 'Static checks only',
	detail: 'Not a file of this machine: no data is read',
};

const ofState: Readonly<Record<Exclude<ServerState, 'running'>, ServerStatus>> = {
	notStarted: { kind: 'idle', text: 'Not started' },
	starting: { kind: 'busy', text: 'Starting' },
	restarting: { kind: 'busy', text: 'Starting again' },
	failed: { kind: 'error', text: 'Stopped', detail: 'The language server is not running' },
};

const severities: Readonly<Record<ServerStatus['kind'], LanguageStatusSeverity>> = {
	idle: LanguageStatusSeverity.Information,
	busy: LanguageStatusSeverity.Information,
	warning: LanguageStatusSeverity.Warning,
	error: LanguageStatusSeverity.Error,
};
