import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const screenshots = join(import.meta.dirname, '..', 'screenshots');

/** What a person does in a workbench: press, click, read, look. */
export class Person {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	editor(name: string): Locator {
		return this.page.locator(`.editor-instance .monaco-editor[data-uri$="${name}"]`);
	}

	/** Runs a command of the palette by its title. */
	async command(title: string): Promise<void> {
		await this.page.keyboard.press('F1');
		const input = this.page.locator('.quick-input-widget input.input').first();
		await input.waitFor();
		await input.fill(`>${title}`);
		const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
		await row.waitFor();
		await row.click();
	}

	async openFile(name: string): Promise<Locator> {
		await this.page.keyboard.press('Control+P');
		const input = this.page.locator('.quick-input-widget input.input').first();
		await input.waitFor();
		await input.fill(name);
		await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().waitFor();
		await this.page.keyboard.press('Enter');
		const editor = this.editor(name);
		await editor.waitFor();
		return editor;
	}

	async look(name: string): Promise<void> {
		mkdirSync(screenshots, { recursive: true });
		await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
	}
}
