import assert from 'node:assert/strict';
import { extensions } from 'vscode';

export function extensionTests(): void {
	describe('the extension', () => {
		it('is there', () => {
			assert.ok(extensions.getExtension('plumbline.plumbline'));
		});
	});
}
