import { commands, Uri, window, workspace } from 'vscode';
import { contractGlob, languageId } from '../names.ts';

/** The contract that a command without arguments is about: the one in the active editor, or the only one that is visible. */
export function contractInView(): Uri | undefined {
	const isContract = (editor: typeof window.activeTextEditor) => editor?.document.languageId === languageId;
	if (isContract(window.activeTextEditor)) return window.activeTextEditor?.document.uri;
	const visible = new Set(window.visibleTextEditors.filter(isContract).map(({ document }) => document.uri.toString()));
	const [only] = visible;
	return visible.size === 1 && only !== undefined ? Uri.parse(only) : undefined;
}

/**
 * A contract of the workspace: the one there is, or the one that the user picks. Where there is none, the user is told, and can
 * have a sample made.
 */
export async function pickContract(placeHolder: string): Promise<Uri | undefined> {
	// VS Code would wait for the search of a virtual folder, which may have none.
	const hasFiles = (workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === 'file');
	const found = hasFiles ? await workspace.findFiles(contractGlob, '**/node_modules/**', mostContracts) : [];
	if (found.length === 0) {
		const create = 'Create Sample Contract';
		const chosen = await window.showInformationMessage('There is no data contract here: no file named *.odcs.yaml.', create);
		if (chosen === create) await commands.executeCommand('plumbline.createSampleContract');
		return undefined;
	}
	if (found.length === 1) return found[0];
	const items = found.map((uri) => ({ label: workspace.asRelativePath(uri), uri })).sort((a, b) => a.label.localeCompare(b.label));
	return (await window.showQuickPick(items, { placeHolder }))?.uri;
}

const mostContracts = 10_000;
