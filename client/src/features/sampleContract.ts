import { commands, type Disposable, type ExtensionContext, Uri, ViewColumn, window, workspace } from 'vscode';

/**
 * "Create Sample Contract": a contract and its data, in which a few things are wrong, to try everything on. In a window
 * without a folder, the new one is opened: there would be no tasks otherwise, no data to look at, and nowhere to keep results.
 */
export function registerSampleContract({ extensionUri }: ExtensionContext): Disposable {
	return commands.registerCommand('plumbline.createSampleContract', async (from?: unknown) => {
		const parent = await pickFolder();
		if (parent === undefined) return undefined;
		const folder = await freeFolder(parent);
		await workspace.fs.copy(Uri.joinPath(extensionUri, 'client', 'sample'), folder);
		const contract = Uri.joinPath(folder, 'orders.odcs.yaml');
		const isWalkthrough = from === 'walkthrough';
		if ((workspace.workspaceFolders ?? []).length > 0) {
			// The steps stay in view beside what they are about.
			await window.showTextDocument(contract, { preview: false, viewColumn: isWalkthrough ? ViewColumn.Beside : ViewColumn.Active });
			return undefined;
		}
		// A walkthrough opens the folder itself, and comes back where it was.
		if (isWalkthrough) return { openFolder: folder };
		await commands.executeCommand('vscode.openFolder', folder, { filesToOpen: [contract] });
		return undefined;
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
