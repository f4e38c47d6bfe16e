import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import {
	type ClientCapabilities,
	createProtocolConnection,
	type Diagnostic,
	type InitializeResult,
	type ProtocolConnection,
	StreamMessageReader,
	StreamMessageWriter,
} from 'vscode-languageserver/node';
import { faultsOf, type Sent } from './model.ts';

/** The built server. `npm test` builds it first; by hand: `npm run build`. */
export const server = join(import.meta.dirname, '../../../dist/server.js');

export interface StartOptions {
	readonly folders?: readonly string[];
	readonly capabilities?: ClientCapabilities;
	readonly initializationOptions?: unknown;
	/** What the client answers for `plumbline` of a resource. */
	readonly settings?: (uri: string) => unknown;
	readonly processId?: number | null;
	/** Leave `initialize` to the test. */
	readonly silent?: boolean;
	readonly args?: readonly string[];
}

/** What a modern editor can do, as far as it matters to us. */
export const modern: ClientCapabilities = {
	workspace: {
		configuration: true,
		workspaceFolders: true,
		applyEdit: true,
		didChangeConfiguration: { dynamicRegistration: true },
		didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
		diagnostics: { refreshSupport: true },
		codeLens: { refreshSupport: true },
		inlayHint: { refreshSupport: true },
	},
	textDocument: {
		diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false },
		publishDiagnostics: { relatedInformation: true },
	},
	window: { workDoneProgress: true },
};

/** A modern editor that asks for no diagnostics: it wants them published. */
export const published: ClientCapabilities = { ...modern, textDocument: { publishDiagnostics: { relatedInformation: true } } };

/** An editor, as far as a server can tell: starts the real one and speaks to it over its standard input and output. */
export class Client {
	readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
	readonly connection: ProtocolConnection;
	readonly received: Sent[] = [];
	readonly stderr: string[] = [];
	readonly exited: Promise<number | null>;
	initialized: InitializeResult | undefined;
	#version = 0;

	constructor(options: StartOptions) {
		if (!existsSync(server)) throw new Error('dist/server.js is not there: npm run build');
		const child = spawn(process.execPath, options.args ? [...options.args] : [server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
		this.process = child;
		this.exited = new Promise((resolve) => child.on('close', resolve));
		onTestFinished(() => stopped(child));
		child.stdin.on('error', () => {});
		child.stderr.on('data', (chunk: Buffer) => this.stderr.push(chunk.toString()));
		const asked = new Map<number | string, string>();
		const writer = new StreamMessageWriter(child.stdin);
		const write = writer.write.bind(writer);
		writer.write = (message: Sent & Parameters<typeof write>[0]) => {
			if (message.id !== undefined && message.id !== null && message.method !== undefined) asked.set(message.id, message.method);
			return write(message);
		};
		// A second reader of the same bytes keeps every message, to be held against the protocol's model.
		new StreamMessageReader(child.stdout).listen((message) => this.received.push(message as Sent));
		onTestFinished(() => expect(this.received.flatMap((message) => faultsOf(message, (id) => asked.get(id)))).toEqual([]));
		this.connection = createProtocolConnection(new StreamMessageReader(child.stdout), writer);
		this.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
			items.map(({ scopeUri }) => options.settings?.(scopeUri ?? '') ?? {}),
		);
		for (const method of ['client/registerCapability', 'client/unregisterCapability', 'window/workDoneProgress/create']) {
			this.connection.onRequest(method, () => null);
		}
		for (const method of ['workspace/diagnostic/refresh', 'workspace/codeLens/refresh', 'workspace/inlayHint/refresh']) {
			this.connection.onRequest(method, () => null);
		}
		this.connection.listen();
	}

	/** Starts a server and has it initialized. */
	static async start(options: StartOptions = {}): Promise<Client> {
		const client = new Client(options);
		if (!options.silent) await client.initialize(options);
		return client;
	}

	async initialize({ folders = [], capabilities = modern, initializationOptions, processId = process.pid }: StartOptions = {}) {
		this.initialized = await this.request<InitializeResult>('initialize', {
			processId,
			rootUri: folders[0] === undefined ? null : uriOf(folders[0]),
			workspaceFolders: folders.map((folder) => ({ uri: uriOf(folder), name: folder })),
			capabilities,
			...(initializationOptions === undefined ? {} : { initializationOptions }),
		});
		await this.notify('initialized', {});
	}

	request<T = unknown>(method: string, params?: unknown, token?: Parameters<ProtocolConnection['sendRequest']>[2]): Promise<T> {
		return token ? this.connection.sendRequest(method, params, token) : this.connection.sendRequest(method, params);
	}

	notify(method: string, params?: unknown): Promise<void> {
		return this.connection.sendNotification(method, params);
	}

	open(uri: string, text: string, languageId = 'odcs', version = this.#version + 1): Promise<void> {
		this.#version = version;
		return this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
	}

	change(uri: string, text: string, range?: Diagnostic['range']): Promise<void> {
		const contentChanges = [range ? { range, text } : { text }];
		return this.notify('textDocument/didChange', { textDocument: { uri, version: ++this.#version }, contentChanges });
	}

	close(uri: string): Promise<void> {
		return this.notify('textDocument/didClose', { textDocument: { uri } });
	}

	async pull(uri: string, previousResultId?: string): Promise<{ kind: string; resultId?: string; items: Diagnostic[] }> {
		return this.request('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId ? { previousResultId } : {}) });
	}

	/** `code: message` of each diagnostic. */
	async codes(uri: string): Promise<string[]> {
		return (await this.pull(uri)).items.map(({ code }) => String(code));
	}

	/** Everything that came so far under a method. */
	all(method: string): Sent[] {
		return this.received.filter((message) => message.method === method);
	}

	/** Waits for a message that fits, past or to come. */
	async until<T = unknown>(method: string, fits: (params: T) => boolean = () => true, timeoutMs = 20_000): Promise<T> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const found = this.all(method).find(({ params }) => fits(params as T));
			if (found) return found.params as T;
			if (Date.now() > deadline)
				throw new Error(`No ${method} came; of it there were ${JSON.stringify(this.all(method)).slice(0, 2000)}\n${this.stderr.join('')}`);
			await pause(10);
		}
	}

	/** As an editor ends its server. @returns its exit code */
	async stop(): Promise<number | null> {
		await this.request('shutdown');
		await this.notify('exit');
		return this.exited;
	}

	/** Processes that the server has started and that live. */
	children(): { readonly pid: number; readonly command: string }[] {
		return descendants(this.process.pid ?? 0);
	}
}

export function uriOf(path: string): string {
	return pathToFileURL(path).href;
}

/** A folder with those files, gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-lsp-')));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [name, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), content);
	}
	return folder;
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

function descendants(pid: number): { pid: number; command: string }[] {
	if (process.platform !== 'linux') return [];
	const tasks = readdirSync(`/proc/${pid}/task`);
	const children = tasks.flatMap((task) => {
		try {
			return readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
		} catch {
			return [];
		}
	});
	return children.flatMap((child) => {
		try {
			const command = readFileSync(`/proc/${child}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
			return [{ pid: child, command }, ...descendants(child)];
		} catch {
			return [];
		}
	});
}

async function stopped(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.on('close', resolve));
	child.kill('SIGKILL');
	await gone;
}
