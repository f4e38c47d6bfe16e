import { basename } from 'node:path';
import { env, Uri, window, workspace } from 'vscode';
import type { Copied } from '../../webview/messages.ts';

/** Puts a text on the clipboard, or into a file that the user names; says so in the status bar. */
export async function take(copied: Copied, contract: Uri): Promise<void> {
	if (copied.kind === 'copy') {
		await env.clipboard.writeText(copied.text);
		window.setStatusBarMessage(`Copied ${copied.what}`, 3000);
		return;
	}
	const defaultUri = Uri.joinPath(contract, '..', basename(copied.name));
	const chosen = await window.showSaveDialog({ defaultUri });
	if (chosen === undefined) return;
	await workspace.fs.writeFile(chosen, new TextEncoder().encode(copied.text));
	window.setStatusBarMessage(`Saved ${basename(chosen.path)}`, 3000);
}
