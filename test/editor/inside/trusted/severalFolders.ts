import assert from 'node:assert/strict';
import { commands, type SymbolInformation, workspace } from 'vscode';
import { closeAll, open, until } from '../support/editor.ts';

export function severalFolders(): void {
	describe('several folders', () => {
		afterEach(closeAll);

		it('are all searched for contracts', async () => {
			assert.equal(workspace.workspaceFolders?.length, 2);
			await open('shop/orders.odcs.yaml');
			const found = await until('symbols of both folders', async () => {
				const symbols = await commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'o');
				const files = new Set(symbols.map(({ location }) => location.uri.path.split('/').slice(-2).join('/')));
				return files.has('shop/orders.odcs.yaml') && files.has('weather/stations.odcs.yaml') && files;
			});
			assert.ok(found.size >= 2);
		});
	});
}
