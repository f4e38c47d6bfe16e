import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Client, folderWith, server, uriOf } from './support/client.ts';
import { orders } from './support/contracts.ts';

const uri = uriOf(join('/nowhere', 'orders.odcs.yaml'));
const codeOf = (request: Promise<unknown>) =>
	request.then(
		() => 'answered',
		(error: { code: number }) => error.code,
	);
/** Answers to what was written by hand are to requests that the client does not know it sent. */
function forgetWrittenByHand(client: Client): void {
	for (const message of client.received.splice(0))
		if (!(typeof message.id === 'number' && message.id >= 900)) client.received.push(message);
}
const framed = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

test('requests before initialize and after shutdown are refused, each with the code for it', async () => {
	const client = await Client.start({ silent: true });
	expect(await codeOf(client.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } }))).toBe(-32002);
	expect(await codeOf(client.request('plumbline/results', { uri }))).toBe(-32002);
	await client.initialize();
	expect(await codeOf(client.request('initialize', { processId: null, rootUri: null, capabilities: {} }))).toBe(-32600);
	await client.open(uri, orders);
	expect((await client.pull(uri)).kind).toBe('full');
	await client.request('shutdown');
	expect(await codeOf(client.pull(uri))).toBe(-32600);
	expect(await codeOf(client.request('plumbline/check', { uri }))).toBe(-32600);
	await client.notify('exit');
	expect(await client.exited).toBe(0);
});

test('exit without shutdown is an error, and so is an editor that just goes away', async () => {
	const left = await Client.start();
	await left.notify('exit');
	expect(await left.exited).toBe(1);
	const gone = await Client.start();
	gone.process.stdin.end();
	expect(await gone.exited).toBe(1);
	const early = await Client.start({ silent: true });
	await early.notify('exit');
	expect(await early.exited).toBe(1);
});

test('a server whose editor has died ends by itself', async () => {
	const editor = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
	const client = await Client.start({ processId: editor.pid ?? null });
	editor.kill('SIGKILL');
	expect(await client.exited).toBe(1);
}, 20_000);

test('messages that are no messages do not take the server down, and nothing but messages leaves it', async () => {
	const client = await Client.start();
	const hostile = [
		framed('{"jsonrpc":"2.0","id":900,"method":'),
		framed('[]'),
		framed('null'),
		framed('"text"'),
		framed('{"jsonrpc":"2.0"}'),
		framed('{"jsonrpc":"2.0","id":901,"method":"no/such/thing"}'),
		framed('{"jsonrpc":"2.0","method":"no/such/news","params":{}}'),
		framed('{"jsonrpc":"2.0","method":"$/cancelRequest"}'),
		framed('{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}'),
		framed('{"jsonrpc":"2.0","id":902,"method":"textDocument/diagnostic"}'),
		framed('{"jsonrpc":"2.0","id":903,"method":"textDocument/diagnostic","params":{}}'),
		framed('{"jsonrpc":"2.0","id":904,"method":"textDocument/diagnostic","params":[1,2]}'),
		framed('{"jsonrpc":"2.0","id":905,"method":"textDocument/completion","params":{"textDocument":{"uri":"file:///x"},"position":7}}'),
		framed('{"jsonrpc":"2.0","id":906,"method":"plumbline/check","params":null}'),
		framed('{"jsonrpc":"2.0","id":907,"method":"plumbline/check","params":{"uri":7}}'),
		framed(
			'{"jsonrpc":"2.0","id":908,"method":"plumbline/sample","params":{"uri":"file:///x.odcs.yaml","object":"a","offset":-1,"limit":"many"}}',
		),
		framed('{"jsonrpc":"2.0","id":909,"method":"workspace/executeCommand","params":{"command":"rm"}}'),
		framed('{"jsonrpc":"2.0","id":910,"result":7}'),
		framed(
			'{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x","version":1},"contentChanges":[{"range":{"start":{"line":9,"character":9},"end":{"line":0,"character":0}},"text":"x"}]}}',
		),
		framed('{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{}}'),
		framed('{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"not an address","type":1}]}}'),
		framed(
			'{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"plumbline":{"threads":"many","codeLens":7}}}}',
		),
	];
	for (const bytes of hostile) client.process.stdin.write(bytes);
	await client.open(uri, orders);
	expect((await client.pull(uri)).kind).toBe('full');
	for (const id of [901, 902, 903, 904, 905, 906, 907, 908, 909]) {
		await expect
			.poll(() => client.received.some((message) => message.id === id && (message.error || message.result === null)), {
				timeout: 20_000,
				message: `answer to ${id}`,
			})
			.toBe(true);
	}
	expect(client.stderr.join('')).toBe('');
	forgetWrittenByHand(client);
	expect(await client.stop()).toBe(0);
});

// yaml-language-server answers 50 cancelled requests one by one.
test('a request that is cancelled is answered as cancelled, whether it waits its turn or has begun', async () => {
	const client = await Client.start();
	await client.open(uri, orders);
	// One write: a request whose cancellation arrives after its answer may rightly be answered.
	const typed = Array.from({ length: 50 }, (_, index) => {
		const id = 900 + index;
		const at = { line: 0, character: 0 };
		const contentChanges = [{ range: { start: at, end: at }, text: '# typed\n' }];
		const messages: object[] = [
			{ method: 'textDocument/didChange', params: { textDocument: { uri, version: 100 + index }, contentChanges } },
			{ id, method: 'textDocument/diagnostic', params: { textDocument: { uri } } },
		];
		if (index < 49) messages.push({ method: '$/cancelRequest', params: { id } });
		return messages.map((message) => framed(JSON.stringify({ jsonrpc: '2.0', ...message }))).join('');
	});
	client.process.stdin.write(typed.join(''));
	const answerTo = (id: number) => client.received.find((message) => message.id === id);
	await expect.poll(() => typed.every((_, index) => answerTo(900 + index)), { timeout: 20_000 }).toBe(true);
	const codes = typed.map((_, index) => {
		const answer = answerTo(900 + index);
		return answer?.error ? answer.error.code : 'answered';
	});
	expect(codes).toEqual([...Array.from({ length: 49 }, () => -32800), 'answered']);
	forgetWrittenByHand(client);
});

test("over Node's own channel it is the same server", async () => {
	const child = spawn(process.execPath, [server, '--node-ipc'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
	const exited = new Promise((resolve) => child.on('close', resolve));
	const answers: { id?: number; result?: { serverInfo?: { name: string } } }[] = [];
	child.on('message', (message) => answers.push(message as (typeof answers)[number]));
	child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
	await expect.poll(() => answers.find(({ id }) => id === 1)?.result?.serverInfo?.name, { timeout: 20_000 }).toBe('plumbline');
	child.send({ jsonrpc: '2.0', id: 2, method: 'shutdown' });
	await expect.poll(() => answers.some(({ id }) => id === 2), { timeout: 20_000 }).toBe(true);
	child.send({ jsonrpc: '2.0', method: 'exit' });
	expect(await exited).toBe(0);
});

test('a server whose parent lets go of its channel ends', async () => {
	const child = spawn(process.execPath, [server, '--node-ipc'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
	const exited = new Promise((resolve) => child.on('exit', resolve));
	child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
	await new Promise((resolve) => child.once('message', resolve));
	child.disconnect();
	expect(await exited).toBe(1);
});

test('the command serves an editor too', async () => {
	const folder = folderWith({});
	const file = uriOf(join(folder, 'orders.odcs.yaml'));
	const client = await Client.start({ args: [join(server, '../cli.js'), 'lsp', '--stdio'], folders: [folder] });
	await client.open(file, orders.replace('status: active', 'statsu: active'));
	expect(await client.codes(file)).toContain('contract.unknown-key');
	expect(await client.stop()).toBe(0);
});
