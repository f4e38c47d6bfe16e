import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Client, folderWith, modern, published, uriOf } from './support/client.ts';
import { orders, ordersCsv } from './support/contracts.ts';

const broken = orders.replace('status: active', 'statsu: active');

test('an editor opens a contract, sees what is wrong, mends it by typing, and it is gone', async () => {
	const folder = folderWith({ 'orders.odcs.yaml': broken });
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	const client = await Client.start({ folders: [folder] });
	expect(client.initialized?.serverInfo?.name).toBe('plumbline');
	await client.open(uri, broken);
	const before = await client.pull(uri);
	expect(before.kind).toBe('full');
	expect(before.items.map(({ code }) => code)).toContain('contract.unknown-key');
	const wrong = before.items.find(({ code }) => code === 'contract.unknown-key')!;
	expect(wrong.source).toBe('plumbline');
	expect(wrong.range).toEqual({ start: { line: 4, character: 0 }, end: { line: 4, character: 6 } });
	expect(wrong.codeDescription?.href).toContain('contract.unknown-key');

	await client.change(uri, 'status', wrong.range);
	expect((await client.pull(uri)).items).toEqual([]);
	expect(await client.stop()).toBe(0);
});

test('a pull that changes nothing says so by its result id', async () => {
	const folder = folderWith({});
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	const client = await Client.start({ folders: [folder] });
	await client.open(uri, broken);
	const first = await client.pull(uri);
	const second = await client.pull(uri, first.resultId);
	expect(second).toEqual({ kind: 'unchanged', resultId: first.resultId });
	await client.change(uri, orders);
	expect((await client.pull(uri, first.resultId)).kind).toBe('full');
});

test('an editor that cannot ask gets diagnostics published, and none are left when the document closes', async () => {
	const folder = folderWith({});
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	const client = await Client.start({ folders: [folder], capabilities: published });
	expect(client.initialized?.capabilities.diagnosticProvider).toBeUndefined();
	await client.open(uri, broken, 'odcs', 1);
	const sent = await client.until<Published>('textDocument/publishDiagnostics', ({ diagnostics }) => diagnostics.length > 0);
	expect(sent).toMatchObject({ uri, version: 1 });
	await client.change(uri, orders);
	await client.until<Published>('textDocument/publishDiagnostics', ({ version, diagnostics }) => version !== 1 && diagnostics.length === 0);
	await client.change(uri, broken);
	await client.until<Published>('textDocument/publishDiagnostics', ({ version, diagnostics }) => version !== 1 && diagnostics.length > 0);
	await client.close(uri);
	await client.until<Published>(
		'textDocument/publishDiagnostics',
		({ version, diagnostics }) => version === undefined && diagnostics.length === 0,
	);
});

interface Published {
	readonly uri: string;
	readonly version?: number;
	readonly diagnostics: readonly unknown[];
}

test.each([
	['Orders.ODCS.YAML', 'yaml', true],
	['orders.odcs.yml', 'yaml', true],
	['anything.txt', 'odcs', true],
	['contract.yaml', 'yaml', true],
	['compose.yaml', 'yaml', false],
	['orders.training.yaml', 'training-spec', false],
])('%s as %s: is it served? %s', async (name, languageId, served) => {
	const folder = folderWith({});
	const uri = uriOf(join(folder, name));
	const client = await Client.start({ folders: [folder] });
	await client.open(uri, name === 'compose.yaml' ? 'services:\n  statsu: x\n' : broken, languageId);
	expect((await client.codes(uri)).includes('contract.unknown-key')).toBe(served);
});

// yaml-language-server shows what stood in it before.
test('a document that is closed and opened again under the same version shows what stands in it now', async () => {
	const folder = folderWith({});
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	const client = await Client.start({ folders: [folder] });
	await client.open(uri, broken, 'odcs', 1);
	expect(await client.codes(uri)).toContain('contract.unknown-key');
	await client.close(uri);
	await client.open(uri, orders, 'odcs', 1);
	expect(await client.codes(uri)).toEqual([]);
});

test('two editors in turn, each with a server of its own, leave nothing to each other', async () => {
	const folder = folderWith({ 'orders.odcs.yaml': orders });
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	for (const text of [broken, orders]) {
		const client = await Client.start({ folders: [folder] });
		await client.open(uri, text);
		expect((await client.codes(uri)).length > 0).toBe(text === broken);
		expect(await client.stop()).toBe(0);
	}
});

test('Neovim 0.11 pulls, and pulls again only when its user types: what a check finds is pushed to it', async () => {
	const folder = folderWith({ 'orders.odcs.yaml': orders, 'orders.csv': ordersCsv });
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	const { workspace, ...others } = modern;
	const { diagnostics: _, ...without } = workspace ?? {};
	const client = await Client.start({ folders: [folder], capabilities: { ...others, workspace: without } });
	expect(client.initialized?.capabilities.diagnosticProvider).toBeUndefined();
	await client.open(uri, orders);
	await client.request('workspace/executeCommand', { command: 'plumbline.check', arguments: [uri] });
	await client.until<{ uri: string; diagnostics: { code: string }[] }>('textDocument/publishDiagnostics', ({ diagnostics }) =>
		diagnostics.some(({ code }) => code === 'data.minimum'),
	);
	expect(client.all('workspace/diagnostic/refresh')).toEqual([]);
	// One that can be asked to pull again is asked, and nothing is pushed to it.
	const asked = await Client.start({ folders: [folder] });
	expect(asked.initialized?.capabilities.diagnosticProvider).toBeDefined();
	await asked.open(uri, orders);
	await asked.request('workspace/executeCommand', { command: 'plumbline.check', arguments: [uri] });
	await asked.until('workspace/diagnostic/refresh');
	expect((await asked.codes(uri)).filter((code) => code === 'data.minimum')).toEqual(['data.minimum']);
	expect(asked.all('textDocument/publishDiagnostics')).toEqual([]);
});

test('an editor that takes no edits from its server is told how else a contract is mended', async () => {
	const uri = uriOf(join('/nowhere', 'orders.odcs.yaml'));
	const { applyEdit: _, ...workspace } = modern.workspace ?? {};
	const client = await Client.start({ capabilities: { ...modern, workspace } });
	await client.open(uri, broken);
	const refused = client.request('workspace/executeCommand', { command: 'plumbline.fixAll', arguments: [uri] });
	await expect(refused).rejects.toMatchObject({
		code: -32803,
		message: 'This editor takes no edits from a language server: use the code action instead',
	});
	expect(client.all('workspace/applyEdit')).toEqual([]);
	const actions = await client.request<{ kind: string; edit: unknown }[]>('textDocument/codeAction', {
		textDocument: { uri },
		range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
		context: { diagnostics: [], only: ['source.fixAll'] },
	});
	expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.plumbline']);
	expect(JSON.stringify(actions[0]?.edit)).toContain('status');
});
