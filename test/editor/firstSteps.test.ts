import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Person } from './support/person.ts';
import { programs } from './support/programs.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

// The walkthrough from its first step to its last, as someone takes it who has just installed the extension: no folder is open.

let workbench: Workbench;
let person: Person;

beforeAll(async () => {
	workbench = await openWorkbench({ extension: { vsix: programs.vsix }, trusted: true });
	person = new Person(workbench.page);
});

afterAll(() => workbench?.close());

afterEach(async ({ task }) => {
	if (task.result?.state === 'fail') await person?.look(`failed-first-steps-${task.name.replaceAll(/\W+/g, '-')}`);
});

/** Opens a step of the walkthrough, and presses its button. */
async function take(step: string, button: string): Promise<void> {
	const { page } = workbench;
	const walkthrough = page.locator('.gettingStartedContainer');
	const pressed = walkthrough.locator('.monaco-button').filter({ hasText: button }).first();
	await walkthrough.getByText(step).first().click();
	await pressed.waitFor();
	await pressed.click();
}

test('a sample is created where one says, and its folder opened with the walkthrough in it', async () => {
	const { page, workspace } = workbench;
	const parent = join(workspace, 'mine');
	mkdirSync(parent);
	await person.command('Welcome: Open Walkthrough...');
	const walkthrough = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Get started with Plumbline' }).first();
	await walkthrough.click({ force: true });
	await take('Create a contract to try', 'Create Sample Contract');
	const here = page.locator('.quick-input-widget .monaco-button').filter({ hasText: 'Create Sample Here' });
	await here.waitFor();
	// The dialog fills in a folder of its own, which may come after what is written: that must stand, with that folder listed.
	const input = page.locator('.quick-input-widget input.input').first();
	const listed = page.locator('.quick-input-list .monaco-list-row');
	const isThere = async () => {
		if ((await input.inputValue()) !== `${parent}/`) await input.fill(`${parent}/`);
		return (await listed.allTextContents()).every((name) => name.trim().startsWith('..'));
	};
	await listed.first().waitFor();
	await expect.poll(isThere, { timeout: 20_000, interval: 500 }).toBe(true);
	await here.click();
	await page.waitForURL(/folder=.*plumbline-sample/);
	await page.locator('.gettingStartedContainer').getByText('Write, and be told at once').first().waitFor();
	await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'orders.odcs.yaml' }).first().waitFor();
});

test('the contract is opened beside the steps, and checked', async () => {
	await take('Write, and be told at once', 'Open Contract');
	await person.editor('plumbline-sample/orders.odcs.yaml').waitFor();
	await take('Hold it against the data', 'Check Contract');
	await person.lens('24 passed, 5 failed').waitFor();
	await person.look('walkthrough');
});

test('the Test Explorer shows the same', async () => {
	await take('Run rules as tests', 'Open Test Explorer');
	await person.test('orders.odcs.yaml').waitFor();
	await workbench.page.locator('.test-explorer').filter({ hasText: '24/29' }).first().waitFor();
});

test('the command runs in the terminal, and its problems are listed', async () => {
	const { page } = workbench;
	await take('The same in the terminal', 'Run Task');
	await page.locator('.terminal-wrapper').first().waitFor();
	// Those of the check before, and those of the task.
	await page.locator('.pane-composite-part .action-item').filter({ hasText: 'Problems' }).filter({ hasText: '10' }).first().waitFor();
	await person.look('task');
});

test('how long the extension took to start is told by VS Code itself', async () => {
	const { page } = workbench;
	await person.command('Developer: Show Running Extensions');
	const row = page.locator('.runtime-extensions-editor .monaco-list-row').filter({ hasText: 'plumbline' }).first();
	await row.waitFor();
	const words = await row.locator('.activation-time').first().textContent();
	expect(words).toMatch(/\d+ms/);
	console.log(`The extension's start, on this machine as it is now. ${words}`);
});

test('nothing is asked of any other machine', () => {
	expect(workbench.outside).toEqual([]);
});
