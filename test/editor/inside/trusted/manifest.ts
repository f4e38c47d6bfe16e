import assert from 'node:assert/strict';
import { type CodeLens, ConfigurationTarget, commands, extensions, type Uri, window, workspace } from 'vscode';
import { closeAll, file, open, until } from '../support/editor.ts';

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

		it('gives its settings, which work as soon as they are changed, in the folder that they are of', async () => {
			assert.equal(workspace.getConfiguration('plumbline').get('timeout'), '10m');
			const [shop, weather] = [file('shop/customers.odcs.yaml'), file('weather/stations.odcs.yaml')];
			for (const path of ['shop/customers.odcs.yaml', 'weather/stations.odcs.yaml']) await open(path);
			const lenses = async (uri: Uri) => (await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri)).length;
			await until('both have lenses', async () => (await lenses(shop)) > 0 && (await lenses(weather)) > 0);
			const settings = workspace.getConfiguration('plumbline', shop);
			await settings.update('codeLens.enabled', false, ConfigurationTarget.WorkspaceFolder);
			await until('one has none any more', async () => (await lenses(shop)) === 0);
			assert.ok((await lenses(weather)) > 0);
			await settings.update('codeLens.enabled', undefined, ConfigurationTarget.WorkspaceFolder);
			await until('it has them again', async () => (await lenses(shop)) > 0);
		});
	});
}
