import { expect, test } from 'vitest';
import type { Location } from 'vscode-languageserver/node';
import { Client, modern, pause } from './support/client.ts';
import { orders } from './support/contracts.ts';

// Folders that are on no disk of this machine: the server reads them through the client.

const folder = 'vscode-vfs://github/ann/shop';
const uri = `${folder}/orders.odcs.yaml`;
const sibling = `${folder}/customers.odcs.yaml`;
const customers = orders
	.replaceAll('orders', 'customers')
	.replace('- name: customers', '- id: customers\n    name: customers')
	.replace('- name: id', '- id: id\n        name: id');
const referring = orders.replace(
	'        unique: true\n',
	'        unique: true\n        relationships:\n          - to: customers.odcs.yaml#/schema/customers/properties/id\n',
);

/** Our own client, whose files are `files`. */
async function start(files: Record<string, string>, initializationOptions: unknown = { client: 'vscode' }) {
	const client = new Client({});
	const asked: string[] = [];
	client.connection.onRequest('plumbline/read', async ({ uri }: { uri: string }) => {
		asked.push(uri);
		// A file system of the network takes its time.
		await pause(50);
		return files[uri] ?? null;
	});
	client.connection.onRequest('plumbline/contracts', () => Object.keys(files));
	await client.initialize({ initializationOptions });
	return { client, asked };
}

const problemsOf = async (client: Client, at = uri) => (await client.pull(at)).items.map(({ message }) => String(message));

test('a contract has its text checked, and what it refers to is read before it is called missing', async () => {
	const { client, asked } = await start({ [sibling]: customers });
	await client.open(uri, referring);
	expect(await problemsOf(client)).toEqual([]);
	expect(asked).toContain(sibling);
	await client.change(uri, referring.replace('customers.odcs', 'nobody.odcs').replace('status: active', 'statsu: active'));
	const found = await problemsOf(client);
	expect(found.some((message) => message.includes('No file "nobody.odcs.yaml"'))).toBe(true);
	expect(found.some((message) => message.includes('statsu'))).toBe(true);
});

test('definition leads into a file that was not read before', async () => {
	const { client } = await start({ [sibling]: customers });
	await client.open(uri, referring);
	const lines = referring.split('\n');
	const line = lines.findIndex((text) => text.includes('- to:'));
	const character = (lines[line] ?? '').indexOf('customers.odcs') + 3;
	const found = await client.request<Location[]>('textDocument/definition', { textDocument: { uri }, position: { line, character } });
	expect(found.map((location) => location.uri)).toContain(sibling);
});

test('what is not open is found by its words, judged, and judged anew when it changes', async () => {
	const files = { [sibling]: customers.replace('status: active', 'statsu: active') };
	const { client } = await start(files);
	const judged = async () => {
		const { items } = await client.request<{ items: { uri: string; items: { code: string }[] }[] }>('workspace/diagnostic', {
			previousResultIds: [],
		});
		return items.find((item) => item.uri === sibling)?.items.map(({ code }) => code);
	};
	await expect.poll(judged, { timeout: 10_000 }).toEqual(['contract.unknown-key']);
	expect(JSON.stringify(await client.request('workspace/symbol', { query: 'customers' }))).toContain(sibling);
	files[sibling] = customers;
	await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: sibling, type: 2 }] });
	await expect.poll(judged, { timeout: 10_000 }).toEqual([]);
});

test('no check is offered, and one that is asked for is refused with the reason', async () => {
	const { client } = await start({});
	await client.open(uri, orders);
	expect(await client.request('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
	await expect(client.request('plumbline/check', { uri })).rejects.toThrow('Only contracts in files of this machine can be checked');
	await expect(client.request('plumbline/sample', { uri, object: 'orders', offset: 0, limit: 10 })).rejects.toThrow(
		'files of this machine',
	);
	expect(client.children()).toEqual([]);
});

test('an editor of another make is asked for nothing that the protocol does not know', async () => {
	const { client, asked } = await start({ [sibling]: customers }, {});
	await client.open(uri, referring.replace('status: active', 'statsu: active'));
	expect((await problemsOf(client)).some((message) => message.includes('statsu'))).toBe(true);
	expect(asked).toEqual([]);
});

test('a client that is told of problems is told again when a file has come', async () => {
	const client = new Client({});
	client.connection.onRequest('plumbline/read', async () => {
		await pause(50);
		return customers;
	});
	client.connection.onRequest('plumbline/contracts', () => []);
	const { diagnostic: _, ...textDocument } = modern.textDocument ?? {};
	await client.initialize({ capabilities: { ...modern, textDocument }, initializationOptions: { client: 'vscode' } });
	await client.open(uri, referring);
	const { diagnostics } = await client.until<{ uri: string; diagnostics: unknown[] }>(
		'textDocument/publishDiagnostics',
		(params) => params.uri === uri,
	);
	expect(diagnostics).toEqual([]);
});
