import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('a contract in the editor', () => {
	test('is checked by its button, and shows its failures', async () => {
		const { page } = workbench;
		await person.editor('orders.odcs.yaml').waitFor();
		// Forced: a busy machine draws too seldom for the button to count as at rest.
		await page.locator('.editor-actions a[aria-label^="Check Contract"]').first().click({ force: true });
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

	test('runs one contract', async () => {
		await person.unfold('weather');
		await person.runTest('stations.odcs.yaml');
		await workbench.page.waitForTimeout(2000);
		await person.lookInThemes('tests');
	});
});

test('nothing is asked of any other machine', () => {
	expect(workbench.outside).toEqual([]);
});
