import {
	type CancellationToken,
	Disposable,
	type TestItem,
	TestRunProfileKind,
	TestRunRequest,
	type TextDocument,
	tests,
	Uri,
	workspace,
} from 'vscode';
import { type RuleTree, requests, type StoredRun } from '../../../../server/src/shared/messages.ts';
import type { LanguageServer } from '../../languageServer.ts';
import type { MessageLines } from '../../messageLines.ts';
import { contractGlob, languageId } from '../../names.ts';
import { apply, runTests } from './run.ts';
import { ContractTree } from './tree.ts';

/** The rules of all contracts as tests: to run, to cancel, to run on every save, with what the last checks found. */
export function registerTestExplorer(server: LanguageServer, lines: MessageLines): Disposable {
	const controller = tests.createTestController('plumbline', 'Data contracts');
	const tree = new ContractTree(controller);
	const restored = new Set<string>();
	const checking = new Set<string>();

	/** Asks for the rules of a contract, and the first time also for what is known of them from earlier. */
	const refresh = async (contract: TestItem) => {
		const uri = contract.id;
		contract.busy = true;
		try {
			tree.fill(contract, await server.request<RuleTree>(requests.rules, { uri }));
			if (!workspace.isTrusted || restored.has(uri)) return;
			restored.add(uri);
			const stored = await server.request<StoredRun | null>(requests.results, { uri });
			if (stored !== null) show(contract, stored);
		} finally {
			contract.busy = false;
		}
	};
	/** Results that nobody asked the Test Explorer for. */
	const show = (contract: TestItem, stored: StoredRun) => {
		const known = new Set(stored.results.map(({ result }) => result.id));
		const rules = [...tree.rules(contract)].filter((item) => {
			const subject = tree.subject(item);
			return subject?.kind === 'rule' && known.has(subject.id);
		});
		if (rules.length === 0) return;
		const run = controller.createTestRun(new TestRunRequest(rules), undefined, false);
		lines.clear();
		apply(run, rules, stored, tree, undefined);
		run.end();
	};
	const context = {
		controller,
		tree,
		server,
		checking,
		lines,
		resolve: async (contract: TestItem) => {
			if (contract.children.size === 0) await refresh(contract);
		},
	};

	const profile = controller.createRunProfile(
		'Check',
		TestRunProfileKind.Run,
		(request, token) => (request.continuous ? runOnSave(request, token) : runTests(request, token, context)),
		true,
		undefined,
		true,
	);
	/** Goes on until the user switches it off: a saved contract that the request covers is checked. */
	const runOnSave = (request: TestRunRequest, token: CancellationToken) => {
		const saved = workspace.onDidSaveTextDocument((document) => {
			const contract = tree.contract(document.uri);
			const covers =
				contract !== undefined && (request.include ?? [contract]).some((item) => [...tree.contractsOf(item)].includes(contract));
			if (covers) void refresh(contract).then(() => runTests(new TestRunRequest([contract], request.exclude, profile), token, context));
		});
		token.onCancellationRequested(() => saved.dispose());
	};

	const search = async () => {
		// Of a virtual folder nothing can be run; and VS Code would wait for a search that it may not have.
		const hasFiles = (workspace.workspaceFolders ?? []).some(({ uri }) => isFile(uri));
		const found = hasFiles ? (await workspace.findFiles(contractGlob, '**/node_modules/**')).filter(isFile) : [];
		const gone = new Set([...tree.contracts()].map(({ id }) => id));
		for (const uri of found.sort((a, b) => (a.path < b.path ? -1 : 1))) gone.delete(tree.add(uri).id);
		for (const { uri } of workspace.textDocuments) gone.delete(uri.toString());
		for (const uri of gone) tree.remove(Uri.parse(uri));
		await Promise.all([...tree.contracts()].map((contract) => refresh(contract).catch(() => {})));
	};
	controller.resolveHandler = (item) => (item === undefined ? search() : refresh(item));
	controller.refreshHandler = search;

	const opened = (document: TextDocument) => {
		if (document.languageId === languageId && isFile(document.uri)) void refresh(tree.add(document.uri)).catch(() => {});
	};
	workspace.textDocuments.forEach(opened);
	const timers = new Map<string, NodeJS.Timeout>();
	const watcher = workspace.createFileSystemWatcher(contractGlob);
	return Disposable.from(
		controller,
		watcher,
		watcher.onDidCreate((uri) => isFile(uri) && void refresh(tree.add(uri)).catch(() => {})),
		watcher.onDidDelete((uri) => tree.remove(uri)),
		workspace.onDidChangeWorkspaceFolders(() => {
			tree.clear();
			void search();
		}),
		workspace.onDidOpenTextDocument(opened),
		workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			const contract = tree.contract(document.uri);
			if (contract === undefined || contentChanges.length === 0) return;
			lines.clear(document.uri);
			clearTimeout(timers.get(contract.id));
			const again = () => void refresh(contract).catch(() => {});
			timers.set(contract.id, setTimeout(again, 500));
		}),
		new Disposable(() => timers.forEach(clearTimeout)),
		// Checks by a lens, a command or on save.
		server.onRun((state) => {
			if (state.state !== 'done') return;
			const contract = tree.contract(Uri.parse(state.uri));
			if (contract !== undefined && !checking.has(contract.id)) show(contract, state.run);
		}),
		workspace.onDidGrantWorkspaceTrust(() => [...tree.contracts()].forEach((contract) => void refresh(contract).catch(() => {}))),
	);
}

function isFile({ scheme }: Uri): boolean {
	return scheme === 'file';
}
