import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { settled } from './host.ts';
import { type ThemeName, themes } from './themes.ts';

const folder = join(import.meta.dirname, '../../editor/screenshots/panels');

/** Leaves a picture to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
	await settled(page);
	await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** What axe holds against the page, the serious and the critical. */
export async function faults(page: Page, options: { readonly runOnly?: readonly string[] } = {}): Promise<string[]> {
	if (!(await page.evaluate(`typeof axe === 'object'`))) await page.evaluate(axe.source);
	const { violations } = (await page.evaluate(`axe.run(${JSON.stringify({ resultTypes: ['violations'], ...options })})`)) as {
		violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
	};
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}

/** Another theme, as VS Code changes it under an open panel. */
export async function wear(page: Page, theme: ThemeName): Promise<void> {
	const { kind, variables } = themes[theme];
	await page.evaluate(
		({ kind, variables }) => {
			document.documentElement.removeAttribute('style');
			document.body.className = kind;
			for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(`--vscode-${name}`, value);
		},
		{ kind, variables },
	);
	await settled(page);
}

/**
 * Time that the page's main thread works while something is done: of its own, so that what else the machine does
 * counts for nothing.
 * @returns milliseconds
 */
export async function workOf(page: Page, act: () => Promise<unknown>): Promise<number> {
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	const spent = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
	const before = await spent();
	await act();
	await settled(page);
	const seconds = (await spent()) - before;
	await session.detach();
	return seconds * 1000;
}
