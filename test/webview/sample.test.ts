import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromSample, ShownRule, ToSample } from '../../client/webview/messages.ts';
import type { StoredRun } from '../../server/src/shared/messages.ts';
import { findChromium, launch } from './support/browser.ts';
import { type OpenOptions, type Panel, type PanelHost, settled, startHost } from './support/host.ts';
import { faults, picture, wear, workOf } from './support/look.ts';
import { Runs } from './support/runs.ts';
import { ordersIn } from './support/states.ts';

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
				return { kind: 'page', request, page: await runs.rows(file, { object, ...params }, run) };
			} catch (error) {
				return { kind: 'problem', request, message: (error as Error).message };
			}
		};

		it('shows rows under names, types, nulls and distributions, and marks the cells that break a rule', async () => {
			const panel = await openRows();
			const { page } = panel;
			await picture(page, 'sample-rows-dark');
			expect(await faults(page)).toEqual([]);
			expect(await page.getAttribute('[role="grid"]', 'aria-rowcount')).toBe('2001');
			// Cells of rows that no result holds are marked too: every negative amount in view.
			await page.waitForSelector('.grid-row[aria-rowindex="12"] .violating[aria-colindex="3"]');
			const marked = page.locator('.grid-cell.violating').first();
			expect(await marked.getAttribute('title')).toBe('Breaks amount minimum 0');
			await marked.click();
			expect(((await panel.said()) as FromSample[]).find(({ kind }) => kind === 'reveal')).toMatchObject({
				range: { start: { line: 23 } },
			});
			for (const theme of ['light', 'hc-dark', 'hc-light'] as const) {
				await wear(page, theme);
				await picture(page, `sample-rows-${theme}`);
				expect(await faults(page), theme).toEqual([]);
			}
			await page.setViewportSize({ width: 320, height: 640 });
			await picture(page, 'sample-rows-narrow-hc-light');
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
			await picture(page, 'sample-unmasked-dark');
			await panel.close();
		});

		it('shows the rows that break one rule alone', async () => {
			const rule = rulesIn(run, 'orders').find(({ id }) => id.endsWith('minimum'))!;
			const panel = await openRows({ violating: rule.id });
			const { page } = panel;
			await page.waitForSelector('.grid-cell.violating');
			await picture(page, 'sample-violating-dark');
			expect(await page.textContent('.head-title .numbers')).toContain('126 failing rows');
			expect(await page.locator('.grid-body .grid-row').count()).toBe(
				await page.locator('.grid-cell.violating[aria-colindex="3"]').count(),
			);
			await panel.close();
		});

		it('says what went wrong and reads again when asked, and reads nothing in a workspace that is not trusted', async () => {
			const wrong = await openRows({ object: 'nowhere' });
			await wrong.page.waitForSelector('.notice');
			expect(await wrong.page.textContent('.notice')).toContain('The contract has no object "nowhere"');
			await picture(wrong.page, 'sample-problem-dark');
			await wrong.close();
			const untrusted = await openRows({ trusted: false });
			await picture(untrusted.page, 'sample-untrusted-dark');
			expect(((await untrusted.said()) as FromSample[]).some(({ kind }) => kind === 'page')).toBe(false);
			await untrusted.close();
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

		it('scrolls through three million rows with work to spare in each of 60 frames a second', async () => {
			const panel = await openRows({ object: 'flights', rules: [] }, {}, runs.example('flights'));
			const frames = 60;
			const work = (await workOf(panel.page, () => panel.page.evaluate(scrollFor, frames))) / frames;
			console.log(`Scrolling 3,000,000 rows: ${work.toFixed(1)} ms of work a frame`);
			expect(work).toBeLessThan(12);
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

/** Runs in the page: scrolls by some rows a frame. */
async function scrollFor(frames: number): Promise<void> {
	const grid = document.querySelector('.grid')!;
	for (let frame = 0; frame < frames; frame++) {
		grid.scrollTop += 130;
		await new Promise(requestAnimationFrame);
	}
}

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
