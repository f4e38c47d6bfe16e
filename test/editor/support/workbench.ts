import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { endGroup } from './endGroup.ts';
import { Home } from './home.ts';
import { programs } from './programs.ts';

export interface WorkbenchOptions {
	/**
	 * A folder, run as an extension under development, or a package, installed as a user would; or an address that the
	 * browser itself loads the extension from, to run it in its own extension host.
	 */
	readonly extension: { readonly folder: string } | { readonly vsix: string } | { readonly web: string };
	/** What is opened, below `fixtures`: a folder or a `.code-workspace`; absent: an empty window. */
	readonly open?: string;
	/** Files to open, below `fixtures`. */
	readonly files?: readonly string[];
	/** Whether the workspace is trusted; false: restricted mode. */
	readonly trusted: boolean;
	readonly settings?: Readonly<Record<string, unknown>>;
	/** Folder of another extension that runs beside ours. */
	readonly beside?: string;
	/** A module with `run()`, run in the extension host. */
	readonly suite?: string;
	readonly viewport?: { readonly width: number; readonly height: number };
}

/** VS Code's workbench in a browser, over its own server, with nothing of the user's and nothing left behind. */
export interface Workbench {
	readonly page: Page;
	/** The copy of `fixtures` that is open: tests write in it. */
	readonly workspace: string;
	/** Exit code that the suite ended with; 0 is no proof that it ran. */
	readonly suiteCode: Promise<number>;
	/** What the page asked of hosts other than this machine: nothing, ever. */
	readonly outside: readonly string[];
	/** What the suite wrote, if it came to that. */
	readonly sentinel: () => unknown;
	readonly runId: string;
	/** What the server and the extension host printed. */
	readonly log: () => string;
	close(): Promise<void>;
}

/** Of parts that are compiled when VS Code is installed from npm with its scripts, and that no test needs. */
const noise = /spdlog|native-watchdog|bindings\.js|^ → |^ {4}at .*(code-server|node:internal)/;

export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
	const { workbench: served } = programs;
	if (served === undefined) throw new Error('There is no workbench here: `npm run test:editor` says why.');
	const home = new Home(options.settings);
	const { workspace, runId } = home;
	const port = await freePort();
	const server = startServer(served, port, home, options);
	const printed: string[] = [];
	for (const stream of [server.stdout, server.stderr]) {
		stream?.on('data', (data: Buffer) => printed.push(data.toString()));
	}
	let browser: Browser | undefined;
	const close = async () => {
		await browser?.close().catch(() => {});
		await endGroup(server);
		home.remove();
	};
	try {
		await untilAnswers(port, server, () => printed.join(''));
		browser = await chromium.launch({ executablePath: served.chromium, headless: true, args: chromiumFlags });
		const context = await browser.newContext({
			viewport: options.viewport ?? { width: 1280, height: 800 },
			// This server's pages load extensions by https alone.
			bypassCSP: 'web' in options.extension,
		});
		context.setDefaultTimeout(45_000);
		const page = await context.newPage();
		const outside: string[] = [];
		page.on('request', (request) => {
			const { protocol, hostname, href } = new URL(request.url());
			if (protocol.startsWith('http') && !isLocal(hostname)) {
				outside.push(href);
			}
		});
		page.on('console', (message) => message.type() === 'error' && printed.push(`[console] ${message.text()}\n`));
		page.on('pageerror', (error) => printed.push(`[page] ${error.message}\n`));
		const suiteCode = new Promise<number>((resolve) => {
			void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
			server.on('exit', () => resolve(-1));
			page.on('crash', () => resolve(-2));
		});
		await page.exposeFunction('codeAutomationLog', (kind: string, args: unknown[]) => printed.push(`[${kind}] ${args.join(' ')}\n`));
		if ('web' in options.extension) await addWebExtension(page, options.extension.web);
		await page.goto(address(port, workspace, options));
		await page.waitForSelector('.monaco-workbench');
		return {
			page,
			workspace,
			suiteCode,
			outside,
			runId,
			sentinel: () => home.report(),
			log: () =>
				printed
					.join('')
					.split('\n')
					.filter((line) => !noise.test(line))
					.join('\n'),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

function address(port: number, workspace: string, { open, files = [], extension, beside, suite }: WorkbenchOptions): string {
	const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
	const payload = [
		...('folder' in extension ? [['extensionDevelopmentPath', remote(extension.folder)]] : []),
		...(beside === undefined ? [] : [['extensionDevelopmentPath', remote(beside)]]),
		['skipWelcome', 'true'],
		...(suite === undefined ? [] : [['extensionTestsPath', remote(suite)]]),
		...files.map((file) => ['openFile', remote(join(workspace, file))]),
	];
	const kind = open?.endsWith('.code-workspace') ? 'workspace' : 'folder';
	// That nothing is to be open is a parameter too: without one, the last folder comes back.
	const what = open === undefined ? { ew: 'true' } : { [kind]: join(workspace, open) };
	const query = new URLSearchParams({ ...what, payload: JSON.stringify(payload) });
	return `http://127.0.0.1:${port}/?${query}`;
}

/** Names an extension in the settings that the page of the workbench bears: the server has no option for it. */
async function addWebExtension(page: Page, extension: string): Promise<void> {
	const { host: authority, pathname: path } = new URL(extension);
	// A script as text: this project's types are of Node. It runs when the page is read, and before its own scripts do.
	await page.addInitScript(`document.addEventListener('readystatechange', () => {
		const element = document.getElementById('vscode-workbench-web-configuration');
		if (element === null) return;
		const settings = JSON.parse(element.getAttribute('data-settings'));
		settings.developmentOptions = { ...settings.developmentOptions, extensions: [${JSON.stringify({ scheme: 'http', authority, path })}] };
		element.setAttribute('data-settings', JSON.stringify(settings));
	}, { once: true });`);
}

function startServer(
	served: NonNullable<typeof programs.workbench>,
	port: number,
	{ folder, user, env: own }: Home,
	options: WorkbenchOptions,
): ChildProcess {
	const env: NodeJS.ProcessEnv = { ...own, TMPDIR: folder, EXTENSIONS_GALLERY: '{}' };
	for (const [key, name] of [
		['XDG_DATA_HOME', 'data'],
		['XDG_CONFIG_HOME', 'config'],
		['XDG_CACHE_HOME', 'cache'],
	] as const) {
		env[key] = join(folder, name);
	}
	const main = join(served.vscode, 'out', 'server-main.js');
	const folders = ['--server-data-dir', folder, '--user-data-dir', user, '--extensions-dir', join(folder, 'extensions')];
	if ('vsix' in options.extension) {
		const install = [main, '--accept-server-license-terms', ...folders, '--install-extension', options.extension.vsix];
		const { status, stdout, stderr } = spawnSync(served.node, install, { env, encoding: 'utf8', timeout: 60_000 });
		if (status !== 0) throw new Error(`The package could not be installed.\n${stdout}${stderr}`);
	}
	const args = [
		main,
		...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
		...folders,
		...['--telemetry-level', 'off', '--enable-smoke-test-driver'],
		...(options.trusted ? ['--disable-workspace-trust'] : []),
	];
	// In a group of its own, so that whatever it starts ends with it.
	return spawn(served.node, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
}

const chromiumFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

function isLocal(hostname: string): boolean {
	// The last is no host: a worker of the workbench answers for it, from its own server.
	return hostname === '127.0.0.1' || hostname === 'localhost' || hostname.endsWith('.vscode-resource.vscode-cdn.net');
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
		});
	});
}

async function untilAnswers(port: number, server: ChildProcess, log: () => string): Promise<void> {
	for (const started = Date.now(); Date.now() - started < 30_000; await new Promise((resolve) => setTimeout(resolve, 100))) {
		if (server.exitCode !== null) {
			break;
		}
		const status = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' }).then(
			(response) => response.status,
			() => 0,
		);
		if (status > 0 && status < 500) {
			return;
		}
	}
	throw new Error(`VS Code's server does not answer.\n${log().slice(-2000)}`);
}
