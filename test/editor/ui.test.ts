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

describe('what a contract is made of', () => {
	/** Colours of the pieces of a line, by their text. */
	const colours = async (text: string): Promise<Record<string, string>> => {
		const line = person.editor('orders.odcs.yaml').locator('.view-line').filter({ hasText: text }).first();
		return line.evaluate((element) => {
			const { defaultView: view } = element.ownerDocument;
			const colours: Record<string, string> = {};
			for (const piece of element.querySelectorAll('span > span')) {
				colours[piece.textContent.replaceAll('\u00a0', ' ').trim()] = view.getComputedStyle(piece).color;
			}
			return colours;
		});
	};

	test('has its colour: keys, values, references', async () => {
		await person.goTo('orders.odcs.yaml', 24);
		await expect.poll(async () => (await colours('- to:')).number, { timeout: 15_000 }).toBeDefined();
		const [reference, minimum] = [await colours('- to:'), await colours('minimum:')];
		const [key, name, value] = [reference.to, reference.number, minimum['0']];
		expect(new Set([key, name, value]).size, JSON.stringify({ reference, minimum })).toBe(3);
	});

	test('is renamed in all files that name it, and shown before it is done', async () => {
		const { page } = workbench;
		await person.openFile('customers.odcs.yaml');
		await person.goTo('customers.odcs.yaml', 13);
		await page.keyboard.press('End');
		await page.keyboard.press('F2');
		const input = page.locator('.rename-box input').first();
		await input.waitFor();
		await input.fill('buyers');
		await page.keyboard.press('Control+Enter');
		const preview = page.locator('.bulk-edit-panel');
		await preview.getByText('customers.odcs.yaml').first().waitFor();
		await preview.getByText('orders.odcs.yaml').first().waitFor();
		// Nothing is left out unless somebody says so: two files, with one place each.
		await expect
			.poll(() => preview.locator('.edit-checkbox').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-checked'))))
			.toEqual(['true', 'true', 'true', 'true']);
		await person.look('rename');
		await preview.locator('.monaco-button').filter({ hasText: 'Discard' }).first().click({ force: true });
		await preview.waitFor({ state: 'hidden' });
		await person.command('View: Close Editor');
		await person.editor('orders.odcs.yaml').waitFor();
	});

	test('has the SQL that a rule was held with, which nobody can change', async () => {
		const { page } = workbench;
		await person.goTo('orders.odcs.yaml', 28);
		await page.keyboard.press('End');
		await page.keyboard.press('Control+.');
		const action = page.locator('.action-widget .monaco-list-row').filter({ hasText: "Explain this rule's SQL" }).first();
		await action.waitFor();
		await action.click({ force: true });
		const sql = page.locator('.monaco-editor[data-uri^="plumbline-sql:"]').first();
		const text = sql.locator('.view-lines').first();
		await text.filter({ hasText: /SELECT/i }).waitFor();
		await person.look('sql');
		await text.click({ force: true });
		const before = await text.textContent();
		await page.keyboard.type('zzz');
		await page.locator('.monaco-editor-overlaymessage').filter({ hasText: 'read-only' }).waitFor();
		expect(await text.textContent()).toBe(before);
		await page.keyboard.press('Escape');
		await person.command('View: Close Editor');
		await sql.waitFor({ state: 'hidden' });
	});
});

describe('the Test Explorer', () => {
	test('lists folders, contracts, objects and rules, with the results of the check before', async () => {
		await person.command('Testing: Focus on Test Explorer View');
		await person.test('weather').waitFor();
		await person.unfold('shop');
		// Its name does not say that it is one.
		await person.test('returns.yaml').waitFor();
		await person.unfold('orders.odcs.yaml');
		await person.unfold('orders');
		await person.test('amount: minimum 0').waitFor();
		expect(await person.test('amount: minimum 0').getAttribute('aria-label')).toMatch(/Failed/);
		expect(await person.test('order_id: required').getAttribute('aria-label')).toMatch(/Passed/);
		// Nobody wrote it as a rule.
		expect(await person.test('orders: readable rows').getAttribute('aria-label')).toMatch(/Passed/);
	});

	test('runs one contract, and shows expected beside observed', async () => {
		await person.runTest('orders.odcs.yaml');
		await person.command('View: Toggle Panel Visibility');
		await person.goTo('orders.odcs.yaml', 28);
		await workbench.page.locator('.test-error-content-widget').filter({ hasText: '1 of 5 rows != minimum 0' }).first().waitFor();
		await person.lookInThemes('tests');
	});

	test('runs on save when told to', async () => {
		const toggle = async () => {
			await person.test('orders.odcs.yaml').hover({ force: true });
			await person.test('orders.odcs.yaml').locator('a[aria-label*="Continuous Run"]').first().click({ force: true });
		};
		await toggle();
		await person.rewriteLine('orders.odcs.yaml', 28, 'minimum: -5');
		await person.testIs('amount: minimum -5', 'Passed');
		await person.look('tests-continuous');
		await person.rewriteLine('orders.odcs.yaml', 28, 'minimum: 0');
		await person.testIs('amount: minimum 0', 'Failed');
		await toggle();
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
	test('opens from the lens beside the text, in the colours of the theme', async () => {
		const { page } = workbench;
		await person.openFile('orders.odcs.yaml');
		await person.goTo('orders.odcs.yaml', 1);
		const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
		await person.press(person.lens('Results'), panel.getByText('2 of 16 rules fail').first());
		for (const words of ['orders.amount', 'minimum 0', 'orders.status', 'invalidValues must be 0']) {
			await panel.getByText(words, { exact: true }).first().waitFor();
		}
		const seen = new Set<string>();
		await person.lookInThemes('results', async () => {
			const background = await person.background(panel.locator('body'));
			const ours = page.locator('.monaco-workbench .editor-instance .monaco-editor .monaco-editor-background').first();
			expect(background).toBe(await person.background(ours));
			seen.add(background);
		});
		expect(seen.size).toBe(3);
	});
});

describe('results', () => {
	test('are there again when the window is reloaded, without a check', async () => {
		const { page } = workbench;
		await page.reload();
		await page.locator('.monaco-workbench').waitFor();
		await person.openFile('orders.odcs.yaml');
		await person.goTo('orders.odcs.yaml', 1);
		await person.lens('14 passed, 2 failed').waitFor();
		await person.command('Testing: Focus on Test Explorer View');
		await person.test('weather').waitFor();
		for (const row of ['shop', 'orders.odcs.yaml', 'orders']) await person.unfold(row);
		await person.testIs('amount: minimum 0', 'Failed');
		await person.testIs('order_id: required', 'Passed');
		await person.look('reloaded');
	});
});

describe('a sample', () => {
	test('is created by a command in a folder that is open', async () => {
		const { page } = workbench;
		await person.command('Plumbline: Create Sample Contract');
		await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'weather' }).first().click({ force: true });
		await person.editor('plumbline-sample/orders.odcs.yaml').waitFor();
		await person.goTo('plumbline-sample/orders.odcs.yaml', 1);
		await page.keyboard.press('Control+F9');
		await person.lens('5 failed').waitFor();
		await person.look('sample');
	});
});

test('nothing is asked of any other machine', () => {
	expect(workbench.outside).toEqual([]);
});
