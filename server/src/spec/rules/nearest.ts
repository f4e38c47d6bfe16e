/** A text with ten thousand misspelt words among ten thousand names must not take minutes. */
const mostCandidates = 2000;

/**
 * The candidate that a misspelt word most likely meant, or undefined where none is close enough: at most a third of the
 * longer word's letters may differ (a swap of neighbours counts once), case never counts.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
	const wanted = word.toLowerCase();
	const plainWanted = plain(wanted) || wanted;
	let best: string | undefined;
	let bestDistance = Number.POSITIVE_INFINITY;
	let left = mostCandidates;
	for (const candidate of candidates) {
		if (left-- === 0) break;
		const other = candidate.toLowerCase();
		const limit = Math.floor(Math.max(wanted.length, other.length) / 3);
		if (Math.abs(other.length - wanted.length) > limit) continue;
		const distance = plain(other) === plainWanted ? 0 : editDistance(wanted, other);
		if (distance <= limit && distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}

/** Without what words are joined by, so that `user_id`, `userId` and `user-id` are one. */
function plain(word: string): string {
	return word.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). Words are cut at 64 letters. */
function editDistance(first: string, second: string): number {
	const a = first.slice(0, 64);
	const b = second.slice(0, 64);
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
				cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
			}
			current.push(cost);
		}
		beforeLast = last;
		last = current;
	}
	return last[b.length] ?? 0;
}
