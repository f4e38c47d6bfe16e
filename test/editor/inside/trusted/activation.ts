import assert from 'node:assert/strict';
import { extensions, workspace } from 'vscode';
import { closeAll, open, problems, until } from '../support/editor.ts';

export function activation(): void {
	describe('activation', () => {
		after(closeAll);

		it('waits for a contract', () => {
			assert.equal(extensions.getExtension('plumbline.plumbline')?.isActive, false);
		});

		it('comes with a contract, without any command', async () => {
			await open('shop/orders.odcs.yaml');
			await until('the extension is active', () => extensions.getExtension('plumbline.plumbline')?.isActive);
		});

		it('takes up a contract that is called like any other YAML file', async () => {
			const { document } = await open('shop/returns.yaml');
			await until('the document has our language', () => document.languageId === 'odcs');
			await until('its problem is found', () => problems(document.uri).length > 0);
		});

		it('leaves other YAML files alone', async () => {
			const { document } = await open('shop/other.yaml');
			await new Promise((resolve) => setTimeout(resolve, 500));
			assert.notEqual(document.languageId, 'odcs');
			assert.deepEqual(problems(document.uri), []);
		});

		it('asks for no setting that the workspace does not know', () => {
			assert.equal(workspace.getConfiguration('plumbline').get('checkOnSave'), false);
		});
	});
}
