import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Person } from './support/person.ts';
import { programs } from './support/programs.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

// A language server that ends as soon as it starts, until somebody mends it.

let folder: string;
let workbench: Workbench;
let person: Person;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'plumbline-stopped-'));
	mkdirSync(join(folder, 'dist'));
	for (const path of readdirSync(programs.extension)) if (path !== 'dist') symlinkSync(join(programs.extension, path), join(folder, path));
	cpSync(join(programs.extension, 'dist'), join(folder, 'dist'), { recursive: true });
	writeFileSync(join(folder, 'dist', 'server.js'), 'process.exit(1);\n');
	workbench = await openWorkbench({ extension: { folder }, open: 'shop', files: ['shop/orders.odcs.yaml'], trusted: true });
	person = new Person(workbench.page);
});

afterAll(async () => {
	await workbench?.close();
	rmSync(folder, { recursive: true, force: true });
});

afterEach(async ({ task }) => {
	if (task.result?.state === 'fail') await person?.look(`failed-stopped-${task.name.replaceAll(/\W+/g, '-')}`);
});

test('that the language server does not start is said once, with a button that starts it again', async () => {
	const { page } = workbench;
	await page.locator('.statusbar-item .codicon-bell-dot').first().waitFor();
	const messages = page.locator('.notifications-center .notification-list-item-message');
	const bell = page.locator('.statusbar-item[id="status.notifications"]').first();
	await person.press(bell, messages.filter({ hasText: 'language server stopped 5 times in a row' }).first());
	expect(await messages.allTextContents()).toHaveLength(1);
	await person.look('stopped');

	cpSync(join(programs.extension, 'dist', 'server.js'), join(folder, 'dist', 'server.js'));
	// A tooltip may lie over the button.
	await page.mouse.move(640, 300);
	await page.locator('.notifications-center .monaco-button').filter({ hasText: 'Restart' }).first().click();
	await person.lens('Check').waitFor();
});
