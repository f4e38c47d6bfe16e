import assert from 'node:assert/strict';
import { extensions, languages, Position, workspace } from 'vscode';
import { closeAll, open, problems, replace, until } from '../support/editor.ts';

export function activation(): void {
	describe('activation', () => {
		afterEach(closeAll);

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

		it('knows a contract by its name, however that is written', async () => {
			const { document } = await open('weather/ALARMS.ODCS.YML');
			assert.equal(document.languageId, 'odcs');
			await until('its problem is found', () => problems(document.uri).length > 0);
		});

		it('takes up a file that becomes a contract while somebody types, and gives it back when it is none any more', async () => {
			const editor = await open('shop/other.yaml');
			const { document } = editor;
			await editor.edit((edit) => edit.insert(new Position(0, 0), 'apiVersion: v3.1.0\nkind: DataContract\n'));
			await until('the document has our language', () => document.languageId === 'odcs');
			await until('its problems are found', () => problems(document.uri).length > 0);
			await replace(editor, 'kind: DataContract', 'kind: Deployment');
			await until('the document is YAML again', () => document.languageId === 'yaml');
			await until('its problems are gone', () => problems(document.uri).length === 0);
			await replace(editor, 'kind: Deployment', 'kind: DataContract');
			await until('it can become one once more', () => document.languageId === 'odcs');
		});

		it('does not overrule who says that a file is plain YAML', async () => {
			const editor = await open('shop/returns.yaml');
			const { document } = editor;
			await until('the document has our language', () => document.languageId === 'odcs');
			const plain = await languages.setTextDocumentLanguage(document, 'yaml');
			await replace(editor, 'shop-returns', 'shop-sent-back');
			for (let turn = 0; turn < 10; turn++) {
				await new Promise((resolve) => setTimeout(resolve, 100));
				assert.equal(plain.languageId, 'yaml');
			}
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
