import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const dist = join(import.meta.dirname, '..', '..', '..', 'dist');

/** Loads and activates the built extension with an editor in which every call does nothing, and prints what that took. */
const program = `
const Module = require('node:module');
const anything = new Proxy(function () {}, {
	get: (target, key) => (key === Symbol.iterator ? function* () {} : key === 'prototype' ? target.prototype : key === 'then' ? undefined : anything),
	apply: () => anything,
	construct: () => anything,
});
const nothing = { dispose() {} };
const disposable = class { static from() { return nothing; } dispose() {} };
const emitter = class { event() { return nothing; } fire() {} dispose() {} };
const own = { Disposable: disposable, EventEmitter: emitter, workspace: new Proxy({ textDocuments: [], isTrusted: true }, { get: (target, key) => target[key] ?? anything }) };
const vscode = new Proxy(own, { get: (target, key) => target[key] ?? anything });
const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));
const before = process.cpuUsage();
const subscriptions = [];
require(${JSON.stringify(join(dist, 'extension.js'))}).activate({ subscriptions, extensionPath: '/', asAbsolutePath: (path) => path, extensionUri: anything });
const { user, system } = process.cpuUsage(before);
const durationMs = (user + system) / 1_000;
console.log(JSON.stringify({ durationMs, subscriptions: subscriptions.length, loaded: Object.keys(require.cache) }));
process.exit();
`;

test('activation takes less than 50 ms of the processor and loads nothing of the protocol', () => {
	const runs = Array.from({ length: 5 }, () => {
		const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
		expect(stderr).toBe('');
		return JSON.parse(stdout) as { durationMs: number; subscriptions: number; loaded: string[] };
	});
	expect(Math.min(...runs.map(({ durationMs }) => durationMs))).toBeLessThan(50);
	expect(runs[0]!.subscriptions).toBeGreaterThan(5);
	expect(runs[0]!.loaded.filter((file) => /languageClient/.test(file))).toEqual([]);
});
