import { statSync } from 'node:fs';
import { join, parse, relative, resolve, sep } from 'node:path';
import { isContractFile, isContractName } from '../spec/contract/recognise.ts';
import { shownPath } from './paths.ts';
import { readText, reasonOf } from './readText.ts';
import { mostEntries, walk } from './walk.ts';

/** A contract's text and where it came from. */
export interface ContractFile {
	/** As shown in messages and reports. */
	readonly shown: string;
	/** Absolute path; absent for standard input. */
	readonly path?: string;
	readonly text: string;
	readonly encoding: 'utf-8' | 'utf-16le';
	readonly bom: boolean;
}

export interface Gathered {
	readonly files: readonly ContractFile[];
	/** Files that are there but could not be read. */
	readonly unreadable: readonly { readonly file: string; readonly message: string; readonly mend: string }[];
}

/** What was asked for cannot be had at all: nothing to read there. */
export class GatherError extends Error {
	override readonly name = 'GatherError';
	readonly mend: string;

	constructor(message: string, mend: string) {
		super(message);
		this.mend = mend;
	}
}

/**
 * Contracts behind files, folders and globs, each once, in the order given and sorted within a folder. A file named
 * outright must be a contract; in folders and globs the others are passed over.
 *
 * @throws GatherError where a path does not exist, a file is no contract, or nothing is found
 */
export async function gatherContracts(paths: readonly string[], cwd: string): Promise<Gathered> {
	const files = new Map<string, ContractFile>();
	const unreadable: Gathered['unreadable'][number][] = [];
	const take = (path: string, named: boolean) => {
		const absolute = resolve(cwd, path);
		if (files.has(absolute)) {
			return;
		}
		const shown = shownPath(path, cwd);
		const read = readText(absolute);
		if (!read.ok) {
			unreadable.push({ file: shown, message: `could not be read: ${read.reason}.`, mend: read.mend });
		} else if (isContractFile(shown, read.text)) {
			files.set(absolute, { shown, path: absolute, text: read.text, encoding: read.encoding, bom: read.bom });
		} else if (named) {
			throw notAContract(shown, read.text);
		}
	};
	for (const path of paths.length === 0 ? ['.'] : paths) {
		const kind = kindOf(resolve(cwd, path));
		if (kind.is === 'file') {
			take(path, true);
		} else if (kind.is === 'folder') {
			const found = walk(resolve(cwd, path), isYamlName);
			checkWalk(found.cut, path);
			unreadable.push(...foldersUnread(found.unreadable, cwd));
			for (const file of found.files) {
				// As the user began it: `../contracts` stays so, and an absolute path stays absolute.
				take(join(path, relative(resolve(cwd, path), file)), false);
			}
			if (files.size === 0 && unreadable.length === 0 && paths.length <= 1) {
				throw nothingIn(shownPath(path, cwd), found.files.length);
			}
		} else if (/[*?[{]/.test(path)) {
			await takeGlob(path, cwd, take);
		} else {
			throw new GatherError(`${path}: ${kind.reason}.`, kind.mend);
		}
	}
	if (files.size === 0 && unreadable.length === 0) {
		throw new GatherError(`No contract in ${paths.join(', ')}.`, howToName);
	}
	return { files: [...files.values()], unreadable };
}

async function takeGlob(written: string, cwd: string, take: (path: string, named: boolean) => void): Promise<void> {
	const { glob } = await import('../data/glob.ts');
	const pattern = sep === '\\' ? written.replaceAll('\\', '/') : written;
	const { root } = parse(pattern);
	const found = await glob(root === '' ? cwd : root, pattern.slice(root.length).replace(/^(?:\.\/)+/, ''));
	if (!found.ok) {
		throw new GatherError(`${written}: ${found.reason}.`, 'Name the folder that holds the contracts.');
	}
	const paths = found.paths.filter((path) => pattern.includes('node_modules') || !/[\\/]node_modules[\\/]/.test(relative(cwd, path)));
	if (paths.length === 0) {
		throw new GatherError(`${written}: no file matches.`, 'Look at the pattern, and quote it so that the shell leaves it alone.');
	}
	for (const path of paths) {
		if (kindOf(path).is === 'file') {
			take(root === '' ? relative(cwd, path) : path, false);
		}
	}
}

type Kind =
	| { readonly is: 'file' }
	| { readonly is: 'folder' }
	| { readonly is: 'nothing'; readonly reason: string; readonly mend: string };

function kindOf(path: string): Kind {
	try {
		return statSync(path).isDirectory() ? { is: 'folder' } : { is: 'file' };
	} catch (error) {
		return { is: 'nothing', ...reasonOf(error) };
	}
}

function foldersUnread(unreadable: readonly { folder: string; error: unknown }[], cwd: string): Gathered['unreadable'][number][] {
	return unreadable.map(({ folder, error }) => {
		const { reason, mend } = reasonOf(error);
		return { file: shownPath(folder, cwd), message: `could not be looked into: ${reason}.`, mend };
	});
}

function checkWalk(cut: boolean, path: string): void {
	if (cut) {
		throw new GatherError(`${path}: more than ${mostEntries.toLocaleString('en-US')} files.`, 'Name the folder that holds the contracts.');
	}
}

function isYamlName(path: string): boolean {
	return isContractName(path) || /\.ya?ml$/i.test(path);
}

const howToName = 'A contract is a file named *.odcs.yaml or *.odcs.yml, or YAML whose root says kind: DataContract.';

function nothingIn(folder: string, yamlFiles: number): GatherError {
	const where = folder === '.' ? 'this folder' : folder;
	const looked = yamlFiles === 0 ? '' : ` (${yamlFiles} other YAML ${yamlFiles === 1 ? 'file' : 'files'})`;
	return new GatherError(
		`No contract in ${where}${looked}.`,
		`${howToName} Name one, or start there: plumbline check path/to/contract.odcs.yaml`,
	);
}

function notAContract(shown: string, text: string): GatherError {
	if (/^["']?kind["']?[ \t]*:[ \t]*["']?TrainingSpec\b/m.test(text)) {
		return new GatherError(`${shown}: a training spec, which this version does not read yet.`, 'Name a data contract.');
	}
	if (/^["']?dataContractSpecification["']?[ \t]*:/m.test(text)) {
		return new GatherError(
			`${shown}: written for the Data Contract Specification, not the Open Data Contract Standard.`,
			'Convert it to ODCS v3 (kind: DataContract).',
		);
	}
	return new GatherError(`${shown}: not a data contract.`, howToName);
}
