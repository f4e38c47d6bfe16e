import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from './support/person.ts';
import { programs } from './support/programs.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

let workbench: Workbench;
let person: Person;

beforeAll(async () => {
	workbench = await openWorkbench({
		extension: programs.extension,
		open: 'shop.code-workspace',
		files: ['shop/orders.odcs.yaml'],
		trusted: true,
		settings: { 'editor.minimap.enabled': false },
	});
	person = new Person(workbench.page);
});

afterAll(() => workbench?.close());

describe('a contract in the editor', () => {
	test('is checked by its button, and shows its failures', async () => {
		const { page } = workbench;
		await person.editor('orders.odcs.yaml').waitFor();
		await page.locator('.editor-actions a[aria-label^="Check Contract"]').first().click();
		await person.editor('orders.odcs.yaml').locator('.squiggly-error').first().waitFor();
		await person.look('contract-dark');
	});

	test('says in a hover what failed', async () => {
		const { page } = workbench;
		await person.editor('orders.odcs.yaml').locator('.squiggly-error').first().hover({ force: true });
		const hover = page.locator('.monaco-hover:not(.hidden)').filter({ hasText: 'rows below 0' });
		await hover.first().waitFor();
		await person.look('hover-dark');
		await page.keyboard.press('Escape');
	});
});

describe('the Test Explorer', () => {
	test('lists folders, contracts, objects and rules, with the results of the check before', async () => {
		const { page } = workbench;
		await person.command('Testing: Focus on Test Explorer View');
		const tree = page.locator('.test-explorer');
		await tree.locator('.monaco-list-row', { hasText: 'shop' }).first().waitFor();
		await tree.locator('.monaco-list-row', { hasText: 'weather' }).first().waitFor();
		await person.look('tests-dark');
	});

	test('runs everything, and is cancelled', async () => {
		const { page } = workbench;
		await person.command('Test: Run All Tests');
		await person.command('Test: Show Running Tests').catch(() => {});
		await person.look('tests-running-dark');
		await person.command('Test: Cancel Test Run');
		await page.locator('.test-explorer').waitFor();
		await person.look('tests-cancelled-dark');
	});
});

test('nothing is asked of any other machine', () => {
	expect(workbench.outside).toEqual([]);
});
