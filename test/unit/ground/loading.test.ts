import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
let folder: string;
let bundle: { readonly [file: string]: readonly string[] };

beforeAll(() => {
	if (!existsSync(join(root, 'dist/cli.js'))) {
		spawnSync(process.execPath, [join(root, 'scripts/build.mjs')]);
	}
	bundle = JSON.parse(readFileSync(join(root, '.cache/bundle.json'), 'utf8'));
	folder = mkdtempSync(join(tmpdir(), 'plumbline-loading-'));
	// Told at the end of the process, the only time when all is loaded that will be.
	writeFileSync(
		join(folder, 'report.cjs'),
		"process.on('exit', () => require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify(Object.keys(require.cache))));",
	);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('--help and --version read the table of commands, no library and no part of the standard', () => {
	for (const option of ['--help', '--version']) {
		const { packages, sources } = loadedBy(option);
		expect(packages, option).toEqual([]);
		expect(sources.filter((source) => /server\/src\/(engine|data|checks)\//.test(source))).toEqual([]);
	}
});

test('lint reads YAML, and no database', () => {
	const { packages, sources } = loadedBy('lint', 'examples/penguins.odcs.yaml');
	expect(packages).toContain('yaml');
	expect(packages.filter((name) => /duckdb|arrow|zod/.test(name))).toEqual([]);
	expect(sources.filter((source) => /server\/src\/(engine\/duckdb|checks\/measure)\//.test(source))).toEqual([]);
});

test('no file of the bundle holds zod', () => {
	expect(
		Object.values(bundle)
			.flat()
			.filter((source) => source.includes('node_modules/zod/')),
	).toEqual([]);
});

/** Runs the built command and says which of our sources, and which packages, were in the files that it loaded. */
function loadedBy(...args: string[]): { sources: string[]; packages: string[] } {
	const report = join(folder, 'loaded.json');
	const { status, stderr } = spawnSync(process.execPath, ['--require', join(folder, 'report.cjs'), 'dist/cli.js', ...args], {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, LOADED: report },
	});
	expect(status, stderr).toBe(0);
	const files: string[] = JSON.parse(readFileSync(report, 'utf8'));
	const within = files.map((file) => relative(join(root, 'dist'), file).replaceAll('\\', '/'));
	expect(within).toContain('cli.js');
	const sources = within.flatMap((file) => bundle[file] ?? []);
	const packages = [...sources, ...within].map((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1]);
	return { sources, packages: [...new Set(packages)].filter((name) => name !== undefined).sort() };
}
