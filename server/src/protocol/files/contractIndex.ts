import { opendir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isContractFile, isContractName } from '../../spec/contract/recognise.ts';

/** Paths of the contracts in the workspace's folders; found in the background, kept up by what watchers say. */
export class ContractIndex {
	readonly #paths = new Set<string>();
	#folders: readonly string[] = [];
	#search = new AbortController();
	#searched: Promise<void> = Promise.resolve();

	paths(): Iterable<string> {
		return this.#paths;
	}

	/** Settles when the search that was begun last is over. */
	get ready(): Promise<void> {
		return this.#searched;
	}

	/** Searches anew, e.g. when folders come or go. */
	search(folders: readonly string[]): void {
		this.#folders = folders;
		this.#search.abort();
		this.#search = new AbortController();
		const { signal } = this.#search;
		this.#searched = (async () => {
			const found = new Set<string>();
			for (const folder of folders) await searchFolder(folder, found, signal);
			if (signal.aborted) return;
			this.#paths.clear();
			for (const path of found) this.#paths.add(path);
		})();
	}

	/** @returns whether the file is, or was, a contract */
	async look(path: string): Promise<boolean> {
		const was = this.#paths.has(path);
		const is = isYaml(path) && !this.#isPassedOver(path) && (await isContract(path));
		if (is) this.#paths.add(path);
		else this.#paths.delete(path);
		return was || is;
	}

	/** In a folder that a search does not enter. */
	#isPassedOver(path: string): boolean {
		return this.#folders.some((folder) => {
			const inside = relative(folder, path);
			return !inside.startsWith('..') && inside.split(sep).slice(0, -1).some(isPassedOver);
		});
	}
}

async function searchFolder(folder: string, found: Set<string>, signal: AbortSignal): Promise<void> {
	const open = [folder];
	let entries = 0;
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		try {
			for await (const entry of await opendir(next, { bufferSize: 128 })) {
				if (signal.aborted || ++entries > mostEntries) return;
				const path = join(next, entry.name);
				if (entry.isDirectory()) {
					if (!isPassedOver(entry.name)) open.push(path);
				} else if ((entry.isFile() || entry.isSymbolicLink()) && isYaml(path) && (await isContract(path))) found.add(path);
			}
		} catch {
			// A folder that may not be read, or is gone by now, holds nothing for us.
		}
	}
}

function isPassedOver(folder: string): boolean {
	return folder.startsWith('.') || folder === 'node_modules';
}

function isYaml(path: string): boolean {
	return /\.ya?ml$/i.test(path);
}

async function isContract(path: string): Promise<boolean> {
	try {
		const found = await stat(path);
		if (!found.isFile()) return false;
		if (isContractName(path)) return true;
		return found.size <= largestYaml && isContractFile(path, await readFile(path, 'utf8'));
	} catch {
		return false;
	}
}

const mostEntries = 200_000;
/** Larger ones are looked into only where their name says what they are. */
const largestYaml = 4 * 1024 * 1024;
