import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { StoredRun } from '../../server/src/shared/messages.ts';
import { Client, folderWith, pause, published, uriOf } from './support/client.ts';
import { orders, ordersCsv } from './support/contracts.ts';

const broken = orders.replace('status: active', 'statsu: active');

interface Report {
	readonly items: readonly {
		readonly uri: string;
		readonly kind: string;
		readonly resultId?: string;
		readonly items?: readonly { readonly code: string }[];
	}[];
}

const codesOf = ({ items }: Report) =>
	Object.fromEntries(items.map(({ uri, items: found = [] }) => [uri.split('/').at(-1), found.map(({ code }) => code)]));

test('every contract of the workspace is judged, open or not, whatever its name', async () => {
	const folder = folderWith({
		'a.odcs.yaml': broken,
		'deep/down/B.ODCS.YML': orders,
		'deep/contract.yaml': broken,
		'compose.yaml': 'services: {}\n',
		'node_modules/c.odcs.yaml': broken,
	});
	const client = await Client.start({ folders: [folder] });
	const first = await client.request<Report>('workspace/diagnostic', { previousResultIds: [] });
	expect(codesOf(first)).toEqual({
		'a.odcs.yaml': ['contract.unknown-key'],
		'B.ODCS.YML': [],
		'contract.yaml': ['contract.unknown-key'],
	});
	const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
	const second = await client.request<Report>('workspace/diagnostic', { previousResultIds });
	expect(second.items.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

test('our own client is told which contracts there are, by their names or not, and when they come and go', async () => {
	const folder = folderWith({ 'a.odcs.yaml': orders, 'deep/contract.yaml': orders, 'compose.yaml': 'services: {}\n' });
	const compose = uriOf(join(folder, 'compose.yaml'));
	const client = await Client.start({ folders: [folder], initializationOptions: { client: 'vscode' } });
	const names = async () => (await client.request<string[]>('plumbline/contracts', {})).map((uri) => uri.split('/').at(-1)).sort();
	expect(await names()).toEqual(['a.odcs.yaml', 'contract.yaml']);
	const told = (times: number) =>
		expect
			.poll(() => client.all('plumbline/contractsChanged').map(({ params }) => params), { timeout: 5000 })
			.toEqual(Array(times).fill({ uris: [compose] }));
	writeFileSync(join(folder, 'compose.yaml'), orders);
	await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: compose, type: 2 }] });
	await told(1);
	expect(await names()).toEqual(['a.odcs.yaml', 'compose.yaml', 'contract.yaml']);
	rmSync(join(folder, 'compose.yaml'));
	await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: compose, type: 3 }] });
	await told(2);
	expect(await names()).toEqual(['a.odcs.yaml', 'contract.yaml']);
});

test('a client that takes partial results hears of every later change, of files that go too, until it cancels', async () => {
	const folder = folderWith({ 'a.odcs.yaml': orders, 'b.odcs.yaml': orders });
	const [a, b] = [uriOf(join(folder, 'a.odcs.yaml')), uriOf(join(folder, 'b.odcs.yaml'))];
	const client = await Client.start({ folders: [folder] });
	const source = new CancellationTokenSource();
	const waiting = client.request('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'all' }, source.token).then(
		() => 0,
		(error: { code: number }) => error.code,
	);
	type Progress = { token: string; value: Report };
	const heard = (uri: string, codes: readonly string[]) =>
		client.until<Progress>(
			'$/progress',
			({ token, value }) =>
				token === 'all' &&
				value.items.some((item) => item.uri === uri && JSON.stringify(item.items?.map(({ code }) => code)) === JSON.stringify(codes)),
		);
	await heard(a, []);
	await heard(b, []);
	writeFileSync(join(folder, 'a.odcs.yaml'), broken);
	await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: a, type: 2 }] });
	await heard(a, ['contract.unknown-key']);
	await client.open(b, broken);
	await heard(b, ['contract.unknown-key']);
	const before = client.received.length;
	rmSync(join(folder, 'a.odcs.yaml'));
	await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: a, type: 3 }] });
	await expect
		.poll(() => JSON.stringify(client.received.slice(before)), { timeout: 20_000 })
		.toContain(`"uri":"${a}","version":null,"items":[]`);
	source.cancel();
	expect(await waiting).toBe(-32800);
});

test('a reference into another file is judged anew when that file changes', async () => {
	const references = orders.replace(
		'        unique: true\n',
		'        unique: true\n        relationships:\n          - to: other.odcs.yaml#/schema/customers/properties/id\n',
	);
	const other = orders
		.replaceAll('orders', 'customers')
		.replace('  - name: customers', '  - name: customers\n    id: customers')
		.replace('      - name: id', '      - name: id\n        id: id');
	const folder = folderWith({ 'orders.odcs.yaml': references, 'other.odcs.yaml': other });
	const [uri, otherUri] = [uriOf(join(folder, 'orders.odcs.yaml')), uriOf(join(folder, 'other.odcs.yaml'))];
	const client = await Client.start({ folders: [folder], capabilities: published });
	await client.open(uri, references);
	await client.until<{ uri: string; diagnostics: unknown[] }>(
		'textDocument/publishDiagnostics',
		(sent) => sent.uri === uri && sent.diagnostics.length === 0,
	);
	await client.open(otherUri, other.replace('    id: customers\n', '    id: clients\n'));
	const sent = await client.until<{ uri: string; diagnostics: { code: string }[] }>(
		'textDocument/publishDiagnostics',
		({ uri: of, diagnostics }) => of === uri && diagnostics.length > 0,
	);
	expect(sent.diagnostics.map(({ code }) => code)).toContain('contract.reference-by-name');
});

test('each folder of a workspace has its own settings and keeps its own results', async () => {
	const files = {
		'orders.odcs.yaml': orders.replace(
			'servers:\n',
			'servers:\n  - server: missing\n    type: local\n    path: ./nothing.csv\n    format: csv\n',
		),
		'orders.csv': ordersCsv,
	};
	const [one, two] = [folderWith(files), folderWith(files)];
	const client = await Client.start({
		folders: [one, two],
		settings: (uri) => (uri.startsWith(uriOf(two)) ? { server: 'local' } : {}),
	});
	const run = (folder: string) =>
		client.request<{ server: string; results: { result: { id: string; outcome: string } }[] }>('plumbline/check', {
			uri: uriOf(join(folder, 'orders.odcs.yaml')),
		});
	expect((await run(one)).server).toBe('missing');
	const second = await run(two);
	expect(second.server).toBe('local');
	expect(second.results.find(({ result }) => result.id === 'schema.orders.amount.minimum')?.result.outcome).toBe('failed');
	for (const folder of [one, two]) renameSync(join(folder, '.plumbline/results'), join(folder, '.plumbline/moved'));
});

test('settings are asked for again when the client says that they changed', async () => {
	let server = '';
	const folder = folderWith({ 'orders.odcs.yaml': orders, 'orders.csv': ordersCsv });
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	const client = await Client.start({
		folders: [folder],
		settings: () => ({ checkOnSave: server === 'on' }),
		initializationOptions: { client: 'vscode' },
	});
	await client.open(uri, orders);
	await client.notify('textDocument/didSave', { textDocument: { uri } });
	await pause(300);
	expect(client.all('plumbline/run')).toEqual([]);
	server = 'on';
	await client.notify('workspace/didChangeConfiguration', { settings: null });
	await client.notify('textDocument/didSave', { textDocument: { uri } });
	await client.until<{ state: string }>('plumbline/run', ({ state }) => state === 'done');
});

test('in a workspace that is not trusted text is judged, and nothing is read, run or started, until it is', async () => {
	const folder = folderWith({ 'orders.odcs.yaml': broken, 'orders.csv': ordersCsv });
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	const client = await Client.start({
		folders: [folder],
		initializationOptions: { client: 'vscode', trusted: false },
		settings: () => ({ checkOnSave: true }),
	});
	await client.open(uri, broken);
	expect(await client.codes(uri)).toContain('contract.unknown-key');
	const refusal = await client.request('plumbline/check', { uri }).catch((error: { code: number; message: string }) => error);
	expect(refusal).toMatchObject({ code: -32803, message: expect.stringContaining('this workspace is not trusted') });
	const rows = await client
		.request('plumbline/sample', { uri, object: 'orders', offset: 0, limit: 1 })
		.catch((error: { message: string }) => error.message);
	expect(rows).toContain('not trusted');
	await client.notify('textDocument/didSave', { textDocument: { uri } });
	await pause(500);
	expect(client.children()).toEqual([]);
	expect(client.all('plumbline/run')).toEqual([]);
	await client.notify('plumbline/trusted');
	await client.change(uri, orders);
	const run = await client.request<{ results: unknown[] }>('plumbline/check', { uri });
	expect(run.results.length).toBeGreaterThan(0);
	expect(client.children().length).toBeGreaterThan(0);
	await client.stop();
});

test('contracts of one file each have their own data, though their objects are called the same', async () => {
	const second = orders.replace('id: orders', 'id: others').replaceAll('orders.csv', 'others.csv').replace('server: local', 'server: far');
	const text = `${orders}---\n${second}`;
	const folder = folderWith({ 'both.odcs.yaml': text, 'orders.csv': ordersCsv, 'others.csv': 'id,amount,state,email\n7,1,paid,g@x.org\n' });
	const uri = uriOf(join(folder, 'both.odcs.yaml'));
	const client = await Client.start({ folders: [folder], initializationOptions: { client: 'vscode' } });
	await client.open(uri, text);
	await client.request('plumbline/check', { uri });
	interface Lens {
		readonly range: { readonly start: { readonly line: number } };
		readonly command: { readonly title: string; readonly command: string; readonly arguments: readonly unknown[] };
	}
	const lenses = await client.request<Lens[]>('textDocument/codeLens', { textDocument: { uri } });
	const checks = lenses.filter(({ command }) => command.title.includes('passed') && command.title.includes('Check'));
	expect(checks.map(({ command }) => command.title.replaceAll('\u00a0', ' '))).toEqual([
		expect.stringMatching(/^\$\(run-all\) Check · \d+ passed, 2 failed · just now$/),
		expect.stringMatching(/^\$\(run-all\) Check · \d+ passed · just now$/),
	]);
	const rows = async (contract: number) =>
		(await client.request<{ total?: number }>('plumbline/sample', { uri, object: 'orders', contract, offset: 0, limit: 10 })).total;
	expect([await rows(0), await rows(1)]).toEqual([4, 1]);

	// What its lens asks for is of that contract alone: the other one's data has changed, and is not looked at.
	writeFileSync(join(folder, 'orders.csv'), 'id,amount,state,email\n');
	const force = { ...(checks[1]!.command.arguments[1] as object), force: true };
	const after = await client.request<StoredRun>('plumbline/check', { uri, ...force });
	const anew = after.results.filter(({ checkedIso }) => checkedIso === after.startedIso).map(({ result }) => result.id);
	expect(anew.filter((id) => !id.startsWith('2/') && id.includes('minimum'))).toEqual([]);
	expect(anew.filter((id) => id.startsWith('2/')).length).toBeGreaterThan(0);
});

test('what was set holds until the new settings are known, and then is asked for again', async () => {
	const folder = folderWith({ 'orders.odcs.yaml': orders, 'orders.csv': ordersCsv });
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	let enabled = false;
	const client = await Client.start({ folders: [folder], settings: () => ({ codeLens: { enabled } }) });
	await client.open(uri, orders);
	const lenses = async () => (await client.request<unknown[]>('textDocument/codeLens', { textDocument: { uri } })).length;
	await expect.poll(lenses, { timeout: 20_000 }).toBe(0);
	const refreshes = () => client.all('workspace/codeLens/refresh').length;
	await client.notify('workspace/didChangeConfiguration', { settings: null });
	expect(await lenses()).toBe(0);
	const before = refreshes();
	enabled = true;
	await client.notify('workspace/didChangeConfiguration', { settings: null });
	await expect.poll(lenses, { timeout: 20_000 }).toBeGreaterThan(0);
	await expect.poll(refreshes, { timeout: 20_000 }).toBeGreaterThan(before);
});
