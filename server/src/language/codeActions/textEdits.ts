import type { TextEdit } from 'vscode-languageserver-types';
import { LineIndex } from '../../spec/lineIndex.ts';
import type { Steps } from '../../spec/steps.ts';

/** More lines than these are not compared one by one. */
const mostLines = 3_000;

/** Edits by whole lines that turn one text into another, few and small where the texts are alike. In the order of the text. */
export function* textEditsBetween(before: string, after: string): Steps<TextEdit[]> {
	if (before === after) return [];
	const index = new LineIndex(before);
	const [a, b] = [linesOf(before), linesOf(after)];
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
	const offsets = [0];
	for (const line of a) offsets.push((offsets.at(-1) ?? 0) + line.length);
	const edit = (from: number, to: number, lines: readonly string[]): TextEdit => ({
		range: index.rangeAt({ start: offsets[from] ?? before.length, end: offsets[to] ?? before.length }),
		newText: lines.join(''),
	});
	const [olds, news] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
	if (olds.length * news.length > mostLines * mostLines) return [edit(start, a.length - end, news)];
	return (yield* hunks(olds, news)).map(({ from, to, lines }) => edit(start + from, start + to, lines));
}

/** With their line breaks. */
function linesOf(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

interface Hunk {
	readonly from: number;
	readonly to: number;
	readonly lines: readonly string[];
}

/** By a longest common subsequence of lines. */
function* hunks(a: readonly string[], b: readonly string[]): Steps<Hunk[]> {
	const width = b.length + 1;
	const lengths = new Uint16Array((a.length + 1) * width);
	const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
	for (let i = a.length - 1; i >= 0; i--) {
		if (i % 128 === 0) yield;
		for (let j = b.length - 1; j >= 0; j--) {
			lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	const found: Hunk[] = [];
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			i++;
			j++;
			continue;
		}
		const [from, first] = [i, j];
		while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
			if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) i++;
			else j++;
		}
		found.push({ from, to: i, lines: b.slice(first, j) });
	}
	return found;
}
