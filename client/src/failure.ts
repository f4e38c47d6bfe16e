import { CancellationError, commands, window } from 'vscode';

/** Nobody is there to be asked until the user starts the server again. */
export class ServerStoppedError extends Error {
	constructor() {
		super('The Plumbline language server is stopped.');
	}
}

/** Tells the user what came of a wish of theirs, with what can be done about it; nothing where they cancelled it themselves. */
export async function showFailure(error: unknown): Promise<void> {
	if (error instanceof CancellationError) return;
	const [restart, showLog] = ['Restart', 'Show Log'] as const;
	const ways = error instanceof ServerStoppedError ? [restart, showLog] : [showLog];
	const chosen = await window.showErrorMessage(error instanceof Error ? error.message : String(error), ...ways);
	if (chosen === restart) await commands.executeCommand('plumbline.restartServer');
	if (chosen === showLog) await commands.executeCommand('plumbline.showLog');
}
