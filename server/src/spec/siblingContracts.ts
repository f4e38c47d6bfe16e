import type { Contract } from './contract/model.ts';
import { readContract } from './contract/read.ts';
import type { ContractWorkspace } from './rules/rule.ts';
import { parseYaml } from './yaml/parse.ts';

const read = new WeakMap<ContractWorkspace, Map<string, { readonly text: string; readonly contracts: readonly Contract[] }>>();

/**
 * Contracts of another file, or undefined where there is no such file; empty where it holds none. A text is parsed once
 * for as long as the workspace object lives and the text stays the same.
 */
export function contractsOf(file: string, workspace: ContractWorkspace): readonly Contract[] | undefined {
	const text = workspace.read(file);
	if (text === undefined) return undefined;
	const files = read.get(workspace) ?? new Map();
	read.set(workspace, files);
	const known = files.get(file);
	if (known?.text === text) return known.contracts;
	const contracts: Contract[] = [];
	for (const document of parseYaml(text).documents) {
		if (document.root?.kind === 'map') contracts.push(readContract(document.root));
	}
	files.set(file, { text, contracts });
	return contracts;
}

/** Path of a file that a contract names, seen from the contract's folder. Works on paths and on `file:` addresses. */
export function siblingPath(contractFile: string, written: string): string {
	const backslashes = contractFile.includes('\\') && !contractFile.includes('/');
	const path = written.replaceAll('\\', '/');
	if (/^(?:\/|[A-Za-z]:\/)/.test(path)) return path;
	const base = (backslashes ? contractFile.replaceAll('\\', '/') : contractFile).split('/');
	base.pop();
	for (const step of path.split('/')) {
		if (step === '' || step === '.') continue;
		const last = base.at(-1);
		if (step === '..' && last !== undefined && last !== '' && last !== '..' && last !== '.' && !last.endsWith(':')) base.pop();
		else base.push(step);
	}
	const resolved = base.join('/');
	return backslashes ? resolved.replaceAll('/', '\\') : resolved;
}
