import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { MemoryFiles } from './support/memoryFiles.ts';

const scheme = 'plumbline-memory';

/** Some other extension, with a file system of its own: "Open Elsewhere" opens a contract of it. */
export async function activate({ subscriptions }: ExtensionContext): Promise<void> {
	const files = new MemoryFiles();
	const [{ uri: folder } = { uri: undefined }] = workspace.workspaceFolders ?? [];
	if (folder === undefined) return;
	for (const name of ['orders.odcs.yaml', 'customers.odcs.yaml']) {
		files.add(`/elsewhere/${name}`, await workspace.fs.readFile(Uri.joinPath(folder, name)));
	}
	subscriptions.push(
		workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true }),
		commands.registerCommand('memory.open', () => window.showTextDocument(Uri.from({ scheme, path: '/elsewhere/orders.odcs.yaml' }))),
	);
}
