import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Person } from './support/person.ts';
import { programs } from './support/programs.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

let workbench: Workbench;
let person: Person;

beforeAll(async () => {
	workbench = await openWorkbench({
		extension: { vsix: programs.vsix },
		open: 'shop',
		files: ['shop/orders.odcs.yaml'],
		trusted: false,
		settings: { 'editor.minimap.enabled': false },
	});
	person = new Person(workbench.page);
});

afterAll(() => workbench?.close());

afterEach(async ({ task }) => {
	if (task.result?.state === 'fail') await person?.look('failed-trust');
});

test('data is checked once someone has trusted the workspace, and not before', async () => {
	const { page } = workbench;
	const restricted = page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).first();
	await restricted.waitFor();
	// That it is refused is told as a notification.
	await person.press(person.lens('Check'), page.locator('.statusbar-item .codicon-bell-dot').first());
	expect(await person.lens('failed').count()).toBe(0);
	await person.look('restricted');

	await restricted.locator('a').first().click({ force: true });
	const editor = page.locator('.workspace-trust-editor');
	await editor.locator('.monaco-button').filter({ hasText: 'Trust' }).first().click();
	await restricted.waitFor({ state: 'hidden' });
	await page.locator('[class*="modal-editor"] :is(a.codicon-close, a[aria-label^="Close"])').last().click();
	await editor.waitFor({ state: 'hidden' });
	await person.press(person.lens('Check'), person.lens('14 passed, 2 failed'));
	await person.editor('orders.odcs.yaml').locator('.squiggly-error').first().waitFor();
	await person.look('trusted');
});
