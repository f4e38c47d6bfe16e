import type { YAMLError } from 'yaml';
import type { Finding, Fix, RelatedPlace } from '../finding.ts';
import type { LineIndex } from '../lineIndex.ts';
import type { Range } from '../range.ts';
import { inOurWords, isAtLineStart, type YamlCode } from './wording.ts';

/** More than these say nothing more; the last one counts the rest. */
const mostProblems = 100;

/** Characters that YAML allows in a key. */
const longestKey = 1024;

/** Collects what is wrong with a text: of several syntax errors on a line the first is the cause, so the others are left out. */
export class Problems {
	readonly #text: string;
	readonly #lines: LineIndex;
	readonly #found: Finding[] = [];
	readonly #linesWithSyntaxErrors = new Set<number>();
	#astray = false;

	constructor(text: string, lines: LineIndex) {
		this.#text = text;
		this.#lines = lines;
	}

	add(
		code: YamlCode,
		range: Range,
		message: string,
		more: { severity?: Finding['severity']; fixes?: readonly Fix[]; related?: readonly RelatedPlace[] } = {},
	): void {
		if (code === 'yaml.syntax' || code === 'yaml.tab') {
			const line = this.#lines.positionAt(range.start).line;
			if (this.#linesWithSyntaxErrors.has(line)) return;
			this.#linesWithSyntaxErrors.add(line);
		}
		const { severity = 'error', fixes, related } = more;
		this.#found.push({ code, severity, message, range, ...(related && { related }), ...(fixes && { fixes }) });
	}

	/** Takes what was found in a piece of the text, at its place in the whole. */
	take(finding: Finding): void {
		this.#found.push(finding);
	}

	/** Whether a line was outside of everything above it, so that what follows was read without what it belongs to. */
	get isAstray(): boolean {
		return this.#astray;
	}

	/** Takes an error of the library. */
	addError(error: YAMLError): void {
		const start = Math.min(error.pos[0], this.#text.length);
		const range = { start, end: Math.max(start, Math.min(error.pos[1], this.#text.length)) };
		if (this.#linesWithSyntaxErrors.has(this.#lines.positionAt(start).line) || this.#isBehindStray(error, start)) return;
		// The library counts from where the key before it might have begun, however short this one is.
		if (error.code === 'KEY_OVER_1024_CHARS' && range.end - range.start < longestKey) return;
		const { severity, code, fixes, message, range: better } = inOurWords(error, this.#text, range, this.#lines);
		this.add(code ?? 'yaml.syntax', better ?? range, message, { severity: severity ?? 'error', ...(fixes && { fixes }) });
	}

	/** Behind the first line that is outside of everything, every word is an error of its own to the library. */
	#isBehindStray(error: YAMLError, start: number): boolean {
		const isStray = error.message.includes('in YAML stream');
		if (this.#astray) return isStray;
		if (isStray || error.message.includes('at node end')) this.#astray = isAtLineStart(this.#text, start);
		return false;
	}

	/** In the order of the text. */
	all(): readonly Finding[] {
		const sorted = this.#found.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
		const last = sorted[mostProblems - 1];
		if (last === undefined || sorted.length === mostProblems) return sorted;
		const rest = sorted.length - mostProblems + 1;
		return [
			...sorted.slice(0, mostProblems - 1),
			{ ...last, message: `${count(rest)} more problems like the ones above; mend those first` },
		];
	}
}

function count(n: number): string {
	return n.toLocaleString('en-US');
}
