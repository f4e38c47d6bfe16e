import { statSync } from 'node:fs';
import { readText } from '../../workspace/readText.ts';

/** Texts of files that are not open, kept as long as the file does not change. The least used go first. */
export class StoredTexts {
	readonly #texts = new Map<string, Stored>();
	readonly #clockMs: () => number;

	constructor(clockMs: () => number = () => performance.now()) {
		this.#clockMs = clockMs;
	}

	/** Undefined where there is no such file, or none that is text. */
	read(path: string): string | undefined {
		const known = this.#texts.get(path);
		const nowMs = this.#clockMs();
		if (known && nowMs - known.seenMs < trustedMs) return known.text;
		const state = stateOf(path);
		const text = known !== undefined && known.state === state ? known.text : state === undefined ? undefined : textOf(path);
		this.#texts.delete(path);
		this.#texts.set(path, { text, state, seenMs: nowMs });
		this.#shrink();
		return text;
	}

	/** To be called when a file is said to have changed. */
	forget(path: string): void {
		this.#texts.delete(path);
	}

	#shrink(): void {
		let units = 0;
		for (const { text } of this.#texts.values()) units += text?.length ?? 0;
		for (const [path, { text }] of this.#texts) {
			if (this.#texts.size <= mostFiles && units <= mostUnits) return;
			this.#texts.delete(path);
			units -= text?.length ?? 0;
		}
	}
}

interface Stored {
	readonly text: string | undefined;
	/** Size and time of change; undefined where there is no file. */
	readonly state: string | undefined;
	readonly seenMs: number;
}

/** How long a text is taken to be what is on the disk: many questions are asked of one edit. */
const trustedMs = 300;
const mostFiles = 500;
const mostUnits = 16 * 1024 * 1024;

function stateOf(path: string): string | undefined {
	const stat = statSync(path, { throwIfNoEntry: false });
	return stat?.isFile() ? `${stat.size} ${stat.mtimeMs} ${stat.ino}` : undefined;
}

function textOf(path: string): string | undefined {
	const read = readText(path);
	return read.ok ? read.text : undefined;
}
