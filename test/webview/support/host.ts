import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { panelHtml } from '../../../client/src/panels/html.ts';
import type { ThemeName } from './themes.ts';
import { themes } from './themes.ts';

const dist = join(import.meta.dirname, '../../../dist/webview');
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };
const nonce = 'dGhlIG5vbmNl';

export interface PanelHost {
	open(panel: 'results' | 'sample', options?: OpenOptions): Promise<Panel>;
	close(): Promise<void>;
}

export interface OpenOptions {
	readonly theme?: ThemeName;
	readonly width?: number;
	readonly height?: number;
	/** What was kept before a reload. */
	readonly state?: unknown;
	/** Answers what the panel asks for; called in this process. */
	readonly answer?: (message: Record<string, unknown>) => Promise<unknown>;
	/** Posted when the panel is ready. */
	readonly first?: readonly unknown[];
}

export interface Panel {
	readonly page: Page;
	/** What the panel said so far. */
	said(): Promise<Record<string, unknown>[]>;
	/** What it keeps over a reload. */
	kept(): Promise<unknown>;
	tell(...messages: readonly unknown[]): Promise<void>;
	/** Errors and refusals of the page: exceptions, messages of the console, what the policy blocked. */
	readonly problems: string[];
	close(): Promise<void>;
}

/** Serves the built panels as the editor does: the extension's own page, its policy, and a stand-in for VS Code's handle. */
export async function startHost(browser: Browser): Promise<PanelHost> {
	const server = createServer(async (request, response) => {
		const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
		if (path === '/results.html' || path === '/sample.html') {
			const name = path.slice(1, -5);
			const html = panelHtml({ title: name, source: addressOf(server), nonce, script: `/${name}.js`, styles: `/${name}.css` });
			response.setHeader('content-type', 'text/html');
			response.end(html);
			return;
		}
		const body = await readFile(join(dist, path)).catch(() => undefined);
		response.statusCode = body ? 200 : 404;
		response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
		response.end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		open: (panel, options = {}) => open(browser, `${addressOf(server)}/${panel}.html`, options),
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

function addressOf(server: Server): string {
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function open(browser: Browser, url: string, options: OpenOptions): Promise<Panel> {
	const { theme = 'dark', width = 900, height = 640 } = options;
	const { kind, variables } = themes[theme];
	const isForced = theme.startsWith('hc');
	const context = await browser.newContext({
		viewport: { width, height },
		reducedMotion: 'reduce',
		colorScheme: theme.endsWith('light') ? 'light' : 'dark',
		contrast: isForced ? 'more' : 'no-preference',
	});
	const page = await context.newPage();
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
	});
	await page.exposeFunction('askTest', async (message: Record<string, unknown>) => options.answer?.(message));
	await page.addInitScript(
		({ kind, variables, state, first }) => {
			const said: unknown[] = [];
			let kept = state;
			Object.assign(window, {
				panelSaid: said,
				panelKept: () => kept,
				acquireVsCodeApi: () => ({
					postMessage: (message: Record<string, unknown>) => {
						said.push(message);
						if (message.kind === 'ready') for (const each of JSON.parse(first)) window.postMessage(each, '*');
						// The test's own function, which Playwright puts on the window.
						const ask = (window as unknown as { askTest: (message: unknown) => Promise<unknown> }).askTest;
						void ask(message).then((answer) => answer !== undefined && window.postMessage(answer, '*'));
					},
					getState: () => kept,
					setState: (next: unknown) => {
						kept = JSON.parse(JSON.stringify(next));
					},
				}),
			});
			// Before the panel's own script, which is deferred.
			document.addEventListener('readystatechange', () => {
				document.body.classList.add(kind);
				document.body.dataset.vscodeThemeKind = kind;
				for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(`--vscode-${name}`, value);
			});
		},
		{ kind, variables, state: options.state, first: JSON.stringify(options.first ?? []) },
	);
	await page.goto(url);
	await page.waitForFunction('window.panelSaid.length > 0');
	return {
		page,
		problems,
		said: () => page.evaluate('window.panelSaid'),
		kept: () => page.evaluate('window.panelKept()'),
		tell: async (...messages) => {
			await page.evaluate((all) => {
				for (const message of JSON.parse(all)) window.postMessage(message, '*');
			}, JSON.stringify(messages));
			await settled(page);
		},
		close: () => context.close(),
	};
}

/** Two frames later: what was told is drawn. */
export async function settled(page: Page): Promise<void> {
	await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
}
