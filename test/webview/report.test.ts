import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWith, plumbline } from '../cli/command.ts';
import { findChromium, launch } from './support/browser.ts';
import { faults, picture } from './support/look.ts';

const chromium = findChromium();
const root = join(import.meta.dirname, '../..');

describe.skipIf(chromium === undefined)('the HTML report (needs Chromium or Chrome: install one, or name its program in CHROMIUM)', () => {
	let browser: Browser;

	beforeAll(async () => {
		browser = await launch(chromium!);
	});
	afterAll(() => browser?.close());

	it('shows its verdict in light, in dark and in a narrow window, and asks nobody for anything', async () => {
		const report = join(folderWith({}), 'report.html');
		await plumbline(['check', 'examples/movies.odcs.yaml', '--output', report], { cwd: root });
		const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
		const asked: string[] = [];
		page.on('request', (request) => asked.push(request.url()));
		await page.goto(pathToFileURL(report).toString());
		await page.getByText('5 of 64 rules fail').first().waitFor();
		for (const scheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme: scheme });
			await picture(page, `report-${scheme}`);
			expect(await faults(page), scheme).toEqual([]);
		}
		await page.setViewportSize({ width: 320, height: 640 });
		expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBe(320);
		expect(asked).toEqual([pathToFileURL(report).toString()]);
		await page.close();
	});
});
