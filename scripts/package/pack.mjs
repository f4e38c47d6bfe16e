import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { root } from '../paths.mjs';
import { checkContents } from './contents.mjs';
import { stage } from './stage.mjs';

/** This machine, in VS Code's words. */
export const thisMachine = `${process.platform}-${process.arch}`;

/**
 * Packs what was built as the extension for a target; `folder` holds the same, not packed.
 * @param {string} [target] in VS Code's words: this machine, or `web`
 * @returns {Promise<{ path: string; folder: string; files: string[]; bytes: number }>}
 * @throws where the package does not hold exactly what it should
 */
export async function pack(target = thisMachine) {
	const staged = join(root, '.cache', target === 'web' ? 'web-extension' : 'extension');
	const path = join(root, `plumbline-${target}.vsix`);
	stage(staged, target);
	await quietly(() => createVSIX({ cwd: staged, target, packagePath: path }));
	return { path, folder: staged, ...checkContents(path, target) };
}

/** vsce prints what it packs, and that DuckDB's library is large: `checkContents` is what judges it. */
async function quietly(work) {
	const { log, warn } = console;
	const printed = [];
	console.log = console.warn = (...words) => printed.push(words.join(' '));
	try {
		return await work();
	} catch (error) {
		throw new Error([...printed, error.message].join('\n'));
	} finally {
		Object.assign(console, { log, warn });
	}
}
