import { type LogOutputChannel, Uri, workspace } from 'vscode';
import {
	BrowserMessageReader,
	BrowserMessageWriter,
	LanguageClient,
	type MessageTransports,
	RevealOutputChannelOn,
} from 'vscode-languageclient/browser';
import { clientRequests, type InitializationOptions } from '../../../server/src/shared/messages.ts';
import { contractGlob, languageId } from '../names.ts';

/**
 * A client of the worker at `program`, whatever file system contracts come from. The worker sees no files: it asks for
 * what it needs.
 *
 * @throws where the worker does not start
 */
export async function startLanguageClient(program: Uri, log: LogOutputChannel): Promise<LanguageClient> {
	const initializationOptions: InitializationOptions = { client: 'vscode', trusted: workspace.isTrusted };
	const client = new LanguageClient('plumbline', 'Plumbline', async () => startWorker(program), {
		documentSelector: [{ language: languageId }],
		outputChannel: log,
		revealOutputChannelOn: RevealOutputChannelOn.Never,
		initializationOptions,
		diagnosticPullOptions: { onChange: true, onFocus: true },
		markdown: { isTrusted: false, supportHtml: false },
		synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.{yaml,yml}') },
	});
	client.onRequest(clientRequests.read, ({ uri }: { readonly uri: string }) => readText(uri));
	client.onRequest(clientRequests.contracts, async () => {
		const found = await workspace.findFiles(contractGlob, '**/node_modules/**', mostContracts);
		return found.map((uri) => uri.toString());
	});
	await client.start();
	return client;
}

/** The channel, not the worker: VS Code's own kind of Worker is none that the library knows. */
function startWorker(program: Uri): MessageTransports {
	const worker = new Worker(program.toString(true));
	return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker), detached: false };
}

/** @returns null where there is no such file, or none that is text */
async function readText(uri: string): Promise<string | null> {
	try {
		const bytes = await workspace.fs.readFile(Uri.parse(uri));
		return bytes.length > mostBytes ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

/** The browser's own; this project's types are of Node. */
declare const Worker: new (address: string) => InstanceType<typeof MessagePort>;

const mostContracts = 200;
const mostBytes = 8 * 1024 * 1024;
