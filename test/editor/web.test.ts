import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Person } from './support/person.ts';
import { programs } from './support/programs.ts';
import { serveFolder, type WebFolder } from './support/webFolder.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

// The browser's own extension host, where there is no Node: what vscode.dev runs, on what it is given there.

let extension: WebFolder;
let workbench: Workbench;
let person: Person;

beforeAll(async () => {
	extension = await serveFolder(programs.webExtension);
	workbench = await openWorkbench({
		extension: { web: extension.address },
		open: 'shop',
		files: ['shop/orders.odcs.yaml'],
		trusted: true,
	});
	person = new Person(workbench.page);
});

afterAll(async () => {
	await workbench?.close();
	await extension?.close();
});

afterEach(async ({ task }) => {
	if (task.result?.state !== 'fail') return;
	await person?.look(`failed-web-${task.name.replaceAll(/\W+/g, '-')}`);
});

test('what is wrong with the text is underlined', async () => {
	const { page } = workbench;
	await person.editor('orders.odcs.yaml').waitFor();
	await person.goTo('orders.odcs.yaml', 1);
	await page.keyboard.press('Home');
	await page.keyboard.type('statuss: active\n');
	await person.editor('orders.odcs.yaml').locator('.squiggly-error, .squiggly-warning').first().waitFor();
	expect(extension.asked).toContain('dist/web/extension.js');
	expect(extension.asked).toContain('dist/web/server.js');
	expect(extension.asked).not.toContain('dist/extension.js');
});

test('no check is offered', async () => {
	const { page } = workbench;
	expect(await page.locator('.editor-actions a[aria-label^="Check Contract"]').count()).toBe(0);
	expect(await page.locator('.codelens-decoration a').count()).toBe(0);
	await page.keyboard.press('F1');
	const input = page.locator('.quick-input-widget input.input').first();
	await input.waitFor();
	await input.fill('>Plumbline');
	await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Show Log' }).first().waitFor();
	const offered = await page.locator('.quick-input-list').textContent();
	expect(offered).toContain('Show Log');
	expect(offered).not.toMatch(/Check Contract|Sample|Results/);
	await page.keyboard.press('Escape');
	await person.look('web');
});

test('a key that would check says why it does not', async () => {
	const { page } = workbench;
	await person.pressUntilNotified('orders.odcs.yaml', 'Control+F9', 'only the text of contracts is checked');
	await person.look('web-check');
	await page.keyboard.press('Escape');
});

test('a contract that is not open is judged too', async () => {
	const { page, workspace } = workbench;
	writeFileSync(
		join(workspace, 'shop', 'closed.odcs.yaml'),
		'apiVersion: v3.1.0\nkind: DataContract\nid: closed\nversion: 1.0.0\nstatuss: active\n',
	);
	await page.keyboard.press('Control+Shift+M');
	await page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'closed.odcs.yaml' }).first().waitFor();
	await person.look('web-problems');
});

test('the status item says so', async () => {
	const { page } = workbench;
	await page.locator('.statusbar-item[id^="status.languageStatus"]').first().click({ force: true });
	await page.getByText('Static checks only').first().waitFor();
});
