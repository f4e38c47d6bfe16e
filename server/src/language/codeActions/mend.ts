import { automaticFix } from '../../spec/automaticFix.ts';
import type { Finding, Fix, TextEdit } from '../../spec/finding.ts';
import { lintText } from '../../spec/lint.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/** A mend may open the way for the next; so many rounds and no more. */
const mostRounds = 10;

/** A text with all mends of the wanted findings applied that need nobody to look at them, one after another until there are none. */
export function mendedText(
	text: string,
	uri: string,
	workspace: Pick<LanguageWorkspace, 'read'>,
	isWanted: (finding: Finding) => boolean = () => true,
): string {
	let mended = text;
	for (let round = 0; round < mostRounds; round++) {
		const { findings } = lintText(mended, { file: uri, workspace });
		const edits = togetherEdits(findings.filter(isWanted).flatMap((finding) => automaticFix(finding) ?? []));
		const next = applied(mended, edits);
		if (next === mended) break;
		mended = next;
	}
	return mended;
}

/** Edits of as many fixes as can be applied at once, each whole or not at all, in the order of the text. */
export function togetherEdits(fixes: readonly Fix[]): TextEdit[] {
	const taken: TextEdit[] = [];
	for (const { edits } of fixes) {
		if (edits.length > 0 && edits.every((edit) => !taken.some((other) => touch(edit, other)))) taken.push(...edits);
	}
	return taken.sort((a, b) => a.range.start - b.range.start);
}

function applied(text: string, edits: readonly TextEdit[]): string {
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	let result = text;
	// A fix is written with line feeds; the file keeps the line ends that it has.
	for (const { range, newText } of [...edits].reverse()) {
		result = result.slice(0, range.start) + newText.replace(/\r?\n/g, eol) + result.slice(range.end);
	}
	return result;
}

function touch(a: TextEdit, b: TextEdit): boolean {
	return a.range.start <= b.range.end && b.range.start <= a.range.end;
}
