import type { FrameLocator } from 'playwright-core';
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
		trusted: true,
		settings: { 'editor.minimap.enabled': false },
		viewport: { width: 1600, height: 800 },
	});
	person = new Person(workbench.page);
});

afterAll(() => workbench?.close());

afterEach(async ({ task }) => {
	if (task.result?.state === 'fail') await person?.look(`failed-${task.name.replaceAll(/\W+/g, '-')}`);
});

const panel = (): FrameLocator => workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
const firstRow = () => panel().locator('.grid-body .grid-row').first();
const top = () =>
	panel()
		.locator('.grid')
		.evaluate((grid) => grid.scrollTop);

/** What the window would bring back now: of all that it keeps, the editors. */
function writtenDown(): Promise<string> {
	return workbench.page.evaluate(`(async () => {
		const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = reject; });
		let kept = '';
		for (const { name } of await indexedDB.databases()) {
			if (!name.startsWith('vscode-web-state-db-')) continue;
			const database = await done(indexedDB.open(name));
			const store = database.transaction('ItemTable').objectStore('ItemTable');
			kept += (await done(store.get('memento/workbench.parts.editor'))) ?? '';
			database.close();
		}
		return kept;
	})()`);
}

test('a window that is reloaded brings its panel back: the same contract, filter, order, rule and place', async () => {
	const { page } = workbench;
	// Opened by hand: a window that is told by its address what to open brings nothing else back.
	await person.openFile('orders.odcs.yaml');
	await person.lens('Check').waitFor();
	await person.press(page.locator('.editor-actions a[aria-label^="Check Contract"]').first(), person.lens('2 failed'));
	await person.press(person.lens('Results'), panel().getByText('2 of 16 rules fail').first());
	await panel().locator('.tabs label', { hasText: 'All' }).click();
	await panel().locator('vscode-textfield input').fill('orders');
	await panel().locator('.grid-head button', { hasText: 'Rule' }).click();
	await panel().locator('.grid-body .grid-row', { hasText: 'minimum 0' }).first().click();
	await panel().locator('.details').waitFor();
	await panel()
		.locator('.grid')
		.evaluate((grid) => grid.scrollTo(0, 96));
	await expect.poll(top).toBe(96);
	const before = await firstRow().textContent();
	// A browser's window writes down what it shows now and then, while nothing is going on, and not when it ends.
	await expect.poll(writtenDown, { timeout: 40_000, interval: 500 }).toMatch(/plumbline\.results.*top\\*":96\b/s);

	await page.reload();
	await page.locator('.monaco-workbench').waitFor();
	await panel().getByText('2 of 16 rules fail').first().waitFor();
	await panel().locator('.details').waitFor();
	await person.look('panel-reloaded');
	expect(await panel().locator('.tabs label.chosen').textContent()).toContain('All');
	expect(await panel().locator('vscode-textfield input').inputValue()).toBe('orders');
	expect(await panel().locator('[aria-sort="ascending"]').textContent()).toContain('Rule');
	expect(await panel().locator('.details h2').textContent()).toContain('amount: 1 of 5 rows below 0');
	expect(await firstRow().textContent()).toBe(before);
	await expect.poll(top).toBe(96);
	expect(await page.locator('.tab', { hasText: 'Results: orders.odcs.yaml' }).count()).toBe(1);
});
