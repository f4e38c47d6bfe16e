import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type ContractWorkspace, type LintedFile, lintSteps, lintText } from '../spec/lint.ts';
import { LintMemory } from '../spec/lintMemory.ts';
import { Breather } from './breather.ts';
import type { CancellationToken } from './cancellation.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** A document as it was at one moment. Documents change under those who wait, this does not: `linted.text` is what was parsed. */
export interface Parsed {
	readonly uri: string;
	readonly version: number;
	readonly linted: LintedFile;
}

/**
 * The parsed form of each document, made when it is first asked for and kept until the text changes, or that of another
 * file that it refers to. After an edit, what the edit left alone is taken from before.
 */
export class ParsedContracts {
	readonly #workspace: Pick<LanguageWorkspace, 'read'>;
	readonly #known = new Map<string, Known>();

	constructor(workspace: Pick<LanguageWorkspace, 'read'>) {
		this.#workspace = workspace;
	}

	get(document: TextDocument): Parsed {
		const known = this.#current(document);
		if (known !== undefined) return known;
		const work = this.#begin(document);
		return work.end(lintText(work.text, work.context, work.memory));
	}

	/** The same for those who can wait: what is not known yet is parsed in turns. Undefined where it was cancelled. */
	async getInTurns(document: TextDocument, token: CancellationToken): Promise<Parsed | undefined> {
		const breather = new Breather();
		while (!token.isCancellationRequested) {
			const known = this.#current(document);
			if (known !== undefined) return known;
			const work = this.#begin(document);
			const steps = lintSteps(work.text, work.context, work.memory);
			// A document that changes meanwhile is begun anew.
			while (!token.isCancellationRequested && document.getText() === work.text) {
				const step = steps.next();
				if (step.done === true) return work.end(step.value);
				await breather.breathe();
			}
		}
		return undefined;
	}

	/** To be called when a document closes. */
	forget(uri: string): void {
		this.#known.delete(uri);
	}

	/** By the text, not by the version alone: a file that is closed and opened again starts to count anew. */
	#current(document: TextDocument): Parsed | undefined {
		const { uri, version } = document;
		const known = this.#known.get(uri);
		if (known?.parsed.linted.text !== document.getText() || !known.others.areSame()) return undefined;
		if (known.parsed.version !== version) known.parsed = { ...known.parsed, version };
		return known.parsed;
	}

	#begin(document: TextDocument) {
		const { uri, version } = document;
		const others = new OtherFiles(this.#workspace);
		const memory = this.#known.get(uri)?.memory ?? new LintMemory();
		const end = (linted: LintedFile): Parsed => {
			const parsed = { uri, version, linted };
			this.#known.set(uri, { parsed, others, memory });
			return parsed;
		};
		return { text: document.getText(), context: { file: uri, workspace: others }, memory, end };
	}
}

interface Known {
	parsed: Parsed;
	readonly others: OtherFiles;
	readonly memory: LintMemory;
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
