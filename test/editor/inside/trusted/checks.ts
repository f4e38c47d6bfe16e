import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type CodeLens, commands, type Diagnostic, Selection, type Uri } from 'vscode';
import { closeAll, codeOf, file, open, problems, replace, until } from '../support/editor.ts';
import { processes } from '../support/processes.ts';

export function checks(): void {
	describe('checks', () => {
		afterEach(closeAll);

		it('are run by the command, and each failure stands on its line', async () => {
			const { document } = await open('shop/orders.odcs.yaml');
			await commands.executeCommand('plumbline.checkContract');
			const [minimum, status] = await until('two failures', () => failures(document.uri, 2));
			assert.ok(minimum && status);
			assert.equal(codeOf(minimum), 'data.minimum');
			assert.match(minimum.message, /^amount: 1 of 5 rows below 0/);
			assert.match(document.lineAt(minimum.range.start.line).text, /minimum: 0/);
			assert.match(status.message, /^status: 1 of 5 rows/);
		});

		it('are run by a lens', async () => {
			const { uri } = (await open('weather/stations.odcs.yaml')).document;
			const lens = await until('a lens that checks', async () => {
				const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
				return lenses.find(({ command }) => command?.command === 'plumbline.check');
			});
			assert.ok(lens.command);
			await commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
			await until('the lens tells the result', async () => {
				const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
				return lenses.some(({ command }) => /\d passed/.test(command?.title ?? ''));
			});
		});

		it('see the text as it is in the editor', async () => {
			const editor = await open('shop/orders.odcs.yaml');
			await replace(editor, 'minimum: 0', 'minimum: -5');
			await commands.executeCommand('plumbline.checkContract');
			await until('only the status fails', () => {
				const found = failures(editor.document.uri, 1);
				return found && found.length === 1 && /^status/.test(found[0]?.message ?? '');
			});
		});

		it('can be cancelled', async () => {
			const { document } = await open('shop/slow.odcs.yaml');
			const run = commands.executeCommand('plumbline.checkContract');
			await until('an engine works', () => processes('engine.js').length > 0);
			await new Promise((resolve) => setTimeout(resolve, 500));
			const started = Date.now();
			await commands.executeCommand('plumbline.cancelRunningCheck');
			await run;
			assert.ok(Date.now() - started < 5_000, `it took ${Date.now() - started} ms`);
			assert.deepEqual(failures(document.uri, 1), undefined);
		});

		it('of one object leave the others alone, also one of the same name in another contract of the file', async () => {
			// Without what ties it to other files: the editor holds a document for a while after its file is gone.
			const one = readFileSync(file('shop/orders.odcs.yaml').fsPath, 'utf8').replace(/ +relationships:\n.*\n/, '');
			const two = file('shop/two.odcs.yaml');
			writeFileSync(two.fsPath, `${one}---\n${one.replace('id: shop-orders', 'id: shop-orders-again')}`);
			try {
				const editor = await open('shop/two.odcs.yaml');
				const second = editor.document.positionAt(editor.document.getText().lastIndexOf('minimum: 0'));
				editor.selection = new Selection(second, second);
				await commands.executeCommand('plumbline.checkObject');
				const found = await until('failures of the second', () => failures(two, 2));
				const border = editor.document.positionAt(one.length).line;
				assert.deepEqual(
					found.filter(({ range }) => range.start.line <= border).map(({ message }) => message),
					[],
				);
			} finally {
				rmSync(two.fsPath);
			}
		});
	});
}

/** Failures on the data, in the order of their lines, where there are at least that many. */
function failures(uri: Uri, least: number): Diagnostic[] | undefined {
	// Those of the language server have a page; a task that ran before has its own.
	const found = problems(uri).filter(
		(problem) => typeof problem.code === 'object' && codeOf(problem).startsWith('data.') && problem.severity === 0,
	);
	return found.length >= least ? found.sort((a, b) => a.range.start.line - b.range.start.line) : undefined;
}
