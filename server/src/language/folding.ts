import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { LintedFile } from '../spec/lint.ts';
import type { Range } from '../spec/range.ts';
import type { Node } from '../spec/yaml/node.ts';
import type { CancellationToken } from './cancellation.ts';
import type { Parsed } from './parsed.ts';

/** As many as an editor takes where it does not say. */
const mostRanges = 5_000;

/**
 * What can be folded: maps, lists and their items, blocks of text, runs of comments, and `# region` to `# endregion`.
 * One range a line at most, the longest. In the order of the text.
 *
 * @param most as many ranges as the client wants at most; outer ones are kept first
 */
export function foldingRangesOf({ linted }: Parsed, most: number | undefined, token: CancellationToken): FoldingRange[] {
	const folds = new Folds(linted);
	for (const { root } of linted.contracts) {
		if (token.isCancellationRequested) return [];
		folds.addBelow(root);
	}
	folds.addComments();
	return folds.all(most ?? mostRanges);
}

class Folds {
	readonly #linted: LintedFile;
	readonly #byLine = new Map<number, FoldingRange>();
	/** Texts of several lines, in which a number sign is no comment. */
	readonly #texts: Range[] = [];

	constructor(linted: LintedFile) {
		this.#linted = linted;
	}

	all(most: number): FoldingRange[] {
		const ranges = [...this.#byLine.values()].sort((a, b) => a.startLine - b.startLine);
		if (ranges.length <= most) return ranges;
		const longest = [...ranges].sort((a, b) => b.endLine - b.startLine - (a.endLine - a.startLine)).slice(0, most);
		return longest.sort((a, b) => a.startLine - b.startLine);
	}

	addBelow(root: Node): void {
		const open: Node[] = [root];
		for (let node = open.pop(); node !== undefined; node = open.pop()) {
			if (node.alias !== undefined) continue;
			if (node.kind === 'scalar') {
				if (node.style !== 'absent' && node.range.end - node.range.start > node.text.length) this.#texts.push(node.range);
			} else if (node.kind === 'seq') {
				for (const item of node.items) {
					if (!node.flow) this.#add(item.range.start, item.range.end);
					open.push(item);
				}
			} else {
				for (const entry of node.entries) {
					if (entry.merged === true) continue;
					if (entry.value.alias === undefined) this.#add(entry.keyRange.start, entry.range.end);
					open.push(entry.value);
				}
			}
		}
	}

	addComments(): void {
		const { text, lines } = this.#linted;
		let run: { start: number; end: number } | undefined;
		const regions: number[] = [];
		const close = () => {
			if (run !== undefined && run.end > run.start) this.#addLines(run.start, run.end, FoldingRangeKind.Comment);
			run = undefined;
		};
		const texts = this.#texts.sort((a, b) => a.start - b.start);
		let at = 0;
		for (const { index, 0: written } of text.matchAll(/(?<=^[ \t]*)#.*$/gm)) {
			while ((texts[at]?.end ?? Number.POSITIVE_INFINITY) < index) at++;
			if ((texts[at]?.start ?? index) < index) continue;
			const { line } = lines.positionAt(index);
			if (/^#\s*region\b/.test(written)) {
				close();
				regions.push(line);
			} else if (/^#\s*endregion\b/.test(written)) {
				close();
				const opened = regions.pop();
				if (opened !== undefined) this.#addLines(opened, line, FoldingRangeKind.Region);
			} else if (run?.end === line - 1) run.end = line;
			else {
				close();
				run = { start: line, end: line };
			}
		}
		close();
	}

	#add(start: number, end: number): void {
		const { lines } = this.#linted;
		this.#addLines(lines.positionAt(start).line, lines.positionAt(end).line);
	}

	#addLines(startLine: number, endLine: number, kind?: FoldingRangeKind): void {
		if (endLine <= startLine) return;
		const known = this.#byLine.get(startLine);
		if (known !== undefined && known.endLine >= endLine) return;
		this.#byLine.set(startLine, { startLine, endLine, ...(kind === undefined ? {} : { kind }) });
	}
}
