import { type TextDocument, workspace } from 'vscode';
import { languageId } from './names.ts';

/** Kinds of addresses whose documents are on this machine, or nowhere yet. */
const ofThisMachine = ['file', 'untitled'];

/**
 * Whether documents of a scheme lie in a file system that somebody works in, though not on this machine: that of a folder
 * of the workspace, or one that can be written. What is shown of an older version, or of a web page, is none.
 */
export function isVirtual(scheme: string): boolean {
	if ([...ofThisMachine, 'http', 'https'].includes(scheme)) return false;
	return workspace.workspaceFolders?.some(({ uri }) => uri.scheme === scheme) || workspace.fs.isWritableFileSystem(scheme) === true;
}

/** Whether contracts under such addresses are served. */
export function isServed(scheme: string): boolean {
	return ofThisMachine.includes(scheme) || isVirtual(scheme);
}

/**
 * The schemes whose documents the server is asked about. Known only as they come: an editor has no word for "all schemes but".
 */
export class ServedSchemes {
	/** As the protocol's client takes it. It grows; what is added holds from the server's next start on. */
	readonly selector = ofThisMachine.map(filterOf);

	/** Those of which only the text is looked at. */
	get virtual(): readonly { readonly language: string; readonly scheme: string }[] {
		return this.selector.filter(({ scheme }) => !ofThisMachine.includes(scheme));
	}

	/** Takes up the schemes of the workspace's folders. */
	addFolders(): void {
		for (const { uri } of workspace.workspaceFolders ?? []) this.add(uri.scheme);
	}

	/** @returns whether it is one that was not served before */
	add(scheme: string): boolean {
		if (!isServed(scheme) || this.selector.some((filter) => filter.scheme === scheme)) return false;
		this.selector.push(filterOf(scheme));
		return true;
	}

	has({ languageId: language, uri: { scheme } }: TextDocument): boolean {
		return language === languageId && this.selector.some((filter) => filter.scheme === scheme);
	}
}

function filterOf(scheme: string) {
	return { language: languageId, scheme };
}
