import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type ContractWorkspace, type LintedFile, lintSteps } from '../spec/lint.ts';
import { LintMemory } from '../spec/lintMemory.ts';
import { finished, type Steps } from '../spec/steps.ts';
import { Breather, turn } from './breather.ts';
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
	readonly #underWay = new Map<string, Work>();
	/** Of each document since it opened: who waits for one that closes has waited for nothing. */
	readonly #lives = new Map<string, object>();

	constructor(workspace: Pick<LanguageWorkspace, 'read'>) {
		this.#workspace = workspace;
	}

	get(document: TextDocument): Parsed {
		const known = this.#current(document);
		if (known !== undefined) return known;
		const { steps } = this.#work(document);
		this.#underWay.delete(document.uri);
		return finished(steps);
	}

	/**
	 * The same for those who can wait: what is not known yet is parsed in turns, once for all who wait for it. Undefined
	 * where it was cancelled, or the document closed.
	 */
	async getInTurns(document: TextDocument, token: CancellationToken): Promise<Parsed | undefined> {
		const { uri } = document;
		const life = this.#lives.get(uri) ?? {};
		this.#lives.set(uri, life);
		while (!token.isCancellationRequested && this.#lives.get(uri) === life) {
			const known = this.#current(document);
			if (known !== undefined) return known;
			const work = this.#work(document);
			if (work.isDriven) await turn();
			else await this.#drive(work, document, token);
		}
		return undefined;
	}

	/** Until it is done, cancelled (another who waits goes on with it), or the document changes. */
	async #drive(work: Work, document: TextDocument, token: CancellationToken): Promise<void> {
		const { uri } = document;
		const breather = new Breather();
		// Done with, unless it is left to another: a step that throws has no next one.
		let isOver = true;
		work.isDriven = true;
		try {
			while (work.steps.next().done !== true) {
				await breather.breathe();
				isOver = document.getText() !== work.text;
				if (isOver || token.isCancellationRequested || this.#underWay.get(uri) !== work) return;
				isOver = true;
			}
		} finally {
			work.isDriven = false;
			if (isOver && this.#underWay.get(uri) === work) this.#underWay.delete(uri);
		}
	}

	/** To be called when a document closes. */
	forget(uri: string): void {
		this.#known.delete(uri);
		this.#underWay.delete(uri);
		this.#lives.delete(uri);
	}

	/** By the text, not by the version alone: a file that is closed and opened again starts to count anew. */
	#current(document: TextDocument): Parsed | undefined {
		const { uri, version } = document;
		const known = this.#known.get(uri);
		if (known?.parsed.linted.text !== document.getText() || !known.others.areSame()) return undefined;
		if (known.parsed.version !== version) known.parsed = { ...known.parsed, version };
		return known.parsed;
	}

	/** What has been begun of it, else a beginning. */
	#work(document: TextDocument): Work {
		const text = document.getText();
		const begun = this.#underWay.get(document.uri);
		if (begun?.text === text) return begun;
		const work: Work = { text, steps: this.#steps(document, text), isDriven: false };
		this.#underWay.set(document.uri, work);
		return work;
	}

	*#steps({ uri, version }: TextDocument, text: string): Steps<Parsed> {
		const others = new OtherFiles(this.#workspace);
		const memory = this.#known.get(uri)?.memory ?? new LintMemory();
		const linted = yield* lintSteps(text, { file: uri, workspace: others }, memory);
		const parsed = { uri, version, linted };
		this.#known.set(uri, { parsed, others, memory });
		return parsed;
	}
}

interface Work {
	readonly text: string;
	readonly steps: Steps<Parsed>;
	/** Whether one of those who wait is at it. */
	isDriven: boolean;
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
