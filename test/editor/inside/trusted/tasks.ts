import assert from 'node:assert/strict';
import { tasks } from 'vscode';
import { closeAll, codeOf, file, open, problems, until } from '../support/editor.ts';

export function runningTasks(): void {
	describe('tasks', () => {
		afterEach(closeAll);

		it('are offered for each folder', async () => {
			const offered = (await tasks.fetchTasks({ type: 'plumbline' })).map(({ name, scope }) => [
				name,
				typeof scope === 'object' ? scope.name : scope,
			]);
			for (const folder of ['shop', 'weather'])
				for (const name of ['lint', 'check'])
					assert.ok(
						offered.some(([one, of]) => one === name && of === folder),
						`${name} ${folder}`,
					);
		});

		it('check in the terminal, put what they find on its lines, and take nothing of the language server away', async () => {
			const { document } = await open('shop/orders.odcs.yaml');
			const ofText = () => problems(file('shop/returns.yaml')).filter((problem) => codeOf(problem) === 'contract.unknown-value');
			await until('the text of another contract is found wrong', () => ofText().length > 0);
			const task = (await tasks.fetchTasks()).find(({ name }) => name === 'check orders');
			assert.ok(task);
			const ended = new Promise<number | undefined>((resolve) => {
				const listening = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
					if (execution.task.name !== task.name) return;
					listening.dispose();
					resolve(exitCode);
				});
			});
			await tasks.executeTask(task);
			assert.equal(await ended, 1);
			const found = await until('its two failures', () => {
				const data = problems(document.uri).filter((problem) => codeOf(problem).startsWith('data.'));
				return data.length === 2 && data;
			});
			for (const { source } of found) assert.equal(source, 'plumbline');
			const minimum = found.find((problem) => codeOf(problem) === 'data.minimum');
			assert.match(minimum?.message ?? '', /^amount: 1 of 5 rows below 0/);
			assert.match(document.lineAt(minimum?.range.start.line ?? 0).text, /minimum: 0/);
			assert.equal(ofText().length, 1);
		});
	});
}
