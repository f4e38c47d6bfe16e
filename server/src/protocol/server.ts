import { type Connection, createConnection, type InitializeParams, type InitializeResult } from 'vscode-languageserver/node';
import { capabilitiesFor, everything } from './capabilities.ts';
import { DataFiller } from './checks/dataFiller.ts';
import { refreshFingerprints } from './checks/fingerprints.ts';
import { KeptEngine } from './checks/keptEngine.ts';
import { CheckRuns } from './checks/runs.ts';
import { clientOf } from './client.ts';
import { executeCommands } from './commands.ts';
import { openConnection } from './connection.ts';
import { answerCustomRequests } from './customRequests.ts';
import { answerPulls } from './diagnostics/pull.ts';
import { publishDiagnostics } from './diagnostics/push.ts';
import { answerWorkspacePulls } from './diagnostics/workspace.ts';
import { features } from './features/index.ts';
import { keyOf } from './files/address.ts';
import { Documents } from './files/documents.ts';
import { Folders } from './files/folders.ts';
import { Watching } from './files/watching.ts';
import { refreshOnChange } from './refresh.ts';
import { Session } from './session.ts';
import { version } from './version.ts';

/** Serves one client, until it says `exit` or goes away. */
export function startServer(): void {
	// The command line names the channel: `--stdio`, `--node-ipc`, `--socket=…`, `--pipe=…`.
	const { connection } = openConnection((options) => createConnection(options));
	const documents = new Documents(connection, keyOf);
	const parts: { session?: Session; close?: () => Promise<void>; listen?: () => Promise<void> } = {};

	connection.onInitialize((params): InitializeResult => {
		Object.assign(parts, assemble(connection, documents, params));
		const client = clientOf(params);
		return { capabilities: capabilitiesFor(client, everything), serverInfo: { name: 'plumbline', version } };
	});
	connection.onInitialized(() => {
		parts.listen?.().catch((error) => parts.session?.log('warning', error));
	});
	connection.onShutdown(() => parts.close?.());

	// A fault of ours in one answer must not take the others along. Standard output belongs to the protocol.
	process.on('uncaughtException', (error) => connection.console.error(`${error.stack ?? error.message}`));
	process.on('unhandledRejection', (reason) =>
		connection.console.error(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
	);
	// Nobody reads any more: there is nobody to say it to, either.
	process.stdout.on('error', () => process.exit(1));
	// Node's own channel: the one who started us is gone.
	process.on('disconnect', () => process.exit(1));
	connection.listen();
}

/** Everything that a session consists of, now that it is known who asks. */
function assemble(connection: Connection, documents: Documents, params: InitializeParams) {
	const client = clientOf(params);
	const folders = new Folders(params);
	const session = new Session({ connection, client, documents, folders, sentSettings: params.initializationOptions });
	// Rows for panels and completion come by an engine of their own, so that they need not wait for a long check.
	const [checks, pages] = [new KeptEngine(), new KeptEngine()];
	const runs = new CheckRuns(session, checks);
	session.running = (uri) => runs.running(uri);
	const filler = new DataFiller(session, pages);
	session.rowsWanted.on(() => filler.giveWay());
	const watching = new Watching(session);
	if (client.pulls) {
		answerPulls(session);
		answerWorkspacePulls(session);
	} else publishDiagnostics(session);
	for (const feature of features) feature.serve(session);
	answerCustomRequests(session, runs, pages);
	executeCommands(session, runs);
	refreshOnChange(session);

	const lookAt = async (uri: string) => {
		const found = await refreshFingerprints(session, uri);
		if (found) watching.watchData(uri, found);
	};
	const looked = (uri: string) => lookAt(uri).catch((error) => session.log('warning', error));
	documents.onDidOpen(({ document: { uri } }) => {
		if (documents.contract(uri)) looked(uri);
	});
	documents.onDidClose(({ document: { uri } }) => {
		session.service.forget(uri);
		session.settings.forget(uri);
	});
	documents.onDidSave(({ document: { uri } }) => {
		if (!session.trusted || documents.contract(uri) === undefined) return;
		session.settings
			.fetch(uri)
			.then((settings) =>
				settings.checkOnSave
					? runs.run({ uri }, { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) })
					: undefined,
			)
			// It has said itself what went wrong.
			.catch(() => {});
	});
	session.trustGiven.on(() => {
		for (const { uri } of documents.all()) if (documents.contract(uri)) looked(uri);
	});

	return {
		session,
		async listen() {
			session.index.search(folders.paths);
			if (client.can.workspaceFolders) {
				connection.workspace.onDidChangeWorkspaceFolders((event) => {
					folders.change(event);
					session.forgetResults();
					session.index.search(folders.paths);
					session.index.ready.then(() => session.contractsChanged([]));
					session.clientFiles.list().catch((error) => session.log('warning', error));
				});
			}
			if (!session.trusted)
				session.status({ kind: 'warning', text: 'Restricted: text only', detail: 'Trust the workspace to check data.' });
			await Promise.all([session.settings.listen(), watching.listen(), session.clientFiles.list()]);
		},
		async close() {
			runs.cancelAll();
			filler.stop();
			await Promise.all([checks.close(), pages.close()]);
		},
	};
}
