import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from './support/browser.ts';

const web = join(import.meta.dirname, '../../dist/web');
const chromium = findChromium();

const broken = `apiVersion: v3.1.0
kind: DataContract
id: orders
version: 1.0.0
status: active
schema:
  - name: orders
    logicalType: objekt
    properties:
      - name: id
        logicalType: integer
        relationships:
          - to: 'customers.odcs.yaml#/schema/customers/properties/id'
      - name: day
        logicalType: date
`;
const customers = `apiVersion: v3.1.0
kind: DataContract
id: customers
version: 1.0.0
status: active
schema:
  - id: customers
    name: customers
    properties:
      - id: id
        name: id
        logicalType: integer
`;
const uri = 'vscode-vfs://github/shop/orders.odcs.yaml';
const sibling = 'vscode-vfs://github/shop/customers.odcs.yaml';
const products = 'vscode-vfs://github/shop/products.odcs.yaml';

describe('built for a browser', () => {
	test.each(['extension.js', 'server.js'])('%s asks for no module of Node', (name) => {
		const required = [...readFileSync(join(web, name), 'utf8').matchAll(/\brequire\(["']([^"']+)["']\)|["'](node:[a-z/]+)["']/g)];
		expect([...new Set(required.map(([, plain, node]) => plain ?? node))]).toEqual(name === 'extension.js' ? ['vscode'] : []);
	});
	test('the manifest names what was built', () => {
		const { browser } = JSON.parse(readFileSync(join(web, '../../package.json'), 'utf8'));
		expect(existsSync(join(web, '../..', browser))).toBe(true);
	});
});

describe.skipIf(chromium === undefined)('the language server in a worker of Chromium', () => {
	let browser: Browser;
	let server: Server;
	let page: Page;
	const problems: string[] = [];

	beforeAll(async () => {
		browser = await launch(chromium ?? '');
		server = createServer(async (request, response) => {
			const isServer = request.url === '/server.js';
			response.setHeader('content-type', isServer ? 'text/javascript' : 'text/html');
			response.end(isServer ? await readFile(join(web, 'server.js')) : '<!doctype html><link rel=icon href=data:,>');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		page = await browser.newPage();
		page.on('pageerror', (error) => problems.push(error.message));
		page.on('console', (message) => problems.push(message.text()));
		await page.goto(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`);
		await page.evaluate(startWorker, {
			files: { [sibling]: customers, [products]: customers.replaceAll('customers', 'products') },
			listed: [products],
		});
		await ask('initialize', {
			processId: null,
			rootUri: null,
			initializationOptions: { client: 'vscode', trusted: true },
			capabilities: {
				textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
				workspace: { diagnostics: { refreshSupport: true } },
			},
		});
		await tell('initialized', {});
		await open(uri, broken);
	});

	afterAll(async () => {
		await browser?.close();
		await new Promise((resolve) => server?.close(resolve));
	});

	const ask = (method: string, params: unknown) => page.evaluate(askWorker, [method, params] as const);
	const tell = (method: string, params: unknown) => page.evaluate(tellWorker, [method, params] as const);
	const open = (address: string, text: string) =>
		tell('textDocument/didOpen', { textDocument: { uri: address, languageId: 'odcs', version: 1, text } });
	const diagnose = async (address: string): Promise<{ code: string; message: string; range: { start: { line: number } } }[]> =>
		(await ask('textDocument/diagnostic', { textDocument: { uri: address } })).items;

	test('it offers what a text alone tells, and no check', async () => {
		const second = await page.evaluate(anotherInitialize);
		expect(second).toMatchObject({ hoverProvider: true, documentFormattingProvider: true, renameProvider: true, codeActionProvider: {} });
		expect(Object.keys(second)).not.toEqual(expect.arrayContaining(['executeCommandProvider']));
		expect(Object.keys(second)).not.toEqual(expect.arrayContaining(['codeLensProvider']));
	});

	test('a broken contract has its problem on its line', async () => {
		const found = await diagnose(uri);
		expect(found.filter(({ range }) => range.start.line === 7)).toHaveLength(1);
		expect(found.find(({ range }) => range.start.line === 7)?.message).toContain('object');
	});

	test('a contract beside it is read through the client before it is called missing', async () => {
		expect(await page.evaluate(requestsOfWorker)).toContain(`plumbline/read ${sibling}`);
		expect((await diagnose(uri)).filter(({ range }) => range.start.line === 12)).toEqual([]);
	});

	test('a file that is not there is called missing', async () => {
		const lost = uri.replace('orders', 'lost');
		await open(lost, broken.replace('customers.odcs', 'nobody.odcs'));
		expect((await diagnose(lost)).find(({ range }) => range.start.line === 12)?.message).toContain('No file "nobody.odcs.yaml"');
	});

	test('definition leads into the file beside it', async () => {
		const place = await ask('textDocument/definition', { textDocument: { uri }, position: { line: 12, character: 48 } });
		expect(JSON.stringify(place)).toContain(sibling);
	});

	test('completion, hover, symbols, folding, formatting and actions answer', async () => {
		const textDocument = { uri };
		const completion = await ask('textDocument/completion', { textDocument, position: { line: 14, character: 21 } });
		expect(completion.items.map(({ label }: { label: string }) => label)).toEqual(expect.arrayContaining(['date', 'timestamp', 'string']));
		const hover = await ask('textDocument/hover', { textDocument, position: { line: 10, character: 10 } });
		expect(JSON.stringify(hover.contents)).toContain('logicalType');
		expect(JSON.stringify(await ask('textDocument/documentSymbol', { textDocument }))).toContain('"day"');
		expect((await ask('textDocument/foldingRange', { textDocument })).length).toBeGreaterThan(2);
		const options = { tabSize: 2, insertSpaces: true };
		const range = { start: { line: 7, character: 17 }, end: { line: 7, character: 23 } };
		expect(await ask('textDocument/formatting', { textDocument, options })).toEqual([]);
		const actions = await ask('textDocument/codeAction', { textDocument, range, context: { diagnostics: await diagnose(uri) } });
		expect(JSON.stringify(actions)).toContain('"newText":"object"');
		expect((await ask('textDocument/semanticTokens/full', { textDocument })).data.length).toBeGreaterThan(0);
	});

	test('a contract that is not open is found by its words', async () => {
		await expect.poll(async () => JSON.stringify(await ask('workspace/symbol', { query: 'products' }))).toContain(products);
	});

	test('a file beside it that changes is read anew', async () => {
		await page.evaluate(({ address, text }) => Object.assign(window.files, { [address]: text }), {
			address: sibling,
			text: customers.replace('- id: id', '- id: number'),
		});
		await tell('workspace/didChangeWatchedFiles', { changes: [{ uri: sibling, type: 2 }] });
		await expect.poll(async () => (await diagnose(uri)).some(({ range }) => range.start.line === 12)).toBe(true);
	});

	test('an edit is followed', async () => {
		const text = broken.replace('objekt', 'object');
		await tell('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text }] });
		expect((await diagnose(uri)).filter(({ range }) => range.start.line === 7)).toEqual([]);
	});

	test('after shutdown nothing is answered but with a refusal', async () => {
		await ask('shutdown', undefined);
		await expect(ask('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } })).rejects.toThrow('shut down');
		expect(problems).toEqual([]);
	});
});

declare global {
	interface Window {
		worker: Worker;
		files: Record<string, string>;
		asked: string[];
		answers: Map<number, (message: { result?: unknown; error?: { message: string } }) => void>;
	}
}

/** In the page: starts the worker, and answers what it asks as the extension does. */
function startWorker({ files, listed }: { readonly files: Record<string, string>; readonly listed: string[] }): void {
	window.files = files;
	window.asked = [];
	window.answers = new Map();
	window.worker = new Worker('/server.js');
	window.worker.onerror = ({ message }) => console.error(message);
	window.worker.onmessage = ({ data }) => {
		if (data.method === undefined) {
			window.answers.get(data.id)?.(data);
			return;
		}
		if (data.id === undefined) return;
		const { uri } = data.params ?? {};
		window.asked.push(uri === undefined ? data.method : `${data.method} ${uri}`);
		const results: Record<string, unknown> = {
			'plumbline/read': window.files[uri] ?? null,
			'plumbline/contracts': listed,
		};
		// A file system of the network takes its time.
		setTimeout(() => window.worker.postMessage({ jsonrpc: '2.0', id: data.id, result: results[data.method] ?? null }), 100);
	};
}

// biome-ignore lint/suspicious/noExplicitAny: answers of any method
function askWorker([method, params]: readonly [string, unknown]): Promise<any> {
	return new Promise((resolve, reject) => {
		const id = window.answers.size + 1;
		window.answers.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
		window.worker.postMessage({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) });
	});
}

function tellWorker([method, params]: readonly [string, unknown]): void {
	window.worker.postMessage({ jsonrpc: '2.0', method, params });
}

function requestsOfWorker(): string[] {
	return window.asked;
}

/** The capabilities that a second worker tells, to a client that wants everything. */
function anotherInitialize(): Promise<Record<string, unknown>> {
	return new Promise((resolve) => {
		const worker = new Worker('/server.js');
		worker.onmessage = ({ data }) => {
			if (data.id !== 1) return;
			worker.terminate();
			resolve(data.result.capabilities);
		};
		const params = { processId: null, rootUri: null, capabilities: {} };
		worker.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
	});
}
