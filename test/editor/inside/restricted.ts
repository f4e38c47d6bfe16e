import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { commands, workspace } from 'vscode';
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
					for (let turn = 0; turn < 20; turn++) {
						await new Promise((resolve) => setTimeout(resolve, 100));
						assert.deepEqual(processes('engine.js'), []);
					}
					assert.deepEqual(
						problems(uri).filter((problem) => codeOf(problem).startsWith('data.')),
						[],
					);
					assert.equal(existsSync(file('shop/.plumbline').fsPath), false);
				});
			}
		});
	});
}
