import { Disposable, LanguageStatusSeverity, languages, workspace } from 'vscode';
import type { ServerStatus } from '../../../server/src/shared/messages.ts';
import type { LanguageServer, ServerState } from '../languageServer.ts';
import { documentSelector } from '../names.ts';

/** The item behind `{}` in the status bar: what is going on, or what the last check came to and how long it took. */
export function registerStatus(server: LanguageServer): Disposable {
	const item = languages.createLanguageStatusItem('plumbline.status', documentSelector);
	item.name = 'Plumbline';
	const showLog = { command: 'plumbline.showLog', title: 'Show Log' };
	const show = ({ kind, text, detail }: ServerStatus) => {
		item.text = text;
		item.detail = detail ?? 'Plumbline';
		item.busy = kind === 'busy';
		item.severity = severities[kind];
		item.command = showLog;
	};
	const showState = (state: ServerState) => {
		if (state !== 'running') show(ofState[state]);
		else if (workspace.isTrusted) show({ kind: 'idle', text: 'Ready' });
		else {
			show({ kind: 'warning', text: 'Restricted: text only', detail: 'No data is read and no rule runs until the workspace is trusted' });
			item.command = { command: 'workbench.trust.manage', title: 'Manage Trust' };
		}
		if (state === 'failed') item.command = { command: 'plumbline.restartServer', title: 'Restart' };
	};
	showState(server.state);
	return Disposable.from(
		item,
		server.onState(showState),
		server.onStatus((status) => workspace.isTrusted && show(status)),
		workspace.onDidGrantWorkspaceTrust(() => showState(server.state)),
	);
}

const ofState: Readonly<Record<Exclude<ServerState, 'running'>, ServerStatus>> = {
	notStarted: { kind: 'idle', text: 'Not started' },
	starting: { kind: 'busy', text: 'Starting' },
	restarting: { kind: 'busy', text: 'Starting again' },
	failed: { kind: 'error', text: 'Stopped', detail: 'The language server keeps stopping' },
};

const severities: Readonly<Record<ServerStatus['kind'], LanguageStatusSeverity>> = {
	idle: LanguageStatusSeverity.Information,
	busy: LanguageStatusSeverity.Information,
	warning: LanguageStatusSeverity.Warning,
	error: LanguageStatusSeverity.Error,
};
