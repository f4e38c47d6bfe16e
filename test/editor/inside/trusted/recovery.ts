import assert from 'node:assert/strict';
import { type CodeLens, commands } from 'vscode';
import { closeAll, codeOf, file, open, problems, replace, until } from '../support/editor.ts';
import { processes } from '../support/processes.ts';

export function recovery(): void {
	describe('recovery', () => {
		afterEach(closeAll);

		it('an engine that is killed in the middle costs its check, not the next', async () => {
			const slow = await open('shop/slow.odcs.yaml');
			const run = commands.executeCommand('plumbline.checkContract', slow.document.uri);
			const engines = await until('an engine works', () => {
				const found = processes('engine.js');
				return found.length > 0 && found;
			});
			await new Promise((resolve) => setTimeout(resolve, 500));
			for (const pid of processes('engine.js')) process.kill(pid, 'SIGKILL');
			assert.ok(engines.length > 0);
			await Promise.race([run, new Promise((resolve) => setTimeout(resolve, 10_000))]);
			const orders = await open('shop/orders.odcs.yaml');
			// Not waited for: it ends once what it says at its end is closed, and nobody is there to close it.
			void commands.executeCommand('plumbline.checkContract');
			await until('failures of the next check', () => problems(orders.document.uri).some((problem) => codeOf(problem) === 'data.minimum'));
		});

		it('a server that is killed is started again, and knows the text', async () => {
			const editor = await open('shop/customers.odcs.yaml');
			const [pid] = await until('the server runs', () => {
				const found = processes('server.js');
				return found.length > 0 && found;
			});
			process.kill(pid ?? 0, 'SIGKILL');
			await until('another server runs', () => processes('server.js').some((other) => other !== pid));
			await replace(editor, 'logicalType: string', 'logicalType: strnig');
			await until('the wrong type is underlined', () => problems(editor.document.uri).length > 0);
		});

		it('a server that keeps dying is given up, and comes back when it is wanted', async () => {
			await open('shop/customers.odcs.yaml');
			// Longer than any of the pauses between two starts.
			const isGivenUp = async () => {
				for (let turn = 0; turn < 80; turn++) {
					if (processes('server.js').length > 0) return false;
					await new Promise((resolve) => setTimeout(resolve, 100));
				}
				return true;
			};
			await until(
				'nobody starts it any more',
				async () => {
					for (const pid of processes('server.js')) process.kill(pid, 'SIGKILL');
					return isGivenUp();
				},
				60_000,
			);
			await commands.executeCommand('plumbline.restartServer');
			await until('the server runs', () => processes('server.js').length > 0);
			const lenses = () => commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', file('shop/customers.odcs.yaml'), 100);
			await until('it answers', async () => (await lenses()).length > 0);
		}).timeout(90_000);

		it('"Restart Language Server" starts another', async () => {
			await open('shop/customers.odcs.yaml');
			const before = processes('server.js');
			await commands.executeCommand('plumbline.restartServer');
			await until('one other server runs', () => {
				const now = processes('server.js');
				return now.length === 1 && !before.includes(now[0] ?? 0);
			});
		});
	});
}
