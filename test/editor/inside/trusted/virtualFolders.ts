import assert from 'node:assert/strict';
import {
	type CodeLens,
	commands,
	type Disposable,
	type Location,
	type LocationLink,
	type SymbolInformation,
	type TextEditor,
	Uri,
	window,
	workspace,
} from 'vscode';
import { closeAll, codeOf, file, problems, replace, until } from '../support/editor.ts';
import { MemoryFiles } from '../support/memoryFiles.ts';
import { processes } from '../support/processes.ts';

const scheme = 'plumbline-memory';

export function virtualFolders(): void {
	describe('a contract that is not on this machine', () => {
		const address = (name: string) => Uri.from({ scheme, authority: 'shop+1', path: `/some folder/${name}` });
		const openAt = async (name: string): Promise<TextEditor> =>
			window.showTextDocument(await workspace.openTextDocument(address(name)), { preview: false });
		let files: MemoryFiles;
		let provider: Disposable;

		before(async () => {
			files = new MemoryFiles();
			for (const name of ['orders.odcs.yaml', 'customers.odcs.yaml']) {
				files.add(address(name).path, await workspace.fs.readFile(file(`shop/${name}`)));
			}
			provider = workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true });
		});
		afterEach(closeAll);
		after(() => provider.dispose());

		it('has its text checked while typing', async () => {
			const editor = await openAt('customers.odcs.yaml');
			const { uri } = editor.document;
			await replace(editor, 'logicalType: string', 'logicalType: strnig');
			const [problem] = await until('the wrong type is underlined', () => {
				const found = problems(uri);
				return found.length > 0 && found;
			});
			assert.ok(problem);
			assert.match(codeOf(problem), /^contract\./);
			await replace(editor, 'logicalType: strnig', 'logicalType: string');
			await until('nothing is underlined', () => problems(uri).length === 0);
		});

		it('refers to files beside it, which are read through their own file system', async () => {
			const editor = await openAt('orders.odcs.yaml');
			const { document } = editor;
			const place = document.positionAt(document.getText().indexOf('customers.odcs.yaml#') + 'customers.odcs.yaml#/schema/cl'.length);
			const target = await until('the definition in the other file', async () => {
				const found = await commands.executeCommand<(Location | LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, place);
				return found
					.map((link) => ('targetUri' in link ? link.targetUri : link.uri))
					.find(({ path }) => path.endsWith('/customers.odcs.yaml'));
			});
			assert.equal(target.scheme, scheme);
			await replace(editor, 'customers.odcs.yaml#/schema/clients/', 'customers.odcs.yaml#/schema/nobody/');
			await until('a reference into nothing is a problem', () => problems(document.uri).some(({ message }) => message.includes('nobody')));
			await replace(editor, 'customers.odcs.yaml#/schema/nobody/', 'customers.odcs.yaml#/schema/clients/');
			await until('and mended it is none', () => problems(document.uri).every(({ message }) => !/nobody|clients/.test(message)));
		});

		it('has no lens that checks, and one that is asked for reads nothing', async () => {
			const { uri } = (await openAt('orders.odcs.yaml')).document;
			await until('its symbols are known', async () => {
				const symbols = await commands.executeCommand<SymbolInformation[]>('vscode.executeDocumentSymbolProvider', uri);
				return symbols !== undefined && symbols.length > 0;
			});
			const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
			assert.deepEqual(
				lenses.map(({ command }) => command?.command).filter((name) => name?.startsWith('plumbline.')),
				[],
			);
			const engines = processes('engine.js');
			// Not awaited: it ends when someone has answered what it says.
			void commands.executeCommand('plumbline.checkContract', uri);
			for (let turn = 0; turn < 10; turn++) {
				await new Promise((resolve) => setTimeout(resolve, 100));
				assert.deepEqual(
					processes('engine.js').filter((pid) => !engines.includes(pid)),
					[],
				);
			}
			assert.deepEqual(
				problems(uri).filter((problem) => codeOf(problem).startsWith('data.')),
				[],
			);
		});

		it('of a folder of the workspace is found without being open', async () => {
			files.add(address('deep/elsewhere.odcs.yaml').path, await workspace.fs.readFile(file('weather/stations.odcs.yaml')));
			const { workspaceFolders: before = [] } = workspace;
			const changed = () => new Promise<void>((resolve) => workspace.onDidChangeWorkspaceFolders(() => resolve()));
			const added = changed();
			assert.ok(workspace.updateWorkspaceFolders(before.length, 0, { uri: address(''), name: 'elsewhere' }));
			await added;
			try {
				await until('its symbols are found', async () => {
					const symbols = await commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'stations');
					return symbols.some(({ location: { uri } }) => uri.toString() === address('deep/elsewhere.odcs.yaml').toString());
				});
			} finally {
				const removed = changed();
				assert.ok(workspace.updateWorkspaceFolders(before.length, 1));
				await removed;
			}
		});
	});
}
