import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';

/** "Create Sample Contract": a contract and its data, in which a few things are wrong, to try everything on. */
export function registerSampleContract({ extensionUri }: ExtensionContext): Disposable {
	return commands.registerCommand('plumbline.createSampleContract', async () => {
		const parent = await pickFolder();
		if (parent === undefined) return;
		const folder = await freeFolder(parent);
		await workspace.fs.copy(Uri.joinPath(extensionUri, 'client', 'sample'), folder);
		await window.showTextDocument(Uri.joinPath(folder, 'orders.odcs.yaml'));
	});
}

async function pickFolder(): Promise<Uri | undefined> {
	const folders = workspace.workspaceFolders ?? [];
	if (folders.length === 1) return folders[0]?.uri;
	if (folders.length > 1) return (await window.showWorkspaceFolderPick({ placeHolder: 'Create the sample in which folder?' }))?.uri;
	const [chosen] = (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: 'Create Sample Here' })) ?? [];
	return chosen;
}

/** Never overwrites: a second sample gets a number. */
async function freeFolder(parent: Uri): Promise<Uri> {
	for (let number = 1; ; number++) {
		const folder = Uri.joinPath(parent, number === 1 ? 'plumbline-sample' : `plumbline-sample-${number}`);
		const exists = await workspace.fs.stat(folder).then(
			() => true,
			() => false,
		);
		if (!exists) return folder;
	}
}
