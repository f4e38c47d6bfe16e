import type { Problem } from '../report/report.ts';
import { counted } from '../report/words.ts';
import { lintText } from '../spec/lint.ts';
import { type Mended, mendText } from '../spec/mend.ts';
import { contractWorkspace } from '../workspace/contractWorkspace.ts';
import type { ContractFile } from '../workspace/gather.ts';
import { reasonOf } from '../workspace/readText.ts';
import { writeAtomically } from '../workspace/writeAtomically.ts';
import type { World } from './world.ts';

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

function fixText(file: ContractFile, wanted: (rule: string) => boolean, world: World): Mended {
	const workspace = contractWorkspace(world.cwd);
	const findingsOf = (text: string) => lintText(text, { file: file.shown, workspace, environment: world.environment }).findings;
	return mendText(file.text, findingsOf, ({ code }) => wanted(code));
}
