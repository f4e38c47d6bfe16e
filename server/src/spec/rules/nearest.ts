/** A text with ten thousand misspelt words among ten thousand names must not take minutes. */
const mostCandidates = 1000;
const mostDistances = 300;

/**
 * The candidate that a misspelt word most likely meant, or undefined where none is close enough: at most a third of the
 * longer word's letters may differ (a swap of neighbours counts once), the first or the last is the same, and case and
 * what words are joined by (`user_id`, `userId`) never count. Of very many candidates only the first are looked at.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
	const wanted = word.toLowerCase().slice(0, mostLetters);
	let best: string | undefined;
	let bestDistance = Number.POSITIVE_INFINITY;
	let candidatesLeft = mostCandidates;
	let distancesLeft = mostDistances;
	for (const candidate of candidates) {
		if (candidatesLeft-- === 0 || distancesLeft === 0 || bestDistance === 0) break;
		const limit = Math.floor(Math.max(wanted.length, candidate.length) / 3);
		if (Math.abs(candidate.length - wanted.length) > limit) continue;
		const other = candidate.toLowerCase().slice(0, mostLetters);
		if (sameLetters(other, wanted)) return candidate;
		if (other[0] !== wanted[0] && other.at(-1) !== wanted.at(-1)) continue;
		distancesLeft--;
		const distance = editDistance(wanted, other, Math.min(limit, bestDistance - 1));
		if (distance < bestDistance && distance <= limit) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}

const mostLetters = 64;

/** Equal but for `_`, `-`, `.` and blanks. */
function sameLetters(first: string, second: string): boolean {
	let left = 0;
	let right = 0;
	for (;;) {
		while (isJoint(first.charCodeAt(left))) left++;
		while (isJoint(second.charCodeAt(right))) right++;
		if (left >= first.length || right >= second.length) return left >= first.length && right >= second.length && left > 0 && right > 0;
		if (first.charCodeAt(left++) !== second.charCodeAt(right++)) return false;
	}
}

function isJoint(code: number): boolean {
	return code === 0x5f || code === 0x2d || code === 0x2e || code === 0x20;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); infinity as soon as it must be
 * above `limit`.
 */
function editDistance(a: string, b: string, limit: number): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		let least = row;
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
				cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
			}
			current.push(cost);
			least = Math.min(least, cost);
		}
		if (least > limit) return Number.POSITIVE_INFINITY;
		beforeLast = last;
		last = current;
	}
	return last[b.length] ?? 0;
}
