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
import type { LanguageServer } from '../../languageServer.ts';
import type { MessageLines } from '../../messageLines.ts';
import { languageId } from '../../names.ts';
import { KnownContracts } from './contracts.ts';
import { runTests, showResults } from './run.ts';
import { ContractTree } from './tree.ts';

/** The rules of all contracts as tests: to run, to cancel, to run on every save, with what the last checks found. */
export function registerTestExplorer(server: LanguageServer, lines: MessageLines): Disposable {
	const controller = tests.createTestController('plumbline', 'Data contracts');
	const tree = new ContractTree(controller);
	const checking = new Set<string>();
	const context = { controller, tree, server, checking, lines, refresh: (contract: TestItem) => contracts.refresh(contract) };
	const contracts = new KnownContracts(server, tree, (contract, run) => showResults(contract, run, context));

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
			if (covers) void runTests(new TestRunRequest([contract], request.exclude, profile), token, context);
		});
		token.onCancellationRequested(() => saved.dispose());
	};

	controller.resolveHandler = (item) => (item === undefined ? contracts.search() : contracts.refresh(item).catch(() => {}));
	controller.refreshHandler = () => contracts.search();

	const opened = (document: TextDocument) => {
		if (document.languageId === languageId && document.uri.scheme === 'file') contracts.add(document.uri);
	};
	workspace.textDocuments.forEach(opened);
	return Disposable.from(
		controller,
		contracts,
		workspace.onDidChangeWorkspaceFolders(() => {
			contracts.clear();
			workspace.textDocuments.forEach(opened);
		}),
		workspace.onDidOpenTextDocument(opened),
		// Also where its language is changed: it may be no contract any more.
		workspace.onDidCloseTextDocument(({ uri }) => {
			if (tree.contract(uri) !== undefined) void contracts.sync().catch(() => {});
		}),
		workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			const contract = tree.contract(document.uri);
			if (contract === undefined || contentChanges.length === 0) return;
			lines.clear(document.uri);
			contracts.refreshSoon(contract);
		}),
		// Checks by a lens, a command or on save.
		server.onRun(async (state) => {
			if (state.state !== 'done') return;
			const contract = tree.contract(Uri.parse(state.uri));
			if (contract === undefined || checking.has(contract.id)) return;
			await contracts.refresh(contract).catch(() => {});
			await showResults(contract, state.run, context);
		}),
		workspace.onDidGrantWorkspaceTrust(() => contracts.refreshAll()),
	);
}
