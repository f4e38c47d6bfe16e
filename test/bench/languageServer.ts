import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';

export interface Peer {
	readonly name: string;
	/** Arguments of Node. */
	readonly args: readonly string[];
	readonly languageId: string;
	/** What it is told when it asks for a section of settings. */
	readonly settings: Readonly<Record<string, unknown>>;
	/** Asks for diagnostics; else they are published. */
	readonly pulls: boolean;
}

interface Answer {
	readonly result?: unknown;
	readonly error?: { readonly code: number; readonly message: string };
}

interface Message extends Answer {
	readonly id?: number;
	readonly method?: string;
	readonly params?: {
		readonly items?: readonly { readonly section?: string }[];
		readonly uri?: string;
		readonly diagnostics?: readonly unknown[];
	};
}

/** A language server of any make, spoken to with as little as possible between the clock and its bytes. */
export class LanguageServer {
	readonly peer: Peer;
	readonly #child: ChildProcess;
	readonly #stdin: Writable;
	readonly #waiting = new Map<number, (answer: Answer) => void>();
	readonly #exited: Promise<unknown>;
	#buffer: Buffer = Buffer.alloc(0);
	#id = 0;
	#version = 0;
	/** Called with what is published of the document. */
	#published: ((diagnostics: readonly unknown[]) => void) | undefined;

	/** @param meter whether its event loop's turns are measured (`turnMeter.ts`), which keeps a processor busy */
	constructor(peer: Peer, meter = false) {
		this.peer = peer;
		const child = meter
			? spawn(process.execPath, ['--import', import.meta.resolve('./turnMeter.ts'), ...peer.args], {
					stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
				})
			: spawn(process.execPath, [...peer.args], { stdio: ['pipe', 'pipe', 'ignore'] });
		if (child.stdin === null || child.stdout === null) throw new Error('A process was started without its pipes');
		this.#child = child;
		this.#stdin = child.stdin;
		this.#exited = new Promise((resolve) => child.on('close', resolve));
		child.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
	}

	/** The longest turn of its event loop since this was asked last, milliseconds of its processor. Only of one with a meter. */
	async longestTurnMs(): Promise<number> {
		const answer = once(this.#child, 'message');
		this.#child.send('longest');
		return Number((await answer)[0]);
	}

	async initialize(): Promise<void> {
		await this.request('initialize', {
			processId: process.pid,
			rootUri: null,
			workspaceFolders: null,
			capabilities: {
				workspace: {
					configuration: true,
					didChangeConfiguration: { dynamicRegistration: true },
					...(this.peer.pulls ? { diagnostics: { refreshSupport: true } } : {}),
				},
				textDocument: {
					publishDiagnostics: { relatedInformation: true, versionSupport: true },
					completion: { completionItem: { snippetSupport: true } },
					hover: { contentFormat: ['markdown'] },
					...(this.peer.pulls ? { diagnostic: {} } : {}),
				},
			},
		});
		this.notify('initialized', {});
		this.notify('workspace/didChangeConfiguration', { settings: this.peer.settings });
	}

	open(uri: string, text: string): void {
		this.#version = 1;
		this.notify('textDocument/didOpen', { textDocument: { uri, languageId: this.peer.languageId, version: 1, text } });
	}

	close(uri: string): void {
		this.notify('textDocument/didClose', { textDocument: { uri } });
	}

	edit(uri: string, line: number, start: number, end: number, text: string): void {
		const range = { start: { line, character: start }, end: { line, character: end } };
		this.notify('textDocument/didChange', { textDocument: { uri, version: ++this.#version }, contentChanges: [{ range, text }] });
	}

	/** Waits until the diagnostics of the document are as wanted. */
	async diagnostics(uri: string, fits: (diagnostics: readonly unknown[]) => boolean): Promise<void> {
		if (!this.peer.pulls) {
			await new Promise<void>((resolve) => {
				this.#published = (diagnostics) => fits(diagnostics) && resolve();
			});
			this.#published = undefined;
			return;
		}
		for (let tries = 0; tries < 100; tries++) {
			const { result } = await this.ask('textDocument/diagnostic', { textDocument: { uri } });
			if (typeof result === 'object' && result !== null && 'items' in result && Array.isArray(result.items) && fits(result.items)) return;
		}
		throw new Error(`${this.peer.name}: the diagnostics did not become what they should be`);
	}

	async request(method: string, params: unknown): Promise<unknown> {
		const { result, error } = await this.ask(method, params);
		if (error) throw new Error(`${this.peer.name}: ${method}: ${error.message}`);
		return result;
	}

	ask(method: string, params: unknown): Promise<Answer> {
		return this.begin(method, params).answer;
	}

	begin(method: string, params: unknown): { readonly id: number; readonly answer: Promise<Answer> } {
		const id = ++this.#id;
		const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
		this.#send({ jsonrpc: '2.0', id, method, params });
		return { id, answer };
	}

	notify(method: string, params: unknown): void {
		this.#send({ jsonrpc: '2.0', method, params });
	}

	/** Time of its processor so far, milliseconds; 0 where the system does not tell. */
	cpuMs(): number {
		try {
			const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8')
				.replace(/^.*\) /s, '')
				.split(' ');
			return (Number(fields[11]) + Number(fields[12])) * 10;
		} catch {
			return 0;
		}
	}

	residentMebibytes(): number {
		try {
			return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
		} catch {
			return 0;
		}
	}

	async end(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#exited;
	}

	#send(message: unknown): void {
		const body = JSON.stringify(message);
		this.#stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
	}

	#read(chunk: Buffer): void {
		this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
		for (;;) {
			const head = this.#buffer.indexOf('\r\n\r\n');
			if (head < 0) return;
			const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, head).toString())?.[1]);
			if (this.#buffer.length < head + 4 + length) return;
			const body = this.#buffer.subarray(head + 4, head + 4 + length).toString();
			this.#buffer = this.#buffer.subarray(head + 4 + length);
			this.#take(JSON.parse(body));
		}
	}

	#take(message: Message): void {
		if (message.method === undefined && message.id !== undefined) {
			this.#waiting.get(message.id)?.(message);
			this.#waiting.delete(message.id);
		} else if (message.id !== undefined) {
			const items = message.params?.items ?? [];
			const result =
				message.method === 'workspace/configuration' ? items.map(({ section }) => this.peer.settings[section ?? ''] ?? null) : null;
			this.#send({ jsonrpc: '2.0', id: message.id, result });
		} else if (message.method === 'textDocument/publishDiagnostics') {
			this.#published?.(message.params?.diagnostics ?? []);
		}
	}
}
