import { CodeLensRefreshRequest, DiagnosticRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import type { StaticSession } from './staticSession.ts';
import { Debounce, Throttle } from './throttle.ts';

/** Asks the client to ask again, where what we answered before may differ now for another reason than an edit. */
export function refreshOnChange(session: StaticSession): void {
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
	// Lenses show how far a check is; a slower pace than that of its own messages will do.
	const pace = new Throttle(1_000);
	session.advanced.on(() => {
		if (client.can.refreshLenses && pace.passes()) connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
	});
}
