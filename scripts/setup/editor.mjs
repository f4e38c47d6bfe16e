import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { nodeOfMajor } from './node.mjs';
import { npm } from './npm.mjs';

/** Carries VS Code's own server and workbench. Pinned: what makes it run a suite is internal to VS Code. */
const codeServer = 'code-server@4.139.1';
/** The Node that this code-server asks for under `engines`. */
const nodeMajor = 24;

/**
 * What the tests inside VS Code need, kept in .cache/editor: the workbench from npm, a Node that it runs under, Chromium.
 * @returns {{ node: string; vscode: string; chromium: string }} vscode: the folder of VS Code's server
 * @throws with what is missing and how to get it, where one of them cannot be had
 */
export function ensureEditor() {
	if (process.platform === 'win32') {
		throw new Error('code-server does not run on Windows.');
	}
	const chromium = ensureChromium();
	const node = nodeOfMajor(nodeMajor);
	if (!node) {
		throw new Error(`they need Node ${nodeMajor}, and this is ${process.versions.node}. Run with Node ${nodeMajor}.`);
	}
	return { node, vscode: ensureWorkbench(node), chromium };
}

/** `npm ci` refuses code-server's shrinkwrap, and its own install script compiles what these tests do without. */
function ensureWorkbench(node) {
	const home = join(root, '.cache', 'editor');
	const vscode = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
	const stamp = join(home, '.stamp');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === codeServer) {
		return vscode;
	}
	console.log(`Installing ${codeServer} from npm into .cache/editor, to test the extension in (once, about 400 MB).`);
	rmSync(home, { recursive: true, force: true });
	mkdirSync(home, { recursive: true });
	writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
	npm(node, ['install', '--save-exact', '--ignore-scripts', codeServer], home, { quiet: true });
	npm(node, ['install', '--omit=dev', '--ignore-scripts'], vscode, { quiet: true });
	npm(node, ['install', '--omit=dev', '--ignore-scripts'], join(vscode, 'extensions'), { quiet: true });
	writeFileSync(stamp, codeServer);
	return vscode;
}

function ensureChromium() {
	const found = findChromium();
	if (found) {
		return found;
	}
	if (process.platform === 'linux' && process.getuid?.() === 0 && runs('apt-get', ['--version'])) {
		console.log('Installing Chromium with apt-get, to test the extension in.');
		const install = [...brief, 'install', '-y', '-qq', '--no-install-recommends', 'chromium'];
		runs('apt-get', install, 300_000) || (runs('apt-get', [...brief, 'update', '-qq'], 120_000) && runs('apt-get', install, 300_000));
	}
	const installed = findChromium();
	if (!installed) {
		throw new Error('there is no Chromium or Chrome. Install one, or name its program in CHROMIUM.');
	}
	return installed;
}

function findChromium() {
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
	const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin', '/snap/bin');
	const macs = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
	const candidates = [process.env.CHROMIUM, ...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...macs];
	return candidates.find((program) => program && existsSync(program) && runs(program, ['--version']));
}

/** A mirror that says nothing is not waited for. */
const brief = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::https::Timeout=10'];

function runs(program, args, timeout = 30_000) {
	return spawnSync(program, args, { stdio: 'ignore', timeout, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
}
