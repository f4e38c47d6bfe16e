import { randomBytes } from 'node:crypto';
import { Uri, type Webview, type WebviewOptions } from 'vscode';
import { panelHtml } from './html.ts';

export type PanelName = 'results' | 'sample';

/** Scripts run, of our own folder alone; there are no links that run commands. */
export function webviewOptions(extension: Uri): WebviewOptions {
	return { enableScripts: true, enableCommandUris: false, enableForms: false, localResourceRoots: [folder(extension)] };
}

export function pageOf(name: PanelName, title: string, webview: Webview, extension: Uri): string {
	const at = (file: string) => webview.asWebviewUri(Uri.joinPath(folder(extension), file)).toString();
	const nonce = randomBytes(16).toString('base64');
	return panelHtml({ title, source: webview.cspSource, nonce, script: at(`${name}.js`), styles: at(`${name}.css`) });
}

function folder(extension: Uri): Uri {
	return Uri.joinPath(extension, 'dist', 'webview');
}
