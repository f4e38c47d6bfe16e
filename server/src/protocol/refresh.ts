import { CodeLensRefreshRequest, DiagnosticRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver/node';
import type { Session } from './session.ts';
import { Debounce } from './throttle.ts';

/** Asks the client to ask again, where what we answered before may differ now for another reason than an edit. */
export function refreshOnChange(session: Session): void {
	const { connection, client } = session;
	const types = [
		...(client.pulls && client.can.refreshDiagnostics ? [DiagnosticRefreshRequest.type] : []),
		...(client.can.refreshLenses ? [CodeLensRefreshRequest.type] : []),
		...(client.can.refreshHints ? [InlayHintRefreshRequest.type] : []),
	];
	const refresh = new Debounce(50, () => {
		for (const type of types) connection.sendRequest(type).catch((error) => session.log('warning', error));
	});
	session.changes.on(() => refresh.ask());
}
