import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type ContractWorkspace, type LintedFile, lintText } from '../spec/lint.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** A document as it was at one moment. Documents change under those who wait, this does not: `linted.text` is what was parsed. */
export interface Parsed {
	readonly uri: string;
	readonly version: number;
	readonly linted: LintedFile;
}

/**
 * The parsed form of each document, made when it is first asked for and kept until the text changes, or that of another
 * file that it refers to. Answers for a text that was parsed before are at hand at once.
 */
export class ParsedContracts {
	readonly #workspace: Pick<LanguageWorkspace, 'read'>;
	readonly #known = new Map<string, Known>();

	constructor(workspace: Pick<LanguageWorkspace, 'read'>) {
		this.#workspace = workspace;
	}

	get(document: TextDocument): Parsed {
		const { uri, version } = document;
		const text = document.getText();
		const known = this.#known.get(uri);
		// By the text, not by the version alone: a file that is closed and opened again starts to count anew.
		if (known?.parsed.linted.text === text && known.others.areSame()) {
			if (known.parsed.version !== version) known.parsed = { ...known.parsed, version };
			return known.parsed;
		}
		const others = new OtherFiles(this.#workspace);
		const parsed = { uri, version, linted: lintText(text, { file: uri, workspace: others }) };
		this.#known.set(uri, { parsed, others });
		return parsed;
	}

	/** To be called when a document closes. */
	forget(uri: string): void {
		this.#known.delete(uri);
	}
}

interface Known {
	parsed: Parsed;
	readonly others: OtherFiles;
}

/** Remembers which other files a contract was judged by, and what they said. */
class OtherFiles implements ContractWorkspace {
	readonly #workspace: Pick<LanguageWorkspace, 'read'>;
	readonly #texts = new Map<string, string | undefined>();

	constructor(workspace: Pick<LanguageWorkspace, 'read'>) {
		this.#workspace = workspace;
	}

	read(file: string): string | undefined {
		const text = this.#workspace.read(file);
		this.#texts.set(file, text);
		return text;
	}

	areSame(): boolean {
		for (const [file, text] of this.#texts) if (this.#workspace.read(file) !== text) return false;
		return true;
	}
}
