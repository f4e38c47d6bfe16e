import type { Problem } from '../report/report.ts';
import { counted } from '../report/words.ts';
import { automaticFix } from '../spec/automaticFix.ts';
import type { Fix, TextEdit } from '../spec/finding.ts';
import { lintText } from '../spec/lint.ts';
import { contractWorkspace } from '../workspace/contractWorkspace.ts';
import type { ContractFile } from '../workspace/gather.ts';
import { reasonOf } from '../workspace/readText.ts';
import { writeAtomically } from '../workspace/writeAtomically.ts';
import type { World } from './world.ts';

/** A mend may open the way for the next; so many rounds and no more. */
const mostRounds = 10;

/** Applies the preferred fix of every wanted finding where it is no guess, writes the files that changed, and gives all of them as they are now. */
export function fixFiles(
	files: readonly ContractFile[],
	wanted: (rule: string) => boolean,
	world: World,
): { files: readonly ContractFile[]; sentence: string; problems: readonly Problem[] } {
	const problems: Problem[] = [];
	let fixes = 0;
	let changed = 0;
	const after = files.map((file) => {
		const mended = fixText(file, wanted, world);
		if (mended.text === file.text || file.path === undefined) {
			return file;
		}
		try {
			const bytes =
				file.encoding === 'utf-16le'
					? Buffer.from(`\uFEFF${mended.text}`, 'utf16le')
					: Buffer.from((file.bom ? '\uFEFF' : '') + mended.text);
			writeAtomically(file.path, bytes);
		} catch (error) {
			const { reason, mend } = reasonOf(error);
			problems.push({ file: file.shown, message: `could not be written: ${reason}.`, mend });
			return file;
		}
		fixes += mended.fixes;
		changed++;
		return { ...file, text: mended.text };
	});
	const sentence = changed === 0 ? 'Nothing to mend by itself' : `Mended ${counted(fixes, 'finding')} in ${counted(changed, 'file')}`;
	return { files: after, sentence, problems };
}

function fixText(file: ContractFile, wanted: (rule: string) => boolean, world: World): { text: string; fixes: number } {
	const workspace = contractWorkspace(world.cwd);
	let text = file.text;
	let fixes = 0;
	for (let round = 0; round < mostRounds; round++) {
		const { findings } = lintText(text, { file: file.shown, workspace, environment: world.environment });
		const preferred = findings.filter(({ code }) => wanted(code)).flatMap((finding) => automaticFix(finding) ?? []);
		const applied = applyFixes(text, preferred);
		if (applied.fixes === 0 || applied.text === text) {
			break;
		}
		text = applied.text;
		fixes += applied.fixes;
	}
	return { text, fixes };
}

/** Applies fixes whole or not at all: one that touches what an earlier one changed waits for the next round. */
export function applyFixes(text: string, fixes: readonly Fix[]): { text: string; fixes: number } {
	const taken: TextEdit[] = [];
	let count = 0;
	for (const { edits } of fixes) {
		if (edits.length > 0 && edits.every((edit) => !taken.some((other) => touches(edit, other)))) {
			taken.push(...edits);
			count++;
		}
	}
	const eol = /\r\n/.test(text) ? '\r\n' : '\n';
	let result = text;
	for (const { range, newText } of [...taken].sort((a, b) => b.range.start - a.range.start)) {
		// A fix is written with line feeds; the file keeps the line ends that it has.
		result = result.slice(0, range.start) + newText.replace(/\r\n|\n/g, eol) + result.slice(range.end);
	}
	return { text: result, fixes: count };
}

function touches(a: TextEdit, b: TextEdit): boolean {
	return a.range.start <= b.range.end && b.range.start <= a.range.end;
}
