import {
	CancellationError,
	type CancellationToken,
	type TestController,
	type TestItem,
	TestMessage,
	type TestRun,
	type TestRunRequest,
} from 'vscode';
import { requests, type StoredRun } from '../../../../server/src/shared/messages.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { MessageLines } from '../../messageLines.ts';
import { report } from './outcome.ts';
import type { ContractTree } from './tree.ts';

export interface RunContext {
	readonly controller: TestController;
	readonly tree: ContractTree;
	readonly server: LanguageServer;
	/** Asks for the rules of a contract where they are not known. */
	readonly resolve: (contract: TestItem) => Promise<void>;
	/** Contracts that a run of ours is checking: what is told of them is not shown a second time. */
	readonly checking: Set<string>;
	readonly lines: MessageLines;
}

/** Checks what the request names, contract by contract, each with one question for all its rules. */
export async function runTests(request: TestRunRequest, token: CancellationToken, context: RunContext): Promise<void> {
	const { controller, tree } = context;
	const asked = request.include ?? [...tree.contracts()];
	const without = request.exclude ?? [];
	const contracts = [...new Set(asked.flatMap((item) => [...tree.contractsOf(item)]))].filter((item) => !without.includes(item));
	const run = controller.createTestRun(request);
	context.lines.clear();
	try {
		const work: { contract: TestItem; rules: TestItem[] }[] = [];
		for (const contract of contracts) {
			if (token.isCancellationRequested) return;
			await context.resolve(contract).catch((error) => fail(run, [contract], error));
			const below = asked.flatMap((item) => [...tree.rules(tree.subject(item)?.kind === 'folder' ? contract : item, without)]);
			const rules = [...new Set(below)].filter((item) => item.uri?.toString() === contract.uri?.toString());
			for (const rule of rules) run.enqueued(rule);
			work.push({ contract, rules });
		}
		for (const { contract, rules } of work) if (!token.isCancellationRequested) await check(run, contract, rules, token, context);
	} finally {
		run.end();
	}
}

async function check(
	run: TestRun,
	contract: TestItem,
	rules: readonly TestItem[],
	token: CancellationToken,
	context: RunContext,
): Promise<void> {
	const { tree, server, checking } = context;
	const { uri } = contract;
	if (uri === undefined || rules.length === 0) return;
	const ids = rules.flatMap((item) => idOf(item, tree) ?? []);
	const isAll = rules.length === [...tree.rules(contract)].length;
	for (const rule of rules) run.started(rule);
	checking.add(uri.toString());
	try {
		const stored = await server.request<StoredRun>(requests.check, { uri: uri.toString(), ...(isAll ? {} : { ids }) }, token);
		apply(run, rules, stored, tree, context.lines);
	} catch (error) {
		if (!(error instanceof CancellationError)) fail(run, rules, error);
		else for (const rule of rules) run.skipped(rule);
	} finally {
		checking.delete(uri.toString());
	}
}

/** Puts stored results on the rules they are of. */
export function apply(
	run: TestRun,
	rules: Iterable<TestItem>,
	{ results }: StoredRun,
	tree: ContractTree,
	lines: MessageLines | undefined,
): void {
	const byId = new Map(results.map(({ result }) => [result.id, result]));
	for (const item of rules) {
		const id = idOf(item, tree);
		const result = id === undefined ? undefined : byId.get(id);
		if (result !== undefined && item.uri !== undefined) report(run, item, item.uri, result, lines);
		else run.skipped(item);
	}
}

function idOf(item: TestItem, tree: ContractTree): string | undefined {
	const subject = tree.subject(item);
	return subject?.kind === 'rule' ? subject.id : undefined;
}

function fail(run: TestRun, items: readonly TestItem[], error: unknown): void {
	const message = new TestMessage(error instanceof Error ? error.message : String(error));
	for (const item of items) run.errored(item, message);
}
