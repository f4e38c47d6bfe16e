import type { CancellationToken } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { notifications, type RuleTree, requests, type SamplePage, type StoredRun } from '../shared/messages.ts';
import type { KeptEngine } from './checks/keptEngine.ts';
import { RowWindows } from './checks/rowWindows.ts';
import type { CheckRuns } from './checks/runs.ts';
import { answer, failure } from './connection.ts';
import { pathOf } from './files/address.ts';
import { checkParamsOf, sampleParamsOf, uriOf } from './params.ts';
import type { Session } from './session.ts';

/** The messages of `shared/messages.ts`. */
export function answerCustomRequests(session: Session, runs: CheckRuns, pages: KeptEngine): void {
	const { connection } = session;
	const windows = new RowWindows();

	connection.onRequest(
		requests.check,
		(sent: unknown, token): Promise<StoredRun> => answer(token, () => runs.run(checkParamsOf(sent), token, tokenOf(sent))),
	);

	connection.onRequest(
		requests.results,
		(sent: unknown, token): Promise<StoredRun | null> => answer(token, async () => (await resultsOf(uriOf(sent), session, token)) ?? null),
	);

	connection.onRequest(
		requests.contracts,
		(_sent: unknown, token): Promise<string[]> =>
			answer(token, async () => {
				await session.index.ready;
				return [...session.contracts()];
			}),
	);

	connection.onRequest(
		requests.rules,
		(sent: unknown, token): Promise<RuleTree> =>
			answer(token, async () => {
				const uri = uriOf(sent);
				const { linted, file, workspace } = await lint(uri, session);
				const { ruleTree, withFound } = await import('./checks/ruleTree.ts');
				const tree = await ruleTree(linted, { uri, file, workspace, nowIso: new Date().toISOString() });
				const run = await resultsOf(uri, session, token);
				return run === undefined ? tree : withFound(tree, run);
			}),
	);

	connection.onRequest(
		requests.sample,
		(sent: unknown, token): Promise<SamplePage> =>
			answer(token, async () => {
				const params = sampleParamsOf(sent);
				session.requireTrust('Sample rows are data');
				if (pathOf(params.uri) === undefined) throw failure('Only the data of contracts in files of this machine can be shown');
				session.rowsWanted.fire();
				const controller = new AbortController();
				const listening = token.onCancellationRequested(() => controller.abort());
				const settings = await session.settings.fetch(params.uri);
				try {
					return await pages.use(settings, controller.signal, async (open) => {
						const { linted, file, workspace } = await lint(params.uri, session);
						const { samplePage } = await import('./checks/sample.ts');
						return samplePage(linted, params, {
							file,
							workspace,
							setServer: settings.server,
							engine: open,
							nowIso: new Date().toISOString(),
							signal: controller.signal,
							windows,
							...knownCounts(params.uri, session),
						});
					});
				} finally {
					listening.dispose();
				}
			}),
	);

	connection.onNotification(notifications.trusted, () => session.trust());
}

/** What is known of a contract, as it is of its text now. */
async function resultsOf(uri: string, session: Session, token: CancellationToken): Promise<StoredRun | undefined> {
	const stored = session.stored(uri);
	const open = session.documents.get(uri);
	const text = session.read(uri);
	if (stored === undefined || text === undefined) return undefined;
	return session.service.results(open ?? TextDocument.create(uri, 'odcs', 0, text), open !== undefined, token);
}

/** Counts of the last check, where they are of the same data. */
function knownCounts(uri: string, session: Session) {
	const results = session.stored(uri)?.results ?? [];
	return {
		knownTotal: (object: string, fingerprint: string | undefined) =>
			results.find(
				({ result, dataFingerprint }) => result.object === object && dataFingerprint === fingerprint && result.totalRows !== undefined,
			)?.result.totalRows,
		knownFailing: (id: string, fingerprint: string | undefined) =>
			results.find(({ result, dataFingerprint }) => result.id === id && dataFingerprint === fingerprint)?.result.failingRows,
	};
}

async function lint(uri: string, session: Session) {
	const file = pathOf(uri) ?? uri;
	const text = session.read(uri);
	if (text === undefined) throw failure(`There is no contract at ${file}`);
	const { lintText } = await import('../spec/lint.ts');
	const workspace = { read: (path: string) => session.readPath(path) };
	return { file, workspace, linted: lintText(text, { file, workspace, environment: session.trusted ? process.env : {} }) };
}

function tokenOf(sent: unknown): string | number | undefined {
	const token = typeof sent === 'object' && sent !== null && 'workDoneToken' in sent ? sent.workDoneToken : undefined;
	return typeof token === 'string' || typeof token === 'number' ? token : undefined;
}
