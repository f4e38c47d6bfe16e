import assert from 'node:assert/strict';
import { closeAll, codeOf, open, problems, replace, until } from '../support/editor.ts';

export function diagnostics(): void {
	describe('diagnostics', () => {
		afterEach(closeAll);

		it('appear while typing and go when mended', async () => {
			const editor = await open('shop/customers.odcs.yaml');
			const { uri } = editor.document;
			await replace(editor, 'logicalType: string', 'logicalType: strnig');
			const [problem] = await until('the wrong type is underlined', () => {
				const found = problems(uri);
				return found.length > 0 && found;
			});
			assert.ok(problem);
			assert.equal(editor.document.getText(problem.range), 'strnig');
			assert.equal(problem.source, 'plumbline');
			assert.match(codeOf(problem), /^contract\./);
			await replace(editor, 'logicalType: strnig', 'logicalType: string');
			await until('nothing is underlined', () => problems(uri).length === 0);
		});
	});
}
