import type { Page } from 'playwright-core';
import type { FromSample, ToSample } from '../../client/webview/messages.ts';
import { findChromium, launch } from '../webview/support/browser.ts';
import { type PanelHost, startHost } from '../webview/support/host.ts';
import { workOf } from '../webview/support/look.ts';
import { Runs } from '../webview/support/runs.ts';
import { resultsStates, type States } from '../webview/support/states.ts';
import { type Bench, type BenchRow, median } from './bench.ts';

/** The panels in Chromium: when they stand, and whether they keep up with a hand that scrolls. */
export const bench: Bench = {
	name: 'panels',
	async run({ repetitions, log }) {
		const chromium = findChromium();
		if (chromium === undefined) {
			log('No figures of the panels: there is no Chromium, nor Chrome.');
			return [];
		}
		const runs = new Runs();
		const [browser, states] = await Promise.all([launch(chromium), resultsStates(runs)]);
		const host = await startHost(browser);
		try {
			return [
				...(await painting(host, states, repetitions)),
				...(await manyRules(host, states, repetitions)),
				...(await scrolling(host, runs, repetitions)),
			];
		} finally {
			await host.close();
			await browser.close();
			await runs.close();
		}
	},
};

/** From the first byte of the page to the results that are known, on the screen. */
async function painting(host: PanelHost, states: States, repetitions: number): Promise<BenchRow[]> {
	const painted: number[] = [];
	const empty: number[] = [];
	const work: number[] = [];
	for (let repetition = 0; repetition < repetitions; repetition++) {
		const panel = await host.open('results', { first: states.failed });
		// The second time: VS Code keeps the panel's files, too.
		work.push(
			await workOf(panel.page, async () => {
				await panel.page.reload();
				await panel.page.waitForSelector('.grid-body .grid-row');
			}),
		);
		painted.push(await firstPaint(panel.page));
		await panel.page.goto('data:text/html,<p>nothing</p>');
		empty.push(await firstPaint(panel.page));
		await panel.close();
	}
	return [
		{
			what: 'first paint of a panel',
			figure: median(painted),
			unit: 'ms',
			bound: 150,
			detail: `from its page's first byte; here a page of one word takes ${median(empty).toFixed(0)} ms`,
		},
		{ what: 'work until results that are known stand', figure: median(work), unit: 'ms', bound: 150, detail: 'of the main thread' },
	];
}

/** Milliseconds from the start of the page; it is told a little after it is so. */
async function firstPaint(page: Page): Promise<number> {
	const entry = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`;
	return (await page.waitForFunction(entry)).jsonValue() as Promise<number>;
}

async function manyRules(host: PanelHost, states: States, repetitions: number): Promise<BenchRow[]> {
	const work: number[] = [];
	for (let repetition = 0; repetition < repetitions; repetition++) {
		const { page, close } = await host.open('results');
		await page.evaluate((json) => Object.assign(window, { told: JSON.parse(json) }), JSON.stringify(states['ten-thousand-rules'][0]));
		work.push(
			await workOf(page, async () => {
				// Told without the copy that posting makes, which is no work of the panel's.
				await page.evaluate(`window.dispatchEvent(new MessageEvent('message', { data: window.told }))`);
				await page.waitForSelector('.grid-body .grid-row');
			}),
		);
		await close();
	}
	return [{ what: 'drawing 10,000 rules', figure: median(work), unit: 'ms', bound: 150, detail: 'of the main thread' }];
}

/** Six rows a frame through 3,000,000 rows, whose pages come as they are asked for. */
async function scrolling(host: PanelHost, runs: Runs, repetitions: number): Promise<BenchRow[]> {
	const file = runs.example('flights');
	const intervals: number[] = [];
	const late: number[] = [];
	const work: number[] = [];
	for (let repetition = 0; repetition < repetitions; repetition++) {
		const panel = await host.open('sample', {
			first: [
				{
					kind: 'show',
					sample: { uri: 'file:///flights.odcs.yaml', name: 'flights.odcs.yaml', object: 'flights', trusted: true, rules: [] },
				},
			],
			answer: async (message) => pageOf(message as FromSample, runs, file),
		});
		await panel.page.waitForSelector('.grid-cell:not(:has(.waiting))');
		const still = await frames(panel.page, 0);
		let moving: Frames = still;
		work.push(
			(await workOf(panel.page, async () => {
				moving = await frames(panel.page, 130);
			})) / frameCount,
		);
		// Beside a page that stands still: a machine that draws fewer frames draws fewer of both.
		intervals.push(moving.median / still.median);
		late.push(moving.p95);
		await panel.close();
	}
	return [
		{
			what: 'a frame while 3,000,000 rows are scrolled ÷ a frame at rest',
			figure: median(intervals),
			unit: 'ratio',
			bound: 1.05,
			detail: `95 of 100 frames within ${median(late).toFixed(1)} ms`,
		},
		{
			what: 'work of such a frame',
			figure: median(work),
			unit: 'ms',
			bound: 12,
			detail: 'of the main thread; 60 frames a second leave 16.7 ms',
		},
	];
}

async function pageOf(message: FromSample, runs: Runs, file: string): Promise<ToSample | undefined> {
	if (message.kind !== 'page') return undefined;
	const { request, kind: _, ...params } = message;
	return { kind: 'page', request, page: await runs.rows(file, { object: 'flights', ...params }) };
}

interface Frames {
	/** Milliseconds from one frame to the next. */
	readonly median: number;
	readonly p95: number;
}

const frameCount = 180;

async function frames(page: Page, step: number): Promise<Frames> {
	const intervals = await page.evaluate(scrollFor, { step, count: frameCount });
	const sorted = [...intervals].sort((a, b) => a - b);
	return { median: median(intervals), p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN };
}

/** Runs in the page. */
async function scrollFor({ step, count }: { step: number; count: number }): Promise<number[]> {
	const grid = document.querySelector('.grid');
	const times: number[] = [];
	for (let frame = 0; frame < count; frame++) {
		if (grid) grid.scrollTop += step;
		times.push(await new Promise<number>(requestAnimationFrame));
	}
	return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}
