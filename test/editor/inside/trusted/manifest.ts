import assert from 'node:assert/strict';
import { commands, extensions, window, workspace } from 'vscode';
import { closeAll } from '../support/editor.ts';

interface Keybinding {
	readonly key: string;
	readonly command: string;
	readonly when?: string;
}

export function manifest(): void {
	describe('the manifest', () => {
		after(closeAll);
		const packed: { contributes: { commands: { command: string }[]; keybindings: { key: string; mac?: string }[] } } | undefined =
			extensions.getExtension('plumbline.plumbline')?.packageJSON;
		const { commands: declared = [], keybindings = [] } = packed?.contributes ?? {};

		it('names commands that are there', async () => {
			const known = new Set(await commands.getCommands(true));
			assert.deepEqual(
				declared.map(({ command }) => command).filter((command) => !known.has(command)),
				[],
			);
		});

		it('takes no key that VS Code has given away', async () => {
			await commands.executeCommand('workbench.action.openDefaultKeybindingsFile');
			const text = window.activeTextEditor?.document.getText() ?? '';
			const bindings: Keybinding[] = JSON.parse(text.slice(text.indexOf('['), text.indexOf('\n]') + 2).replace(/^\s*\/\/.*$/gm, ''));
			assert.ok(bindings.length > 500);
			const ours = keybindings.map(({ key, mac }) => (process.platform === 'darwin' ? (mac ?? key) : key));
			const taken = bindings.filter(
				// A chat is no editor.
				({ key, command, when = '' }) => ours.includes(key) && !command.startsWith('plumbline.') && !/\binChat\b/.test(when),
			);
			assert.deepEqual(taken, []);
		});

		it('gives its settings', () => {
			assert.equal(workspace.getConfiguration('plumbline').get('timeout'), '10m');
		});
	});
}
