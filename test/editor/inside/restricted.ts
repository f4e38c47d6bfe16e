import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type CodeLens, type CompletionList, commands, type Hover, Position, tasks, type Uri, workspace } from 'vscode';
import { runSuite } from './run.ts';
import { closeAll, codeOf, file, open, problems, replace, until } from './support/editor.ts';
import { processes } from './support/processes.ts';

export function run(): Promise<void> {
	return runSuite(() => {
		describe('an untrusted workspace', () => {
			afterEach(closeAll);

			it('is not trusted', () => {
				assert.equal(workspace.isTrusted, false);
			});

			it('has its contracts looked at', async () => {
				const editor = await open('shop/customers.odcs.yaml');
				await replace(editor, 'logicalType: string', 'logicalType: strnig');
				await until('the wrong type is underlined', () => problems(editor.document.uri).length > 0);
			});

			for (const command of ['plumbline.checkContract', 'plumbline.check']) {
				it(`has no rule run, no data read, no engine started by ${command}`, async () => {
					const { uri } = (await open('shop/orders.odcs.yaml')).document;
					// Not awaited: it ends when someone has answered what it says.
					void commands.executeCommand(command, command === 'plumbline.check' ? uri.toString() : uri);
					await nothingRuns(uri);
				});
			}

			it('has nothing run by hovers, completions and lenses', async () => {
				const { document } = await open('shop/orders.odcs.yaml');
				const { uri } = document;
				const place = document.positionAt(document.getText().indexOf('amount') + 2);
				const hovers = await until('a hover', async () => {
					const found = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, place);
					return found.length > 0 && found;
				});
				assert.ok(hovers.length > 0);
				const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', uri, new Position(26, 8));
				assert.ok(list.items.length > 0);
				const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
				for (const { command } of lenses) {
					if (command?.command === 'plumbline.check') void commands.executeCommand(command.command, ...(command.arguments ?? []));
				}
				await nothingRuns(uri);
			});

			it('has nothing run by the Test Explorer', async () => {
				const { uri } = (await open('shop/orders.odcs.yaml')).document;
				void commands.executeCommand('testing.runAll');
				await nothingRuns(uri);
			});

			it('has nothing run when a contract is saved, though its settings ask for that', async () => {
				await workspace.fs.writeFile(file('shop/.vscode/settings.json'), Buffer.from('{ "plumbline.checkOnSave": true }'));
				const editor = await open('shop/orders.odcs.yaml');
				await replace(editor, 'minimum: 0', 'minimum: 1');
				assert.equal(await editor.document.save(), true);
				await nothingRuns(editor.document.uri);
				assert.equal(workspace.getConfiguration('plumbline', editor.document.uri).get('checkOnSave'), false);
			});

			it('has no task run', async () => {
				const { uri } = (await open('shop/orders.odcs.yaml')).document;
				// VS Code asks for trust before it asks us for tasks.
				void Promise.resolve(tasks.fetchTasks({ type: 'plumbline' })).then(
					(found) => found.forEach((task) => void Promise.resolve(tasks.executeTask(task)).catch(() => {})),
					() => {},
				);
				await nothingRuns(uri);
			});
		});
	});
}

/** For two seconds: that something does not happen can only be waited for. */
async function nothingRuns(uri: Uri): Promise<void> {
	for (let turn = 0; turn < 20; turn++) {
		await new Promise((resolve) => setTimeout(resolve, 100));
		assert.deepEqual([...processes('engine.js'), ...processes('cli.js')], []);
	}
	assert.deepEqual(
		problems(uri).filter((problem) => codeOf(problem).startsWith('data.')),
		[],
	);
	assert.equal(existsSync(file('shop/.plumbline').fsPath), false);
}
