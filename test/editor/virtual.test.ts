import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bundleInside } from './support/bundleInside.ts';
import { Person } from './support/person.ts';
import { programs } from './support/programs.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

// A contract in the file system of some other extension, as a repository that was never cloned is one.

const other = mkdtempSync(join(tmpdir(), 'plumbline-memory-'));
let workbench: Workbench;
let person: Person;

beforeAll(async () => {
	await bundleInside('memoryExtension', join(other, 'extension.js'));
	writeFileSync(join(other, 'package.json'), JSON.stringify(manifest));
	workbench = await openWorkbench({
		extension: { vsix: programs.vsix },
		beside: other,
		open: 'shop',
		files: ['shop/orders.odcs.yaml'],
		trusted: true,
		settings: { 'editor.minimap.enabled': false },
	});
	person = new Person(workbench.page);
});

afterAll(async () => {
	await workbench?.close();
	rmSync(other, { recursive: true, force: true });
});

afterEach(async ({ task }) => {
	if (task.result?.state === 'fail') await person?.look(`failed-virtual-${task.name.replaceAll(/\W+/g, '-')}`);
});

test('what is wrong with its text is underlined, and nothing that is right', async () => {
	const { page } = workbench;
	// One of this machine first: extensions are there, and what is not offered below could be.
	await person.lens('Check').waitFor();
	await person.command('Open Elsewhere');
	const editor = person.editor('elsewhere/orders.odcs.yaml');
	await editor.waitFor();
	await person.goTo('elsewhere/orders.odcs.yaml', 1);
	await page.keyboard.press('Home');
	await page.keyboard.type('statuss: active\n');
	await editor.locator('.squiggly-error').first().waitFor();
	// While it was typed more was wrong.
	await expect.poll(() => editor.locator('.squiggly-error, .squiggly-warning').count(), { timeout: 20_000 }).toBe(1);
});

test('no check is offered, and the status item says why', async () => {
	const { page } = workbench;
	expect(await page.locator('.editor-actions a[aria-label^="Check Contract"]').count()).toBe(0);
	expect(await page.locator('.codelens-decoration a').count()).toBe(0);
	await page.locator('.statusbar-item[id^="status.languageStatus"]').first().click({ force: true });
	await page.getByText('Static checks only').first().waitFor();
	await page.getByText('not a file of this machine').first().waitFor();
	await person.look('virtual');
	await page.keyboard.press('Escape');
});

test('a check that is asked for all the same is refused with the reason', async () => {
	const words = 'Only contracts in files of this machine can be checked';
	await person.pressUntilNotified('elsewhere/orders.odcs.yaml', 'Control+F9', words);
});

const manifest = {
	name: 'memory-files',
	publisher: 'nobody',
	version: '1.0.0',
	engines: { vscode: '^1.101.0' },
	main: './extension.js',
	activationEvents: ['onFileSystem:plumbline-memory'],
	contributes: { commands: [{ command: 'memory.open', title: 'Open Elsewhere' }] },
};
