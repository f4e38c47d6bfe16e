import {
	CancellationError,
	type CancellationToken,
	type TestController,
	type TestItem,
	TestMessage,
	type TestRun,
	TestRunRequest,
} from 'vscode';
import { type CheckParams, requests, type StoredRun } from '../../../../server/src/shared/messages.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { MessageLines } from '../../messageLines.ts';
import { outputLine, report } from './outcome.ts';
import type { ContractTree } from './tree.ts';

export interface RunContext {
	readonly controller: TestController;
	readonly tree: ContractTree;
	readonly server: LanguageServer;
	/** Asks for the rules of a contract. */
	readonly refresh: (contract: TestItem) => Promise<void>;
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
		const work: Work[] = [];
		for (const contract of contracts) {
			if (token.isCancellationRequested) return;
			// The text may have changed a moment ago.
			await context.refresh(contract).catch((error) => fail(run, [contract], error));
			const wanted = asked
				.map((item) => (tree.subject(item)?.kind === 'folder' ? contract : item))
				.filter((item) => item.uri?.toString() === contract.uri?.toString());
			const rules = [...new Set(wanted.flatMap((item) => [...tree.rules(item, without)]))];
			if (rules.length <= mostInFull) for (const rule of rules) run.enqueued(rule);
			work.push({ contract, wanted, rules });
		}
		for (const each of work) if (!token.isCancellationRequested) await check(run, each, without, token, context);
	} finally {
		run.end();
	}
}

interface Work {
	readonly contract: TestItem;
	/** The contract, or what of it is to be run. */
	readonly wanted: readonly TestItem[];
	readonly rules: readonly TestItem[];
}

async function check(
	run: TestRun,
	{ contract, wanted, rules }: Work,
	without: readonly TestItem[],
	token: CancellationToken,
	context: RunContext,
): Promise<void> {
	const { tree, server, checking, lines } = context;
	const { uri } = contract;
	if (uri === undefined || rules.length === 0) return;
	for (const item of rules.length <= mostInFull ? rules : wanted) run.started(item);
	checking.add(contract.id);
	try {
		const stored = await server.request<StoredRun>(requests.check, paramsOf(uri.toString(), { contract, wanted, rules }, tree), token);
		// What it found of the data as a whole are rules too, and no text declares them.
		await context.refresh(contract).catch(() => {});
		await apply(run, new Set(wanted.flatMap((item) => [...tree.rules(item, without)])), stored, { tree, lines });
	} catch (error) {
		if (!(error instanceof CancellationError)) fail(run, rules, error);
		else for (const rule of rules) run.skipped(rule);
	} finally {
		checking.delete(contract.id);
	}
}

/** A contract or an object as a whole is more than the rules that are known of it. */
function paramsOf(uri: string, { contract, wanted, rules }: Work, tree: ContractTree): CheckParams {
	const [item] = wanted;
	const isWhole = (whole: TestItem) => wanted.includes(whole) && rules.length === [...tree.rules(whole)].length;
	if (isWhole(contract)) return { uri };
	const subject = item === undefined ? undefined : tree.subject(item);
	if (item !== undefined && subject?.kind === 'object' && wanted.length === 1 && isWhole(item)) {
		return { uri, object: subject.name, ...(subject.contract === undefined ? {} : { contract: subject.contract }) };
	}
	return { uri, ids: rules.flatMap((rule) => idOf(rule, tree) ?? []) };
}

/** Results that nobody asked the Test Explorer for. */
export async function showResults(contract: TestItem, stored: StoredRun, { controller, tree, lines }: RunContext): Promise<void> {
	const known = new Set(stored.results.map(({ result }) => result.id));
	const rules = [...tree.rules(contract)].filter((item) => known.has(idOf(item, tree) ?? ''));
	if (rules.length === 0) return;
	const run = controller.createTestRun(new TestRunRequest(rules), undefined, false);
	lines.clear();
	await apply(run, rules, stored, { tree, lines: undefined });
	run.end();
}

/** Puts stored results on the rules they are of. */
async function apply(
	run: TestRun,
	rules: Iterable<TestItem>,
	{ results }: StoredRun,
	{ tree, lines }: { readonly tree: ContractTree; readonly lines: MessageLines | undefined },
): Promise<void> {
	const byId = new Map(results.map(({ result }) => [result.id, result]));
	const items = [...rules];
	const isBrief = items.length > mostInFull;
	let told = 0;
	for (let at = 0; at < items.length; at += chunk) {
		let output = '';
		for (const item of items.slice(at, at + chunk)) {
			const result = byId.get(idOf(item, tree) ?? '');
			if (result === undefined || item.uri === undefined) {
				run.skipped(item);
				continue;
			}
			const isProblem = result.outcome !== 'passed' && result.outcome !== 'notEnforced';
			if (isProblem && isBrief) output += outputLine(result);
			if (isProblem) told++;
			report(run, item, item.uri, result, { lines: isBrief && told > mostMessages ? undefined : lines, isBrief });
		}
		if (output !== '') run.appendOutput(output);
		// The workbench is to draw and to listen between them.
		if (isBrief) await new Promise((resolve) => setTimeout(resolve, pauseMs));
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

/**
 * Of more rules than this, each is told only what became of it: for each further state, for each duration and for each
 * message, the workbench looks at all the neighbours of a test once more, which takes minutes for 10,000 of them.
 */
const mostInFull = 1_000;
const mostMessages = 100;
const chunk = 250;
const pauseMs = 20;
