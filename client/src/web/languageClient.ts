import { type LogOutputChannel, type Uri, workspace } from 'vscode';
import {
	BrowserMessageReader,
	BrowserMessageWriter,
	LanguageClient,
	type MessageTransports,
	RevealOutputChannelOn,
} from 'vscode-languageclient/browser';
import type { InitializationOptions } from '../../../server/src/shared/messages.ts';
import { answerFileRequests } from '../clientFiles.ts';
import { languageId } from '../names.ts';

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
	answerFileRequests(client);
	await client.start();
	return client;
}

/** The channel, not the worker: VS Code's own kind of Worker is none that the library knows. */
function startWorker(program: Uri): MessageTransports {
	const worker = new Worker(program.toString(true));
	return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker), detached: false };
}

/** The browser's own; this project's types are of Node. */
declare const Worker: new (address: string) => InstanceType<typeof MessagePort>;
