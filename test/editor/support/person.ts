import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const themes = [
	['light', 'Light Modern', 'vs'],
	['contrast', 'Dark High Contrast', 'hc-black'],
	['dark', 'Dark Modern', 'vs-dark'],
] as const;

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
		await row.click({ force: true });
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

	lens(words: string): Locator {
		return this.page.locator('.codelens-decoration a').filter({ hasText: words }).first();
	}

	/** Presses a button until it has its effect: one that is drawn anew at that moment takes no click. */
	async press(button: Locator, effect: Locator): Promise<void> {
		for (let attempt = 1; attempt <= 5; attempt++) {
			await button.click({ force: true });
			const done = await effect.waitFor({ timeout: 12_000 }).then(
				() => true,
				() => false,
			);
			if (done) return;
		}
		throw new Error(`Pressed ${button} in vain`);
	}

	/** Presses a key in an editor until a notification says those words: one that comes while focus moves is lost. */
	async pressUntilNotified(name: string, key: string, words: string): Promise<void> {
		for (let attempt = 1; attempt <= 5; attempt++) {
			await this.goTo(name, 1);
			await this.page.keyboard.press(key);
			// Some notification; others may be there too.
			await this.page
				.locator('.statusbar-item .codicon-bell-dot')
				.first()
				.waitFor({ timeout: 10_000 })
				.catch(() => {});
			await this.command('Notifications: Show Notifications');
			const said = this.page.locator('.notifications-center').filter({ hasText: words }).first();
			const done = await said.waitFor({ timeout: 10_000 }).then(
				() => true,
				() => false,
			);
			if (done) return;
			await this.page.keyboard.press('Escape');
		}
		throw new Error(`Pressed ${key} and was not told: ${words}`);
	}

	/** Puts the cursor on a line of an open file, so that it is in view. */
	async goTo(name: string, line: number): Promise<void> {
		await this.editor(name)
			.locator('.view-lines')
			.first()
			.click({ force: true, position: { x: 300, y: 30 } });
		await this.page.keyboard.press('Control+G');
		const input = this.page.locator('.quick-input-widget input.input').first();
		await input.waitFor();
		await input.fill(`:${line}`);
		await this.page.keyboard.press('Enter');
		await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
	}

	/** A row of the Test Explorer. */
	test(label: string): Locator {
		return (
			this.page
				.locator('.test-explorer .monaco-list-row')
				// The time that it took may follow.
				.filter({ hasText: new RegExp(`^${label.replace(/[.*+?()[\]]/g, '\\$&')}\\s*([\\d.]+\\s*m?s)?$`) })
				.first()
		);
	}

	/** Opens a row of the Test Explorer unless it is open, and presses one of its buttons. */
	async unfold(label: string): Promise<void> {
		const row = this.test(label);
		await row.waitFor();
		if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click({ force: true });
	}

	async runTest(label: string): Promise<void> {
		const row = this.test(label);
		await row.hover({ force: true });
		await row.locator('a[aria-label^="Run Test"]').first().click({ force: true });
	}

	background(area: Locator): Promise<string> {
		return area.evaluate((element) => element.ownerDocument.defaultView.getComputedStyle(element).backgroundColor);
	}

	/** Waits for what the Test Explorer says of a rule, e.g. `Failed`. */
	async testIs(label: string, state: string): Promise<void> {
		await this.test(label)
			.and(this.page.locator(`[aria-label*="${state}"]`))
			.waitFor();
	}

	/** Types over what stands on a line behind its indentation, and saves. */
	async rewriteLine(name: string, line: number, text: string): Promise<void> {
		await this.goTo(name, line);
		for (const key of ['End', 'Shift+Home']) await this.page.keyboard.press(key);
		await this.page.keyboard.insertText(text);
		await this.page.keyboard.press('Escape');
		await this.page.keyboard.press('Control+S');
	}

	async look(name: string): Promise<void> {
		mkdirSync(screenshots, { recursive: true });
		await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
	}

	/** The same view in each kind of theme, the dark one last. */
	async lookInThemes(name: string, judge: (kind: string) => Promise<void> = async () => {}): Promise<void> {
		for (const [kind, theme, mark] of themes) {
			await this.command('Preferences: Color Theme');
			await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
			await this.page.locator('.quick-input-widget input.input').first().fill(theme);
			await this.page.keyboard.press('Enter');
			await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
			await this.page.locator(`.monaco-workbench.${mark}`).waitFor();
			await this.page.waitForTimeout(300);
			await this.look(`${name}-${kind}`);
			await judge(kind);
		}
	}
}
