import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { root } from '../paths.mjs';

/** The same VS Code that `code-server` of `setup/editor.mjs` carries: one suite, one workbench, two ways to show it. */
const version = '1.139.1';

/** How long a network may say nothing. One that is closed mostly refuses at once. */
const patienceMs = 15_000;

/**
 * VS Code as people have it on their desk: what VSCODE_PATH names, else a download of a pinned version (kept in
 * .cache/desktop), else the one that `code` on the PATH starts.
 * @returns {Promise<string[]>} the program, and before it what gives it a display where there is none
 * @throws with the reason, where there is none to be had
 */
export async function ensureDesktop(env = process.env, download = downloaded) {
	const display = displayFor(env);
	if (env.VSCODE_PATH) {
		if (!existsSync(env.VSCODE_PATH)) {
			throw new Error(`VSCODE_PATH names ${env.VSCODE_PATH}, which is not there.`);
		}
		return [...display, executableOf(env.VSCODE_PATH)];
	}
	try {
		return [...display, await download()];
	} catch (error) {
		const installed = commandOnPath(env);
		if (installed) {
			return [...display, installed];
		}
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`VS Code ${version} could not be downloaded (${reason}), and none is installed. VSCODE_PATH may name one.`);
	}
}

/** Electron opens a window, seen or not. */
function displayFor(env) {
	if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) {
		return [];
	}
	const xvfb = find(['xvfb-run'], env);
	if (!xvfb) {
		throw new Error('there is no display, and no xvfb-run to make one. Install xvfb.');
	}
	return [xvfb, '--auto-servernum'];
}

async function downloaded() {
	const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
	const cachePath = join(root, '.cache', 'desktop');
	return downloadAndUnzipVSCode({ version, cachePath, timeout: patienceMs, reporter: announcing() });
}

/** Says once that something large is on its way; the rest is for whoever asked. */
function announcing() {
	let isSaid = false;
	return {
		report({ stage, totalBytes }) {
			if (stage !== 'downloading' || isSaid) {
				return;
			}
			isSaid = true;
			console.log(
				`Downloading VS Code ${version} into .cache/desktop, to test the extension in (once, ${Math.round(totalBytes / 1e6)} MB).`,
			);
		},
		error() {},
	};
}

function commandOnPath(env) {
	const command = find(process.platform === 'win32' ? ['code.cmd'] : ['code'], env);
	if (!command) {
		return undefined;
	}
	const program = executableOf(command);
	// One that only hands on, e.g. to a window on another machine, is no VS Code.
	return program !== command && runs(program) ? program : undefined;
}

/** The command `code` starts VS Code and is gone at once; what it starts lies near it, elsewhere on each platform. */
function executableOf(command) {
	const folder = dirname(realpathSync(command));
	const places = {
		win32: [['..', 'Code.exe']],
		darwin: [
			['..', '..', '..', 'MacOS', 'Code'],
			['..', '..', '..', 'MacOS', 'Electron'],
		],
	}[process.platform] ?? [['..', 'code']];
	const program = places.map((place) => join(folder, ...place)).find((path) => existsSync(path));
	return basename(folder) === 'bin' && program ? program : command;
}

function runs(program) {
	return (
		spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 30_000, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } }).status === 0
	);
}

function find(names, env) {
	const path = env.PATH ?? env.Path ?? '';
	return path
		.split(delimiter)
		.filter(Boolean)
		.flatMap((folder) => names.map((name) => join(folder, name)))
		.find((program) => existsSync(program));
}
