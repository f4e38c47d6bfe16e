import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FromSample, ShownRule, ToSample } from '../../client/webview/messages.ts';
import type { StoredRun } from '../../server/src/shared/messages.ts';
import { findChromium, launch } from './support/browser.ts';
import { type OpenOptions, type Panel, type PanelHost, settled, startHost } from './support/host.ts';
import { faults, picture, wear } from './support/look.ts';
import { Runs } from './support/runs.ts';
import { ordersIn } from './support/states.ts';
import { themeNames } from './support/themes.ts';

const chromium = findChromium();

describe.skipIf(chromium === undefined)(
	'sample rows panel (needs Chromium or Chrome: install one, or name its program in CHROMIUM)',
	() => {
		const runs = new Runs();
		let browser: Browser;
		let host: PanelHost;
		let path: string;
		let run: StoredRun;

		beforeAll(async () => {
			browser = await launch(chromium!);
			host = await startHost(browser);
			path = ordersIn(runs, 6);
			run = await runs.check(path);
		});
		afterAll(async () => {
			await host?.close();
			await browser?.close();
			await runs.close();
		});

		const openRows = async (
			sample: Partial<Extract<ToSample, { kind: 'show' }>['sample']> = {},
			options: OpenOptions = {},
			file = path,
		): Promise<Panel> => {
			const object = sample.object ?? 'orders';
			const panel = await host.open('sample', {
				first: [
					{
						kind: 'show',
						sample: { uri: run.uri, name: `${object}.odcs.yaml`, object, trusted: true, rules: rulesIn(run, object), ...sample },
					},
				],
				answer: async (message) => answerOf(message as FromSample, file, object),
				...options,
			});
			await panel.page.waitForSelector('.grid-cell, .empty, .notice');
			return panel;
		};
		const answerOf = async (message: FromSample, file: string, object: string): Promise<ToSample | undefined> => {
			if (message.kind !== 'page') return undefined;
			const { request, kind: _, ...params } = message;
			try {
				return {
					kind: 'page',
					request,
					page: await runs.rows(file, { object, mark: rulesIn(run, object).map(({ id }) => id), ...params }, run),
				};
			} catch (error) {
				return { kind: 'problem', request, message: (error as Error).message };
			}
		};

		/** Leaves a picture of every theme, wide and narrow, with what axe holds against it. */
		const lookInThemes = async ({ page }: Panel, name: string) => {
			for (const [size, width] of [
				['', 900],
				['-narrow', 320],
			] as const) {
				await page.setViewportSize({ width, height: 640 });
				for (const theme of themeNames) {
					await wear(page, theme);
					await picture(page, `sample-${name}${size}-${theme}`);
					expect(await faults(page, theme === themeNames[0] ? {} : { runOnly: ['color-contrast'] }), `${theme}${size}`).toEqual([]);
				}
				expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBe(width);
			}
			await page.setViewportSize({ width: 900, height: 640 });
		};

		it('shows rows under names, types, nulls and distributions, and marks the cells that break a rule', async () => {
			const panel = await openRows();
			const { page } = panel;
			expect(await page.getAttribute('[role="grid"]', 'aria-rowcount')).toBe('2001');
			// Cells of rows that no result holds are marked too: every negative amount in view.
			await page.waitForSelector('.grid-row[aria-rowindex="12"] .violating[aria-colindex="3"]');
			await lookInThemes(panel, 'rows');
			expect(await page.getAttribute('[role="columnheader"]:has-text("status")', 'title')).toBe(
				'status, VARCHAR, ≈ no null of the first 500 rows, and so the bars',
			);
			expect(await page.textContent('[role="columnheader"]:has-text("status") .column-glimpse')).toBe('≈');
			const marked = page.locator('.grid-cell.violating').first();
			expect(await marked.getAttribute('title')).toBe('Breaks amount minimum 0 (Enter goes to the rule)');
			await marked.click();
			expect(((await panel.said()) as FromSample[]).find(({ kind }) => kind === 'reveal')).toMatchObject({
				range: { start: { line: 23 } },
				focus: false,
			});
			await page.keyboard.press('Enter');
			await vi.waitFor(async () => expect(await panel.said()).toContainEqual(expect.objectContaining({ kind: 'reveal', focus: true })));
			expect(panel.problems).toEqual([]);
			await panel.close();
		});

		it('masks what the contract classifies, says why, and shows it when asked', async () => {
			const panel = await openRows();
			const { page } = panel;
			expect(await page.textContent('[role="columnheader"]:has-text("email")')).toContain('Classified as confidential');
			expect(await page.locator('.grid-cell.masked').first().textContent()).toBe('masked (confidential)');
			await page.click('button:has-text("Show 1 Masked Column")');
			await page.waitForSelector('.grid-cell:has-text("@example.com")');
			expect(await page.locator('.grid-cell.masked').count()).toBe(0);
			await lookInThemes(panel, 'unmasked');
			await panel.close();
		});

		it('shows the rows that break one rule alone', async () => {
			const rule = rulesIn(run, 'orders').find(({ id }) => id.endsWith('minimum'))!;
			const panel = await openRows({ violating: rule.id });
			const { page } = panel;
			await page.waitForSelector('.grid-cell.violating');
			await lookInThemes(panel, 'violating');
			expect(await page.textContent('.head-title .numbers')).toContain('126 failing rows');
			// Of these rows, cells that break another rule are marked as everywhere. In one look: the grid draws as it is moved.
			const look = `(() => {
				const count = (cells) => document.querySelectorAll('.grid-body ' + cells).length;
				return {
					unmarkedRows: count('.grid-row') - count('.grid-cell.violating[aria-colindex="3"]'),
					unmarkedNulls: count('.grid-cell.null') - count('.grid-cell.violating[aria-colindex="5"]'),
				};
			})()`;
			await expect.poll(() => page.evaluate(look), { timeout: 20_000 }).toEqual({ unmarkedRows: 0, unmarkedNulls: 0 });
			await panel.close();
		});

		it('says what went wrong and reads again when asked, and reads nothing in a workspace that is not trusted', async () => {
			const wrong = await openRows({ object: 'nowhere' });
			await wrong.page.waitForSelector('.empty');
			expect(await wrong.page.textContent('.empty')).toContain('The contract has no object "nowhere"');
			expect(await wrong.page.isDisabled('button:has-text("Export")')).toBe(true);
			const asked = async () => ((await wrong.said()) as FromSample[]).filter(({ kind }) => kind === 'page').length;
			const before = await asked();
			await lookInThemes(wrong, 'problem');
			await wrong.page.click('.empty vscode-button');
			await vi.waitFor(async () => expect(await asked()).toBeGreaterThan(before));
			await wrong.close();
			const untrusted = await openRows({ trusted: false });
			await lookInThemes(untrusted, 'untrusted');
			expect(((await untrusted.said()) as FromSample[]).some(({ kind }) => kind === 'page')).toBe(false);
			await untrusted.close();
		});

		it('shows what it has while it reads on, says so, and reads no more when that is cancelled', async () => {
			const held: (() => void)[] = [];
			let isHeld = false;
			const panel = await openRows(
				{},
				{
					answer: async (message) => {
						if (isHeld && message.kind === 'page') await new Promise<void>((resolve) => held.push(resolve));
						return answerOf(message as FromSample, path, 'orders');
					},
				},
			);
			const { page } = panel;
			await page.waitForSelector('.grid-cell.violating');
			isHeld = true;
			await page.evaluate(`document.querySelector('.grid').scrollTop = 33000`);
			await page.waitForSelector('.head-title button:has-text("Cancel")');
			await lookInThemes(panel, 'reading');
			await page.click('.head-title button:has-text("Cancel")');
			await page.waitForSelector('.notice:has-text("Reading was cancelled")');
			const messages = (await panel.said()) as FromSample[];
			const dropped = messages.flatMap((message) => (message.kind === 'drop' ? [message.request] : []));
			const asked = messages.flatMap((message) => (message.kind === 'page' ? [message.request] : []));
			expect(dropped).toContain(asked.at(-1));
			expect(await page.locator('.head-progress vscode-progress-bar').count()).toBe(0);
			isHeld = false;
			for (const release of held) release();
			await page.click('.notice button');
			await page.waitForSelector('.grid-row[aria-rowindex="1510"] .grid-cell:not(:has(.waiting))');
			expect(await page.locator('.notice').count()).toBe(0);
			await panel.close();
		});

		it('shows masked cells where it was scrolled to, not only from the first row on', async () => {
			const panel = await openRows();
			const { page } = panel;
			await page.evaluate(`document.querySelector('.grid').scrollTop = 33000`);
			await page.waitForSelector('.grid-row[aria-rowindex="1510"] .grid-cell.masked');
			await page.click('button:has-text("Show 1 Masked Column")');
			await page.waitForSelector('.grid-row[aria-rowindex="1510"] .grid-cell:has-text("@example.com")');
			await panel.close();
		});

		it('moves from cell to cell with the keys, to the last of three million rows and back', async () => {
			const panel = await openRows({ object: 'flights', rules: [] }, {}, runs.example('flights'));
			const { page } = panel;
			await page.focus('.grid-body [tabindex="0"]');
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Control+End');
			await page.waitForSelector('.grid-row[aria-rowindex="3000001"] .grid-cell:not(:has(.waiting))');
			expect(await page.textContent('.grid-row[aria-rowindex="3000001"] [aria-colindex="1"]')).toBe('3,000,000');
			expect(await page.evaluate(`document.activeElement.closest('.grid-row').getAttribute('aria-rowindex')`)).toBe('3000001');
			expect(await page.locator('.grid-body .grid-row').count()).toBeLessThan(60);
			await page.keyboard.press('ArrowUp');
			await settled(page);
			expect(await page.evaluate(`document.activeElement.closest('.grid-row').getAttribute('aria-rowindex')`)).toBe('3000000');
			await page.keyboard.press('Control+Home');
			await settled(page);
			expect(await page.textContent('.grid-row[aria-rowindex="2"] [aria-colindex="1"]')).toBe('1');
			expect(panel.problems).toEqual([]);
			await panel.close();
		});

		it('comes back after a reload where it was', async () => {
			const panel = await openRows();
			const { page } = panel;
			await page.evaluate(`document.querySelector('.grid').scrollTop = 22000`);
			await page.waitForSelector('.grid-row[aria-rowindex="1010"] .grid-cell:not(:has(.waiting))');
			await page.waitForTimeout(250);
			const state = await panel.kept();
			await panel.close();
			const again = await openRows({}, { state });
			await again.page.waitForSelector('.grid-row[aria-rowindex="1010"] .grid-cell:not(:has(.waiting))');
			expect(await again.page.isVisible('.grid-row[aria-rowindex="1010"]')).toBe(true);
			await again.close();
		});
	},
);

function rulesIn({ results }: StoredRun, object: string): ShownRule[] {
	return results.flatMap(({ result }) =>
		result.object === object && result.failingRows && result.samples
			? [
					{
						id: result.id,
						label: [result.property, result.expected].filter(Boolean).join(' '),
						range: result.location.range,
						failingRows: result.failingRows,
						cells: result.samples.map(({ file, row, line, violating = [] }) => ({
							...(file ? { file } : {}),
							...(row ? { row } : {}),
							...(line ? { line } : {}),
							columns: violating,
						})),
					},
				]
			: [],
	);
}
