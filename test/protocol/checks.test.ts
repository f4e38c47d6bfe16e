import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { CancellationTokenSource, type Diagnostic } from 'vscode-languageserver/node';
import type { RuleTree, RunState, SamplePage, StoredRun } from '../../server/src/shared/messages.ts';
import { Client, folderWith, pause, uriOf } from './support/client.ts';
import { orders, ordersCsv, slowContract } from './support/contracts.ts';

interface Opened {
	readonly client: Client;
	readonly folder: string;
	readonly uri: string;
}

async function opened(text = orders, options: Parameters<typeof Client.start>[0] = {}): Promise<Opened> {
	const folder = folderWith({ 'orders.odcs.yaml': text, 'orders.csv': ordersCsv });
	const uri = uriOf(join(folder, 'orders.odcs.yaml'));
	const client = await Client.start({ folders: [folder], initializationOptions: { client: 'vscode' }, ...options });
	await client.open(uri, text);
	return { client, folder, uri };
}

const outcomes = ({ results }: StoredRun) => Object.fromEntries(results.map(({ result }) => [result.id, result.outcome]));
const ofData = (items: readonly Diagnostic[]) => items.filter(({ code }) => String(code).startsWith('data.'));
const checkTook = (client: Client) => client.all('plumbline/run').map(({ params }) => (params as RunState).state);

test('a check holds a contract against its data, and each failure stands on its line', async () => {
	const { client, uri } = await opened();
	expect(ofData((await client.pull(uri)).items)).toEqual([]);
	expect(client.children()).toEqual([]);
	const run = await client.request<StoredRun>('plumbline/check', { uri, workDoneToken: 'mine' });
	expect(outcomes(run)).toMatchObject({
		'schema.orders.id.required': 'passed',
		'schema.orders.id.unique': 'passed',
		'schema.orders.amount.minimum': 'failed',
	});
	const failed = ofData((await client.pull(uri)).items);
	const below = failed.find(({ code }) => code === 'data.minimum')!;
	expect(below.range.start).toEqual({ line: orders.split('\n').findIndex((line) => line.includes('minimum: 0')), character: 19 });
	expect(below.message).toContain('1 of 4 rows below 0');
	const progress = client.all('$/progress').map(({ params }) => params as { token: string; value: { kind: string } });
	expect(progress.filter(({ token }) => token === 'mine').map(({ value }) => value.kind)).toEqual(expect.arrayContaining(['begin', 'end']));
	expect(checkTook(client)[0]).toBe('running');
	expect(checkTook(client).at(-1)).toBe('done');
	expect(await client.stop()).toBe(0);
});

test('results survive a restart, in a folder that git ignores, without the cells of restricted columns', async () => {
	const { client, folder, uri } = await opened();
	const run = await client.request<StoredRun>('plumbline/check', { uri });
	await client.stop();
	expect(readFileSync(join(folder, '.plumbline/.gitignore'), 'utf8')).toMatch(/^\*$/m);
	const [file] = readdirSync(join(folder, '.plumbline/results'));
	const stored = readFileSync(join(folder, '.plumbline/results', file!), 'utf8');
	expect(stored).toContain('schema.orders.amount.minimum');
	expect(stored).not.toContain('b@x.org');

	const again = await Client.start({ folders: [folder] });
	await again.open(uri, orders);
	expect(await again.request('plumbline/results', { uri })).toEqual(run);
	expect(ofData((await again.pull(uri)).items).length).toBeGreaterThan(0);
	expect(again.children()).toEqual([]);
});

test('what has not changed is not asked again, what has is, and force asks all', async () => {
	const { client, folder, uri } = await opened();
	const first = await client.request<StoredRun>('plumbline/check', { uri });
	await client.stop();

	const second = await Client.start({ folders: [folder] });
	await second.open(uri, orders);
	const again = await second.request<StoredRun>('plumbline/check', { uri });
	expect(second.children()).toEqual([]);
	expect(outcomes(again)).toEqual(outcomes(first));
	expect(again.results.every(({ checkedIso }) => checkedIso === again.startedIso)).toBe(true);
	expect(again.history.length).toBe(2);

	await second.change(uri, orders.replace('minimum: 0', 'minimum: -5'));
	const third = await second.request<StoredRun>('plumbline/check', { uri });
	expect(outcomes(third)).toEqual({ ...outcomes(first), 'schema.orders.amount.minimum': 'passed' });

	writeFileSync(join(folder, 'orders.csv'), `${ordersCsv}4,5,open,e@x.org\n`);
	const fourth = await second.request<StoredRun>('plumbline/check', { uri });
	expect(outcomes(fourth)['schema.orders.id.unique']).toBe('failed');
	await second.stop();

	const forcing = await Client.start({ folders: [folder] });
	await forcing.request<StoredRun>('plumbline/check', { uri, force: true });
	expect(forcing.children().length).toBeGreaterThan(0);
	await forcing.stop();
});

test('one rule can be run alone; what is known of the others stays', async () => {
	const { client, uri } = await opened();
	const one = await client.request<StoredRun>('plumbline/check', { uri, ids: ['schema.orders.amount.minimum'] });
	expect(Object.keys(outcomes(one)).filter((id) => id.startsWith('schema.orders.amount'))).toEqual(['schema.orders.amount.minimum']);
	const all = await client.request<StoredRun>('plumbline/check', { uri });
	expect(Object.keys(outcomes(all)).length).toBeGreaterThan(5);
	const again = await client.request<StoredRun>('plumbline/check', { uri, ids: ['schema.orders.amount.minimum'], force: true });
	expect(outcomes(again)).toEqual(outcomes(all));
});

test('a result is marked once its data has changed, as the watched files tell', async () => {
	const { client, folder, uri } = await opened();
	await client.request('plumbline/check', { uri });
	type Registration = { registrations: { method: string; registerOptions: { watchers: { globPattern: unknown }[] } }[] };
	const baseUri = uriOf(folder);
	await client.until<Registration>('client/registerCapability', ({ registrations }) =>
		JSON.stringify(registrations).includes(JSON.stringify(baseUri)),
	);
	const before = ofData((await client.pull(uri)).items);
	expect(before.length).toBeGreaterThan(0);
	writeFileSync(join(folder, 'orders.csv'), 'id,amount,state,email\n1,10,paid,a@x.org\n');
	utimesSync(join(folder, 'orders.csv'), new Date(), new Date(Date.now() + 5000));
	await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(join(folder, 'orders.csv')), type: 2 }] });
	await expect
		.poll(async () => JSON.stringify(ofData((await client.pull(uri)).items)), { timeout: 20_000 })
		.not.toBe(JSON.stringify(before));
	const after = ofData((await client.pull(uri)).items);
	expect(after.every(({ severity }) => severity !== 1)).toBe(true);
});

test('a check that runs can be cancelled, by its request, by its progress and by command', async () => {
	const { client, uri } = await opened(slowContract(40));
	const ways: ((source: CancellationTokenSource) => unknown)[] = [
		(source) => source.cancel(),
		() => client.notify('window/workDoneProgress/cancel', { token: 'way 1' }),
		() => client.request('workspace/executeCommand', { command: 'plumbline.cancelCheck', arguments: [uri] }),
	];
	for (const [index, way] of ways.entries()) {
		const source = new CancellationTokenSource();
		const seen = client.all('plumbline/run').length;
		const running = client.request('plumbline/check', { uri, workDoneToken: `way ${index}` }, source.token);
		const ended = running.then(
			() => undefined,
			(error: { code: number }) => error.code,
		);
		await expect.poll(() => client.children().length, { timeout: 20_000 }).toBeGreaterThan(0);
		await expect.poll(() => client.all('plumbline/run').length, { timeout: 20_000 }).toBeGreaterThan(seen);
		way(source);
		expect(await ended).toBe(-32800);
		expect(checkTook(client).at(-1)).toBe('cancelled');
	}
	const kinds = client.all('$/progress').map(({ params }) => (params as { value: { kind: string } }).value.kind);
	expect(kinds.filter((kind) => kind === 'end').length).toBe(kinds.filter((kind) => kind === 'begin').length);
});

test('results are told as they come, each once, while the rest is still checked; restricted cells are not', async () => {
	const { client, uri } = await opened(slowContract(40));
	const running = client.request('plumbline/check', { uri }).catch((error: { code: number }) => error.code);
	const told = () => client.all('plumbline/run').flatMap(({ params }) => (params as { fresh?: StoredRun['results'] }).fresh ?? []);
	await expect.poll(() => told().length, { timeout: 20_000 }).toBeGreaterThan(5);
	expect(checkTook(client).at(-1)).toBe('running');
	await client.request('workspace/executeCommand', { command: 'plumbline.cancelCheck', arguments: [uri] });
	expect(await running).toBe(-32800);
	const ids = told().map(({ result }) => result.id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(told().find(({ result }) => result.id === 'schema.orders.amount.minimum')?.result).toMatchObject({
		outcome: 'failed',
		failingRows: 1,
	});
	expect(JSON.stringify(told())).not.toContain('@x.org');
});

test('a check that takes long says so above the contract, with how far it is, and no line moves', async () => {
	const { client, uri } = await opened(slowContract(40));
	type Lens = { range: { start: { line: number } }; command: { title: string } };
	const lenses = async () => await client.request<Lens[]>('textDocument/codeLens', { textDocument: { uri } });
	const lines = (found: readonly Lens[]) => [...new Set(found.map(({ range }) => range.start.line))];
	const before = await lenses();
	const running = client.request('plumbline/check', { uri }).catch((error: { code: number }) => error.code);
	await expect
		.poll(async () => (await lenses()).map(({ command }) => command.title).join(), { timeout: 20_000 })
		.toMatch(/Checking… \d+ %,Cancel/);
	expect(lines(await lenses())).toEqual(lines(before));
	// The lens may be asked for before it is said that it is another.
	await expect.poll(() => client.all('workspace/codeLens/refresh').length, { timeout: 5000 }).toBeGreaterThan(0);
	await client.request('workspace/executeCommand', { command: 'plumbline.cancelCheck', arguments: [uri] });
	expect(await running).toBe(-32800);
	expect((await lenses()).map(({ command }) => command.title)).toEqual(before.map(({ command }) => command.title));
});

test('a newer check of a contract takes the place of the older', async () => {
	const { client, uri } = await opened(slowContract(40));
	const first = client.request('plumbline/check', { uri }).catch((error: { code: number }) => error.code);
	await client.until<RunState>('plumbline/run', (run) => run.state === 'running');
	const second = await client.request<StoredRun>('plumbline/check', { uri, ids: ['schema.orders.amount.minimum'] });
	expect(await first).toBe(-32800);
	expect(outcomes(second)['schema.orders.amount.minimum']).toBe('failed');
});

test('an engine that is killed in the middle is said once, and the next check works', async () => {
	const { client, uri } = await opened(slowContract(2, 12));
	const running = client.request<StoredRun>('plumbline/check', { uri });
	const busy = () => client.children().filter(({ command }) => /engine\.js/.test(command));
	// The second engine is the sandbox, in which the slow queries run.
	await expect.poll(() => new Set(busy().map(({ pid }) => pid)).size, { timeout: 20_000 }).toBeGreaterThan(1);
	await pause(500);
	for (const { pid } of busy()) process.kill(pid, 'SIGKILL');
	const run = await running;
	expect(run.results.find(({ result }) => result.id === 'schema.orders.quality.slow_0')?.result).toMatchObject({
		outcome: 'errored',
		trouble: 'crashed',
	});
	const said = await client.until<{ message: string }>('window/showMessage');
	expect(said.message).toMatch(/^A process of the engine was lost while checking orders\.odcs\.yaml/);
	const next = await client.request<StoredRun>('plumbline/check', { uri, ids: ['schema.orders.amount.minimum'], force: true });
	expect(outcomes(next)['schema.orders.amount.minimum']).toBe('failed');
	expect(client.all('window/showMessage').length).toBe(1);
});

test('a text that cannot be read whole is not checked, in a sentence that says why', async () => {
	const { client, uri } = await opened(`${orders}  - name: [unclosed\n`);
	const message = await client.request('plumbline/check', { uri }).catch((error: Error) => error.message);
	expect(message).toMatch(/^Not checked: .* on line \d+/);
	expect(client.children()).toEqual([]);
});

test('rules are known without data, by object and with their places', async () => {
	const { client, uri } = await opened();
	const tree = await client.request<RuleTree>('plumbline/rules', { uri });
	expect(tree.objects.map(({ name }) => name)).toEqual(['orders']);
	const minimum = tree.objects[0]!.rules.find(({ id }) => id === 'schema.orders.amount.minimum')!;
	expect(minimum).toMatchObject({ label: 'amount: minimum 0', rule: 'data.minimum', property: 'amount' });
	expect(orders.split('\n')[minimum.range.start.line]).toContain('minimum: 0');
	expect(client.children()).toEqual([]);
});

test('what a check found of the data as a whole stands among the rules of its object, though no text declares it', async () => {
	const { client, uri } = await opened();
	const readable = async () =>
		(await client.request<RuleTree>('plumbline/rules', { uri })).objects[0]!.rules.find(({ rule }) => rule === 'data.readable');
	expect(await readable()).toBeUndefined();
	const run = await client.request<StoredRun>('plumbline/check', { uri });
	const found = await readable();
	expect(found).toMatchObject({ label: 'orders: readable rows', tags: ['conformity'] });
	expect(run.results.map(({ result }) => result.id)).toContain(found!.id);
	const { objects, rules } = await client.request<RuleTree>('plumbline/rules', { uri });
	expect([...objects.flatMap((object) => object.rules), ...rules].length).toBe(run.results.length);
});

test('two contracts of one file keep their objects apart, though these have one name', async () => {
	const { client, uri } = await opened(`${orders}---\n${orders}`);
	const { objects } = await client.request<RuleTree>('plumbline/rules', { uri });
	expect(objects.map(({ name, contract }) => [name, contract])).toEqual([
		['orders', undefined],
		['orders', 1],
	]);
	for (const { contract, rules } of objects) for (const { id } of rules) expect(id.startsWith('2/')).toBe(contract === 1);
});

test('sample rows come by the page, with restricted columns masked until they are asked for', async () => {
	const { client, uri } = await opened();
	const page = await client.request<SamplePage>('plumbline/sample', { uri, object: 'orders', offset: 1, limit: 2 });
	const rowsOf = ({ arrow }: SamplePage) =>
		tableFromIPC(Buffer.from(arrow, 'base64'))
			.toArray()
			.map((row) => row.toJSON());
	expect(page.columns.map(({ name }) => name)).toEqual(['id', 'amount', 'state', 'email']);
	expect(page.columns[3]!.masked).toBe('Classified as restricted');
	expect(rowsOf(page)).toEqual([
		{ id: 2, amount: -3, state: 'open', email: 'masked (restricted)', $row: 2, $line: 3, $file: './orders.csv' },
		{ id: 3, amount: 7, state: 'lost', email: 'masked (restricted)', $row: 3, $line: 4, $file: './orders.csv' },
	]);
	const open = await client.request<SamplePage>('plumbline/sample', { uri, object: 'orders', offset: 0, limit: 1, showSensitive: true });
	expect(rowsOf(open)[0]).toMatchObject({ email: 'a@x.org' });
	const bad = await client.request<SamplePage>('plumbline/sample', {
		uri,
		object: 'orders',
		offset: 0,
		limit: 10,
		violating: 'schema.orders.amount.minimum',
	});
	expect(rowsOf(bad)).toMatchObject([{ id: 2, amount: -3 }]);
	expect(
		await client.request('plumbline/sample', { uri, object: 'nothing', offset: 0, limit: 10 }).catch((error: Error) => error.message),
	).toBe('The contract has no object "nothing"');
});

test('a contract is checked when it is saved, where that is set', async () => {
	const { client, uri } = await opened(orders, { settings: () => ({ checkOnSave: true }) });
	await client.notify('textDocument/didSave', { textDocument: { uri } });
	const done = await client.until<RunState>('plumbline/run', ({ state }) => state === 'done');
	expect(done.uri).toBe(uri);
});

test('any client can run a check by command and have findings mended', async () => {
	const text = orders.replace('status: active', 'statsu: active');
	const { client, uri } = await opened(text, { initializationOptions: undefined });
	let edited: unknown;
	client.connection.onRequest('workspace/applyEdit', (params) => {
		edited = params.edit;
		return { applied: true };
	});
	const run = await client.request<StoredRun>('workspace/executeCommand', {
		command: 'plumbline.check',
		arguments: [uri, { object: 'orders' }],
	});
	expect(outcomes(run)['schema.orders.amount.minimum']).toBe('failed');
	expect(await client.request('workspace/executeCommand', { command: 'plumbline.fixAll', arguments: [uri] })).toBe(true);
	expect(JSON.stringify(edited)).toContain('status: active');
	// It has not said that it knows versioned edits.
	expect(edited).toHaveProperty('changes');
	expect(client.all('plumbline/run')).toEqual([]);
});

test('after a check, completion knows the columns of the data and what stands in them', async () => {
	const text = orders.replace('validValues: [paid, open]', 'validValues: []');
	const { client, uri } = await opened(text);
	await client.request('plumbline/check', { uri });
	const line = text.split('\n').findIndex((each) => each.includes('validValues: []'));
	const position = { line, character: text.split('\n')[line]!.indexOf('[]') + 1 };
	const offered = async () => {
		const list = await client.request<{ items: { label: string }[] }>('textDocument/completion', { textDocument: { uri }, position });
		return list.items.map(({ label }) => label);
	};
	await expect.poll(offered, { timeout: 20_000 }).toEqual(expect.arrayContaining(['paid', 'open', 'lost']));
});
