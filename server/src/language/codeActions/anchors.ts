import type { Range } from '../../spec/range.ts';
import type { Lexeme } from '../../spec/yaml/lexemes.ts';

/** Which parts of a text must keep their order, since one holds an anchor that the other refers to or sets anew. */
export class Ties {
	readonly #marks: readonly (Range & { readonly name: string; readonly isAnchor: boolean })[];

	constructor(text: string, lexemes: readonly Lexeme[]) {
		this.#marks = lexemes
			.filter(({ kind }) => kind === 'anchor' || kind === 'alias')
			.map(({ kind, start, end }) => ({ start, end, name: text.slice(start + 1, end), isAnchor: kind === 'anchor' }));
	}

	/** Parts by rank, the earlier first among equals, and none before one that it is tied to and stood behind. */
	sorted<T extends { readonly range: Range }>(parts: readonly T[], rankOf: (part: T) => number): T[] {
		const names = parts.map(({ range }) => this.#names(range));
		const left = parts.map((part, index) => ({ part, index, rank: rankOf(part) }));
		left.sort((a, b) => a.rank - b.rank || a.index - b.index);
		const sorted: T[] = [];
		while (left.length > 0) {
			const next = left.findIndex(({ index }) => !left.some((other) => other.index < index && areTied(names[other.index], names[index])));
			const [taken] = left.splice(Math.max(next, 0), 1);
			if (taken !== undefined) sorted.push(taken.part);
		}
		return sorted;
	}

	/** Names of the anchors and aliases in a range, each with whether an anchor is among them. */
	#names({ start, end }: Range): ReadonlyMap<string, boolean> {
		const names = new Map<string, boolean>();
		for (const mark of this.#marks) {
			if (start <= mark.start && mark.start < end) names.set(mark.name, mark.isAnchor || names.get(mark.name) === true);
		}
		return names;
	}
}

function areTied(a: ReadonlyMap<string, boolean> | undefined, b: ReadonlyMap<string, boolean> | undefined): boolean {
	for (const [name, isAnchor] of a ?? []) {
		const other = b?.get(name);
		if (other !== undefined && (isAnchor || other)) return true;
	}
	return false;
}
