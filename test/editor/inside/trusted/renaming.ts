import assert from 'node:assert/strict';
import { commands, type WorkspaceEdit, workspace } from 'vscode';
import { closeAll, file, open, until } from '../support/editor.ts';

export function renaming(): void {
	describe('renaming', () => {
		afterEach(closeAll);

		it('changes every file that names the thing', async () => {
			const { document } = await open('shop/customers.odcs.yaml');
			const place = document.positionAt(document.getText().indexOf('clients') + 1);
			const edit = await until('an edit of both files', async () => {
				const found = await commands.executeCommand<WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, place, 'buyers');
				return found.size === 2 && found;
			});
			assert.equal(await workspace.applyEdit(edit), true);
			const orders = await workspace.openTextDocument(file('shop/orders.odcs.yaml'));
			assert.match(orders.getText(), /customers\.odcs\.yaml#\/schema\/buyers\/properties\/number/);
			assert.match(document.getText(), /- id: buyers/);
			await open('shop/orders.odcs.yaml');
			await commands.executeCommand('workbench.action.files.revert');
		});
	});
}
