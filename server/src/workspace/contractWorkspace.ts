import { resolve } from 'node:path';
import type { ContractWorkspace } from '../spec/rules/rule.ts';
import { readText } from './readText.ts';

/** Other contracts' texts, from disk, each read once; `known` are texts already at hand, by absolute path. */
export function contractWorkspace(cwd: string, known: ReadonlyMap<string, string> = new Map()): ContractWorkspace {
	const texts = new Map<string, string | undefined>(known);
	return {
		read(file) {
			const path = resolve(cwd, file);
			if (!texts.has(path)) {
				const read = readText(path);
				texts.set(path, read.ok ? read.text : undefined);
			}
			return texts.get(path);
		},
	};
}
