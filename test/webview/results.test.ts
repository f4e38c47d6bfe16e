import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FromResults, ToResults } from '../../client/webview/messages.ts';
import { findChromium, launch } from './support/browser.ts';
import { type OpenOptions, type Panel, type PanelHost, settled, startHost } from './support/host.ts';
import { faults, picture, wear } from './support/look.ts';
import { Runs } from './support/runs.ts';
import { type ResultsState, resultsStates, type States, stateNames } from './support/states.ts';
import { themeNames } from './support/themes.ts';

const chromium = findChromium();

describe.skipIf(chromium === undefined)('results panel (needs Chromium or Chrome: install one, or name its program in CHROMIUM)', () => {
	const runs = new Runs();
	let browser: Browser;
	let host: PanelHost;
	let states: States;

	beforeAll(async () => {
		[browser, states] = await Promise.all([launch(chromium!), resultsStates(runs)]);
		host = await startHost(browser);
	});
	afterAll(async () => {
		await host?.close();
		await browser?.close();
		await runs.close();
	});

	const openState = async (name: ResultsState, options: OpenOptions = {}): Promise<Panel> => {
		const panel = await host.open('results', { first: states[name], ...options });
		await panel.page.waitForSelector('.grid-body .grid-row, .empty');
		return panel;
	};
	const details = async ({ page }: Panel) => {
		await page.click('.grid-body .grid-row');
		await page.waitForSelector('.details');
	};

	it.each(stateNames)('%s: looks as it should in every theme, wide and narrow, and everyone can use it', async (name) => {
		const panel = await openState(name);
		const { page } = panel;
		if (name === 'failed' || name === 'long-name' || name === 'engine-restarted') await details(panel);
		for (const [size, width] of [
			['', 900],
			['-narrow', 320],
		] as const) {
			await page.setViewportSize({ width, height: 640 });
			for (const theme of themeNames) {
				await wear(page, theme);
				await picture(page, `results-${name}${size}-${theme}`);
				// Of another theme, only the colours are others.
				expect(await faults(page, theme === themeNames[0] ? {} : { runOnly: ['color-contrast'] }), `${theme}${size}`).toEqual([]);
			}
			expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBe(width);
		}
		expect(panel.problems).toEqual([]);
		await panel.close();
	});

	it('shows the query, the distribution and the rows of what is selected, however wide it is', async () => {
		const panel = await openState('failed', { width: 960, height: 530, theme: 'light' });
		await details(panel);
		await picture(panel.page, 'results-one-rule-light');
		await panel.page.setViewportSize({ width: 1600, height: 800 });
		await panel.page.click('.sql summary');
		for (const theme of ['dark', 'light'] as const) {
			await wear(panel.page, theme);
			await picture(panel.page, `results-wide-${theme}`);
			expect(await faults(panel.page), theme).toEqual([]);
		}
		expect(await panel.page.textContent('.sql pre')).toMatch(/SELECT/);
		await panel.close();
	});

	it('selects with the keys, shows the line of what is selected, and closes the details with Escape', async () => {
		const panel = await openState('failed');
		const { page } = panel;
		await page.focus('.grid-body [tabindex="0"]');
		await page.keyboard.press('ArrowDown');
		await page.waitForSelector('.details');
		expect(await page.textContent('.details h2')).toContain('status: 84 of 2,000 rows');
		expect(await page.evaluate(`document.activeElement.getAttribute('aria-rowindex')`)).toBe('3');
		await vi.waitFor(async () =>
			expect(said(await panel.said(), 'reveal')).toMatchObject({ focus: false, range: { start: { line: 28 } } }),
		);
		await page.keyboard.press('Enter');
		await vi.waitFor(async () => expect(await panel.said()).toContainEqual(expect.objectContaining({ kind: 'reveal', focus: true })));
		await page.keyboard.press('Escape');
		await page.waitForSelector('.details', { state: 'detached' });
		expect(await page.evaluate(`document.activeElement.getAttribute('aria-rowindex')`)).toBe('3');
		await panel.close();
	});

	it('selects the rule on whose line the cursor stands, and stays where it is on a line without one', async () => {
		const panel = await openState('failed');
		await panel.tell({ kind: 'cursor', line: 37 } satisfies ToResults);
		expect(await panel.page.textContent('.details h2')).toContain('email: 2.55 % of 2,000 rows null');
		await panel.tell({ kind: 'cursor', line: 1 } satisfies ToResults);
		expect(await panel.page.textContent('.details h2')).toContain('email: 2.55 % of 2,000 rows null');
		expect(said(await panel.said(), 'reveal')).toBeUndefined();
		await panel.close();
	});

	it('lists what the tab, the words and the order ask for, and copies just that', async () => {
		const panel = await openState('failed');
		const { page } = panel;
		const subjects = () => page.$$eval('.grid-body .grid-row [aria-colindex="2"]', (cells) => cells.map((cell) => cell.textContent));
		await page.click('.grid-head button:has-text("Found")');
		await settled(page);
		await page.click('.grid-head button:has-text("Found")');
		await settled(page);
		expect(await page.getAttribute('[role="columnheader"]:has-text("Found")', 'aria-sort')).toBe('ascending');
		await page.locator('vscode-textfield input').fill('ORDERS.s');
		await settled(page);
		expect(await subjects()).toEqual(['orders.status']);
		await page.click('.tabs label:has-text("All")');
		await settled(page);
		expect((await subjects()).every((text) => text === 'orders.status')).toBe(true);
		await page.locator('vscode-textfield input').fill('no such rule');
		await page.waitForSelector('.empty');
		expect(await page.textContent('.empty h2')).toBe('No rule matches');
		await page.click('.empty vscode-button');
		await page.click('.tabs label:has-text("Not enforced")');
		await settled(page);
		await page.click('button:has-text("Export")');
		await page.click('[role="menuitem"]:has-text("Copy as CSV")');
		expect(said(await panel.said(), 'copy')?.text.split('\r\n')[1]).toMatch(/^notEnforced,orders,,data\.text,/);
		await panel.close();
	});

	it('follows a check from its start to its end, which is said once, and can cancel it', async () => {
		const panel = await openState('failed');
		const [, running] = states.running as [ToResults, ToResults];
		const run = shownRun(states.failed);
		const top = () => panel.page.evaluate(`document.querySelector('.grid').getBoundingClientRect().top`);
		const before = await top();
		await panel.tell(running);
		expect(await panel.page.textContent('.head-verdict strong')).toBe('Checking… 19 of 21 rules');
		expect(await top(), 'nothing moves').toBe(before);
		// What has arrived stands as it is now, what has not as it was.
		expect(await panel.page.textContent('.verdict-words .quiet')).toBe('2\u00a0failed\u00a0so\u00a0far');
		expect(await panel.page.locator('.grid-body .grid-row.pale').allTextContents()).toEqual([expect.stringContaining('orders.amount')]);
		await panel.page.click('vscode-button:has-text("Cancel")');
		expect(said(await panel.said(), 'cancel')).toBeDefined();
		expect(await panel.page.textContent('[role="status"]')).toBe('');
		await panel.tell({ kind: 'run', state: { state: 'done', uri: run.uri, run } } satisfies ToResults);
		expect(await panel.page.textContent('.head-verdict strong')).toBe('3 of 21 rules fail');
		expect(await panel.page.textContent('[role="status"]')).toBe('Check finished: 3 of 21 rules fail');
		expect(await top(), 'nothing moves').toBe(before);
		await panel.page.click('vscode-button:has-text("Run Again")');
		expect(said(await panel.said(), 'check')).toEqual({ kind: 'check', force: true });
		await panel.close();
	});

	it('lists the results of a first check as they come', async () => {
		const panel = await openState('first-run');
		const [, , arriving] = states.arriving;
		expect(await panel.page.textContent('.empty')).toContain('Results appear here as they come.');
		await panel.tell(arriving);
		const subjects = panel.page.locator('.grid-body .grid-row [aria-colindex="2"]');
		expect(await subjects.allTextContents()).toEqual(['orders.status', 'orders.email']);
		expect(await panel.page.locator('.grid-body .grid-row.pale').count()).toBe(0);
		await panel.tell({ kind: 'run', state: { state: 'cancelled', uri: shownRun(states.failed).uri } } satisfies ToResults);
		expect(await panel.page.textContent('.empty h2'), 'what had come is not kept for a result').toContain('Check orders');
		await panel.close();
	});

	it('comes back after a reload as it was', async () => {
		const panel = await openState('ten-thousand-rules');
		const { page } = panel;
		await page.click('.tabs label:has-text("All")');
		await settled(page);
		await page.focus('.grid-body [tabindex="0"]');
		await page.keyboard.press('End');
		await page.waitForSelector('.details');
		await page.waitForTimeout(250);
		const last = await page.textContent('.details h2');
		const state = await panel.kept();
		await panel.close();
		const again = await openState('ten-thousand-rules', { state });
		await again.page.waitForSelector('.details');
		expect(await again.page.textContent('.details h2')).toBe(last);
		expect(await again.page.isVisible('.grid-row[aria-selected="true"]')).toBe(true);
		expect(await again.page.isChecked('.tabs label:has-text("All") input')).toBe(true);
		await again.close();
	});

	it('has few of 10,000 rules in the page', async () => {
		const panel = await openState('ten-thousand-rules');
		await panel.page.click('.tabs label:has-text("All")');
		await settled(panel.page);
		expect(await panel.page.getAttribute('[role="grid"]', 'aria-rowcount')).toBe('10165');
		expect(await panel.page.locator('.grid-body .grid-row').count()).toBeLessThan(60);
		await panel.close();
	});
});

function said<Kind extends FromResults['kind']>(messages: readonly unknown[], kind: Kind) {
	return (messages as FromResults[]).find((message): message is Extract<FromResults, { kind: Kind }> => message.kind === kind);
}

function shownRun([message]: readonly ToResults[]) {
	if (message?.kind !== 'show' || !message.contract.run) throw new Error('This state shows no results');
	return message.contract.run;
}
