import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Person } from './support/person.ts';
import { programs } from './support/programs.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

let workbench: Workbench;
let person: Person;

beforeAll(async () => {
	workbench = await openWorkbench({
		// As its users get it.
		extension: { vsix: programs.vsix },
		open: 'shop.code-workspace',
		files: ['shop/orders.odcs.yaml'],
		trusted: true,
		settings: { 'editor.minimap.enabled': false, 'workbench.iconTheme': 'vs-seti' },
	});
	person = new Person(workbench.page);
});

afterAll(() => workbench?.close());

afterEach(async ({ task }) => {
	if (task.result?.state === 'fail') await person?.look(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
});

describe('a contract in the editor', () => {
	test('is checked by its button, and shows its failures', async () => {
		const { page } = workbench;
		await person.lens('Check').waitFor();
		await person.press(page.locator('.editor-actions a[aria-label^="Check Contract"]').first(), person.lens('2 failed'));
		await person.editor('orders.odcs.yaml').locator('.squiggly-error').first().waitFor();
		await person.lookInThemes('contract');
	});

	test('says in a hover what failed', async () => {
		const { page } = workbench;
		await person.editor('orders.odcs.yaml').locator('.squiggly-error').first().hover({ force: true });
		await page.locator('.monaco-hover:not(.hidden)').filter({ hasText: 'rows below 0' }).first().waitFor();
		await person.look('hover');
		await page.keyboard.press('Escape');
	});
});

describe('the Test Explorer', () => {
	test('lists folders, contracts, objects and rules, with the results of the check before', async () => {
		await person.command('Testing: Focus on Test Explorer View');
		await person.test('weather').waitFor();
		await person.unfold('shop');
		await person.unfold('orders.odcs.yaml');
		await person.unfold('orders');
		await person.test('amount: minimum 0').waitFor();
		expect(await person.test('amount: minimum 0').getAttribute('aria-label')).toMatch(/Failed/);
		expect(await person.test('order_id: required').getAttribute('aria-label')).toMatch(/Passed/);
	});

	test('runs one contract, and shows expected beside observed', async () => {
		await person.runTest('orders.odcs.yaml');
		await person.command('View: Toggle Panel Visibility');
		await person.goTo('orders.odcs.yaml', 28);
		await workbench.page.locator('.test-error-content-widget').filter({ hasText: '1 of 5 rows != minimum 0' }).first().waitFor();
		await person.lookInThemes('tests');
	});

	test('is cancelled in the middle of a check', async () => {
		const { page } = workbench;
		await person.runTest('slow.odcs.yaml');
		const cancel = page
			.locator('.pane-header a[aria-label^="Cancel Test Run"], .actions-container a[aria-label^="Cancel Test Run"]')
			.first();
		await cancel.waitFor();
		await page.locator('.statusbar-item').filter({ hasText: 'Checking slow.odcs.yaml' }).first().waitFor();
		await person.look('tests-running');
		await cancel.click({ force: true });
		await cancel.waitFor({ state: 'hidden' });
		await page.locator('.statusbar-item').filter({ hasText: 'Checking slow.odcs.yaml' }).first().waitFor({ state: 'hidden' });
	});
});

describe('the Results panel', () => {
	test('opens from the lens beside the text', async () => {
		const { page } = workbench;
		await person.openFile('orders.odcs.yaml');
		await person.goTo('orders.odcs.yaml', 1);
		const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
		await person.press(person.lens('Results'), panel.getByText('2 of 16 rules fail').first());
		await person.look('results');
	});
});

describe('the first five minutes', () => {
	test('begin with a sample that is created by a command', async () => {
		const { page } = workbench;
		await person.command('Plumbline: Create Sample Contract');
		await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'weather' }).first().click({ force: true });
		await person.editor('plumbline-sample/orders.odcs.yaml').waitFor();
		await person.goTo('plumbline-sample/orders.odcs.yaml', 1);
		await page.keyboard.press('Control+F9');
		await person.lens('5 failed').waitFor();
		await person.look('sample');
	});

	test('are told by a walkthrough', async () => {
		const { page } = workbench;
		await person.command('Welcome: Open Walkthrough...');
		await page
			.locator('.quick-input-list .monaco-list-row')
			.filter({ hasText: 'Get started with Plumbline' })
			.first()
			.click({ force: true });
		await page.locator('.gettingStartedContainer').filter({ hasText: 'Create a contract to try' }).first().waitFor();
		await page.waitForTimeout(500);
		await person.look('walkthrough');
	});
});

test('nothing is asked of any other machine', () => {
	expect(workbench.outside).toEqual([]);
});
