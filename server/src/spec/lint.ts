import { type Contract, readContract } from './contract/read.ts';
import type { OdcsVersion } from './contract/versions.ts';
import type { Finding } from './finding.ts';
import { LineIndex } from './lineIndex.ts';
import { semanticRules } from './rules/index.ts';
import type { ContractWorkspace, Environment } from './rules/rule.ts';
import { judgeStructure } from './structure/index.ts';
import type { Node } from './yaml/node.ts';
import { parseYaml } from './yaml/parse.ts';

export type { ContractWorkspace } from './rules/rule.ts';

export interface LintContext {
	/** Path of the text, as the workspace knows it. */
	readonly file: string;
	readonly workspace: ContractWorkspace;
	/** Variables that `${VAR}` is resolved from; absent where nobody can know them yet, e.g. in an editor. */
	readonly environment?: Environment;
}

export interface LintedFile {
	readonly text: string;
	readonly lines: LineIndex;
	/** In the order of the text. Without the documents that cannot be judged; `findings` says why. */
	readonly contracts: readonly LintedContract[];
	/** In the order of the text. */
	readonly findings: readonly Finding[];
}

export interface LintedContract {
	readonly root: Node;
	readonly contract: Contract;
	/** The version that judges the document: the declared one, the newest where that is missing or unknown. */
	readonly version: OdcsVersion;
}

/** Everything that a contract's text says by itself, and what is wrong with it. Never throws, whatever the text. Runs no query, reads other files by `context.workspace` only. */
export function lintText(text: string, context: LintContext): LintedFile {
	const lines = new LineIndex(text);
	const { documents, problems } = parseYaml(text, lines);
	const contracts: LintedContract[] = [];
	const findings: Finding[] = [...problems];
	for (const { root } of documents) {
		if (root === undefined) continue;
		const { version, findings: structural } = judgeStructure(text, root);
		findings.push(...structural);
		if (version === undefined) continue;
		const contract = readContract(root);
		contracts.push({ root, contract, version });
		for (const rule of semanticRules) findings.push(...rule({ text, root, contract, version, ...context }));
	}
	if (documents.every((document) => document.root === undefined) && problems.length === 0) findings.push(emptyFile);
	return { text, lines, contracts, findings: inOrder(findings) };
}

const emptyFile: Finding = {
	code: 'contract.not-a-contract',
	severity: 'error',
	message: 'The file is empty: a contract has at least "apiVersion", "kind", "id" and "version"',
	range: { start: 0, end: 0 },
};

/** Sorted by place; the same finding twice (by way of an alias) is one. */
function inOrder(findings: readonly Finding[]): Finding[] {
	const seen = new Set<string>();
	const kept = findings.filter(({ code, range, message }) => {
		const key = `${range.start} ${range.end} ${code} ${message}`;
		return !seen.has(key) && seen.add(key);
	});
	return kept.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
