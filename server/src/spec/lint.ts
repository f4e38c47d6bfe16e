import { type Contract, readContract } from './contract/read.ts';
import type { OdcsVersion } from './contract/versions.ts';
import type { Finding } from './finding.ts';
import { LineIndex } from './lineIndex.ts';
import type { LintMemory, Ordered } from './lintMemory.ts';
import { rulesOfObjects, rulesOfWholes } from './rules/index.ts';
import type { ContractWorkspace, Environment } from './rules/rule.ts';
import { finished, type Steps } from './steps.ts';
import { judgeStructure } from './structure/index.ts';
import type { Node } from './yaml/node.ts';
import { parseSteps } from './yaml/parse.ts';

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

/**
 * Everything that a contract's text says by itself, and what is wrong with it. Never throws, whatever the text. Runs no
 * query, reads other files by `context.workspace` only.
 *
 * @param memory of earlier versions of the text. Makes it faster, and changes nothing else
 */
export function lintText(text: string, context: LintContext, memory?: LintMemory): LintedFile {
	return finished(lintSteps(text, context, memory));
}

/** The same in steps, so that others can have a turn between them. */
export function* lintSteps(text: string, context: LintContext, memory?: LintMemory): Steps<LintedFile> {
	const lines = new LineIndex(text);
	const { documents, problems, isApart } = yield* parseSteps(text, lines, memory?.pieces);
	yield;
	const contracts: LintedContract[] = [];
	const found: Ordered[] = [];
	const add = (order: number, findings: Iterable<Finding>) => {
		for (const finding of findings) found.push({ finding, order });
	};
	add(0, problems);
	for (const { root } of documents) {
		if (root === undefined) continue;
		const known = isApart ? memory?.recall(text, root) : undefined;
		const { version, findings: structural } = judgeStructure(text, root, known?.judged);
		add(1, structural);
		yield;
		if (version === undefined) continue;
		const contract = readContract(root);
		contracts.push({ root, contract, version });
		yield;
		const whole = { text, root, contract, version, ...context };
		for (const [index, rule] of rulesOfWholes.entries()) {
			add(2 + index, rule(whole));
			yield;
		}
		const changed = known === undefined ? contract.schema : contract.schema?.filter(({ node }) => !known.isJudged(node));
		const others = { ...whole, contract: { ...contract, schema: [] } };
		known?.learn(1, structural, judgeStructure(text, root, known.objects).findings.length);
		for (const [index, rule] of rulesOfObjects.entries()) {
			const order = 2 + rulesOfWholes.length + index;
			const findings = [...rule({ ...whole, contract: { ...contract, ...(changed && { schema: changed }) } })];
			add(order, findings);
			known?.learn(order, findings, [...rule(others)].length);
			yield;
		}
		found.push(...(known?.findings() ?? []));
		if (known !== undefined) memory?.keep(known);
	}
	if (documents.every((document) => document.root === undefined) && problems.length === 0) add(0, [emptyFile]);
	return { text, lines, contracts, findings: inOrder(found) };
}

const emptyFile: Finding = {
	code: 'contract.not-a-contract',
	severity: 'error',
	message: 'The file is empty: a contract has at least "apiVersion", "kind", "id" and "version"',
	range: { start: 0, end: 0 },
};

/** Sorted by place; the same finding twice (by way of an alias) is one. */
function inOrder(found: Ordered[]): Finding[] {
	found.sort(({ finding: { range: a }, order: first }, { finding: { range: b }, order: second }) => {
		return a.start - b.start || a.end - b.end || first - second;
	});
	const seen = new Set<string>();
	const kept: Finding[] = [];
	for (const { finding } of found) {
		const key = `${finding.range.start} ${finding.range.end} ${finding.code} ${finding.message}`;
		if (seen.has(key)) continue;
		seen.add(key);
		kept.push(finding);
	}
	return kept;
}
