import { automaticFix } from './automaticFix.ts';
import type { Finding, Fix, TextEdit } from './finding.ts';
import { LineIndex } from './lineIndex.ts';
import { finished, type Steps } from './steps.ts';
import { parseSteps } from './yaml/parse.ts';

export interface Mended {
	readonly text: string;
	/** How many fixes were applied. */
	readonly fixes: number;
}

/** A mend may open the way for the next; so many rounds and no more. */
const mostRounds = 50;

/**
 * Applies the mends that need nobody to look at them, one round after another until there are none left.
 *
 * @param findingsOf what is wrong with a text
 */
export function mendText(text: string, findingsOf: (text: string) => readonly Finding[], isWanted: (finding: Finding) => boolean): Mended {
	// biome-ignore lint/correctness/useYield: what has no steps is one step.
	function* inOneStep(each: string): Steps<readonly Finding[]> {
		return findingsOf(each);
	}
	return finished(mendSteps(text, inOneStep, isWanted));
}

/** The same in steps, so that others can have a turn between them. */
export function* mendSteps(
	text: string,
	findingsOf: (text: string) => Steps<readonly Finding[]>,
	isWanted: (finding: Finding) => boolean,
): Steps<Mended> {
	let mended: Mended = { text, fixes: 0 };
	for (let round = 0; round < mostRounds; round++) {
		const fixes = (yield* findingsOf(mended.text)).filter(isWanted).flatMap((finding) => automaticFix(finding) ?? []);
		yield;
		const taken = yield* together(mended.text, fixes);
		const next = applyEdits(mended.text, taken);
		if (next === mended.text) break;
		mended = { text: next, fixes: mended.fixes + taken.length };
	}
	return mended;
}

/**
 * As many fixes as can be applied at once, the earlier first: none that touches what another one changes, and none that
 * writes a key which another one writes into the same map. They stay whole.
 */
export function* together(text: string, fixes: readonly Fix[]): Steps<readonly Fix[]> {
	const apart: Fix[] = [];
	for (const fix of fixes) {
		if (fix.edits.length > 0 && !fix.edits.some((edit) => apart.some(({ edits }) => edits.some((other) => touch(edit, other)))))
			apart.push(fix);
	}
	if (!mayClash(apart)) return apart;
	const before = yield* problemsIn(text);
	let trials = 0;
	function* joined(base: readonly Fix[], more: readonly Fix[]): Steps<readonly Fix[]> {
		const all = [...base, ...more];
		if (more.length === 0 || (trials++ < mostTrials && (yield* problemsIn(applyEdits(text, all))) <= before)) return all;
		if (more.length === 1) return base;
		const half = Math.ceil(more.length / 2);
		return yield* joined(yield* joined(base, more.slice(0, half)), more.slice(half));
	}
	return yield* joined([], apart);
}

function* problemsIn(text: string): Steps<number> {
	const { problems } = yield* parseSteps(text, new LineIndex(text), undefined);
	yield;
	return problems.length;
}

/** Readings of a text that one answer may take; what is still open then waits for the next round. */
const mostTrials = 40;

/** The text with fixes applied, which must not touch each other; it keeps the line ends that it has. */
export function applyEdits(text: string, fixes: readonly Fix[]): string {
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const pieces: string[] = [];
	let end = 0;
	for (const { range, newText } of editsOf(fixes)) {
		pieces.push(text.slice(end, range.start), newText.replace(/\r?\n/g, eol));
		end = range.end;
	}
	pieces.push(text.slice(end));
	return pieces.join('');
}

/** In the order of the text. */
export function editsOf(fixes: readonly Fix[]): TextEdit[] {
	return fixes.flatMap(({ edits }) => edits).sort((a, b) => a.range.start - b.range.start);
}

/** Whether two fixes write the same key, wherever that is. */
function mayClash(fixes: readonly Fix[]): boolean {
	const seen = new Set<string>();
	for (const { edits } of fixes) {
		const own = new Set(edits.flatMap(({ newText }) => newText.match(/[\w-]+(?=["']?:)|^[\w-]+$/gm) ?? []));
		for (const key of own) {
			if (seen.has(key)) return true;
			seen.add(key);
		}
	}
	return false;
}

function touch(a: TextEdit, b: TextEdit): boolean {
	return a.range.start <= b.range.end && b.range.start <= a.range.end;
}
