import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

// @ts-expect-error A script of the build, in JavaScript.
const { checkContents } = await import('../../../scripts/package/contents.mjs');
const folder = mkdtempSync(join(tmpdir(), 'plumbline-vsix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const whole = [
	'package.json',
	'dist/extension.js',
	'dist/server.js',
	'dist/engine.js',
	'dist/cli.js',
	'dist/web/extension.js',
	'dist/web/server.js',
	'dist/webview/results.js',
	'syntaxes/odcs.tmLanguage.json',
	'client/media/icon.png',
	'client/sample/orders.odcs.yaml',
	'readme.md',
	'THIRD-PARTY-NOTICES.txt',
	'node_modules/@duckdb/node-bindings-linux-x64/duckdb.node',
	'node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so',
];

test('a package with what it needs is let through', () => {
	expect(checkContents(vsixOf(whole), 'linux-x64').files).toEqual(whole);
});

test.each([
	['another platform', 'node_modules/@duckdb/node-bindings-darwin-arm64/duckdb.node'],
	['sources', 'server/src/cli/main.ts'],
	['a test', 'test/cli/check.test.ts'],
	['a secret', '.env'],
	['a map', 'dist/extension.js.map'],
	['a foreign package', 'node_modules/left-pad/index.js'],
])('a package with %s in it is refused', (_what, name) => {
	expect(() => checkContents(vsixOf([...whole, name]), 'linux-x64')).toThrow(name);
});

test('a package without the binary, or with that of another platform, is refused', () => {
	expect(() => checkContents(vsixOf(whole.filter((name) => !name.endsWith('.node'))), 'linux-x64')).toThrow('lacks');
	expect(() => checkContents(vsixOf(whole), 'darwin-arm64')).toThrow('lacks');
});

const forBrowsers = [
	'package.json',
	'dist/web/extension.js',
	'dist/web/server.js',
	'syntaxes/odcs.tmLanguage.json',
	'client/media/icon.png',
	'readme.md',
	'THIRD-PARTY-NOTICES.txt',
];

test('a package for browsers needs no binary', () => {
	expect(checkContents(vsixOf(forBrowsers), 'web').files).toEqual(forBrowsers);
	expect(() => checkContents(vsixOf(forBrowsers.filter((name) => !name.includes('server'))), 'web')).toThrow('lacks dist/web/server.js');
});

test.each(whole.filter((name) => !forBrowsers.includes(name)))('a package for browsers with %s in it is refused', (name) => {
	expect(() => checkContents(vsixOf([...forBrowsers, name]), 'web')).toThrow(name);
});

test('a package for browsers is small', () => {
	expect(() => checkContents(vsixOf(forBrowsers, 3 * 1024 * 1024), 'web')).toThrow('more than 2.0 MiB');
});

/** A ZIP archive's directory alone, which is what is looked at. */
function vsixOf(names: readonly string[], fillers = 0): string {
	const entries = names.map((name) => {
		const path = Buffer.from(`extension/${name}`);
		const head = Buffer.alloc(46);
		head.write('PK\x01\x02', 'latin1');
		head.writeUInt16LE(path.length, 28);
		return Buffer.concat([head, path]);
	});
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(names.length, 10);
	end.writeUInt32LE(fillers, 16);
	const file = join(folder, `${names.length}-${Math.random()}.vsix`);
	writeFileSync(file, Buffer.concat([Buffer.alloc(fillers), ...entries, end]));
	return file;
}
