import { sep } from 'node:path';
import type { InitializeParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver/node';
import { pathOf } from './address.ts';

/** The folders of the workspace, as paths. */
export class Folders {
	#paths: readonly string[];

	constructor(params: Pick<InitializeParams, 'workspaceFolders' | 'rootUri'>) {
		const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
		this.#paths = unique(uris.flatMap((uri) => pathOf(uri) ?? []));
	}

	get paths(): readonly string[] {
		return this.#paths;
	}

	change({ added, removed }: WorkspaceFoldersChangeEvent): void {
		const gone = new Set(removed.flatMap(({ uri }) => trimmed(pathOf(uri))));
		this.#paths = unique([...this.#paths.filter((path) => !gone.has(path)), ...added.flatMap(({ uri }) => pathOf(uri) ?? [])]);
	}

	/** The innermost folder that a file lies in. */
	of(path: string): string | undefined {
		return this.#paths.filter((folder) => isInside(path, folder)).sort((a, b) => b.length - a.length)[0];
	}
}

function isInside(path: string, folder: string): boolean {
	return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function unique(paths: readonly string[]): string[] {
	return [...new Set(paths.flatMap((path) => trimmed(path)))];
}

function trimmed(path: string | undefined): string[] {
	return path === undefined ? [] : [path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path];
}
