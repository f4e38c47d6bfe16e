import { CancellationTokenSource, FileType, RelativePattern, Uri, workspace } from 'vscode';
import { clientRequests } from '../../server/src/shared/messages.ts';
import { isContractName } from '../../server/src/shared/recognise.ts';
import { contractGlob } from './names.ts';
import { isVirtual } from './servedSchemes.ts';

interface AsksClient {
	onRequest(method: string, handler: (params: { readonly uri: string }) => Promise<unknown>): unknown;
}

/** Reads for the server what it cannot read itself: files of virtual folders, which in a browser are all there are. */
export function answerFileRequests(client: AsksClient): void {
	client.onRequest(clientRequests.read, ({ uri }) => readText(Uri.parse(uri)));
	client.onRequest(clientRequests.contracts, async () => {
		const folders = (workspace.workspaceFolders ?? []).filter(({ uri: { scheme } }) => isVirtual(scheme));
		const found = await Promise.all(folders.map(({ uri }) => contractsBelow(uri)));
		return found.flat().slice(0, mostContracts).map(String);
	});
}

/** @returns null where there is no such file, or none that is text */
async function readText(uri: Uri): Promise<string | null> {
	if (!isVirtual(uri.scheme)) return null;
	try {
		const bytes = await workspace.fs.readFile(uri);
		return bytes.length > mostBytes ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** By the file system's own search; where it has none, which VS Code waits for in vain, folder by folder. */
async function contractsBelow(folder: Uri): Promise<readonly Uri[]> {
	const late = new CancellationTokenSource();
	const timer = setTimeout(() => late.cancel(), patienceMs);
	const cancelled = new Promise<Uri[]>((resolve) => late.token.onCancellationRequested(() => resolve([])));
	const search = workspace.findFiles(new RelativePattern(folder, contractGlob), '**/node_modules/**', mostContracts, late.token);
	try {
		const found = await Promise.race([search, cancelled]);
		return found.length > 0 ? found : await walk(folder);
	} catch {
		return walk(folder);
	} finally {
		clearTimeout(timer);
		late.dispose();
	}
}

async function walk(folder: Uri): Promise<readonly Uri[]> {
	const found: Uri[] = [];
	const open = [folder];
	for (let looked = 0; looked < mostFolders && found.length < mostContracts; looked++) {
		const next = open.shift();
		if (next === undefined) break;
		// A folder that may not be read, or is gone by now, holds nothing for us.
		const entries = await Promise.resolve(workspace.fs.readDirectory(next)).catch(() => []);
		for (const [name, type] of entries) {
			const uri = Uri.joinPath(next, name);
			if ((type & FileType.Directory) === 0) {
				if (isContractName(name)) found.push(uri);
			} else if (!name.startsWith('.') && name !== 'node_modules') open.push(uri);
		}
	}
	return found;
}

const patienceMs = 3_000;
const mostContracts = 200;
/** Each may cost a request to some other machine. */
const mostFolders = 200;
const mostBytes = 8 * 1024 * 1024;
