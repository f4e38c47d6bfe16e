import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** One file that breaks each rule of .dependency-cruiser.cjs, in each way that one module can name another. */
const violations: { [rule: string]: { file: string; text: string } } = {
	'no-circular': { file: 'server/src/spec/circle.ts', text: "import './circleBack.ts';" },
	'not-to-unresolvable': { file: 'server/src/spec/nowhere.ts', text: "import './absent.ts';" },
	'not-to-dev-dep': { file: 'server/src/data/dev.ts', text: "import { build } from 'esbuild'; build({});" },
	'spec-knows-nothing-above': { file: 'server/src/spec/up.ts', text: "import type { T } from '../checks/target.ts'; export type U = T;" },
	'engine-knows-spec-only': { file: 'server/src/engine/up.ts', text: "export * from '../data/target.ts';" },
	'data-knows-engine-and-spec': { file: 'server/src/data/up.ts', text: "export type { T } from '../checks/target.ts';" },
	'checks-know-no-face': { file: 'server/src/checks/up.ts', text: "export const load = () => import('../cli/target.ts');" },
	'checks-and-report-apart': {
		file: 'server/src/checks/side.ts',
		text: "import { type T } from '../report/target.ts'; export type U = T;",
	},
	'report-renders-only': {
		file: 'server/src/report/down.ts',
		text: "import { value } from '../engine/target.ts'; export const v = value;",
	},
	'shared-knows-spec-only': { file: 'server/src/shared/up.ts', text: "import type { T } from '../report/target.ts'; export type U = T;" },
	'client-knows-shared-only': {
		file: 'client/src/deep.ts',
		text: "import type { T } from '../../server/src/spec/target.ts'; export type U = T;",
	},
	'webview-knows-shared-and-report': {
		file: 'client/webview/deep.ts',
		text: "import type { T } from '../../server/src/checks/target.ts'; export type U = T;",
	},
	'language-knows-no-face': {
		file: 'server/src/language/up.ts',
		text: "import { value } from '../protocol/target.ts'; export const v = value;",
	},
	'nothing-imports-the-faces': { file: 'server/src/workspace/up.ts', text: "export { value } from '../cli/target.ts';" },
	'cli-and-protocol-apart': { file: 'server/src/cli/side.ts', text: "import '../protocol/target.ts';" },
	'protocol-and-cli-apart': { file: 'server/src/protocol/side.ts', text: "import '../cli/target.ts';" },
	'duckdb-behind-the-engine': {
		file: 'server/src/checks/duck.ts',
		text: "import type { DuckDBInstance } from '@duckdb/node-api'; export type D = DuckDBInstance;",
	},
	'yaml-behind-spec': { file: 'server/src/spec/rules/yaml.ts', text: "import { parse } from 'yaml'; export const p = parse;" },
	'vscode-in-the-client': { file: 'server/src/language/editor.ts', text: "import type { Uri } from 'vscode'; export type U = Uri;" },
};

const folders = ['spec', 'engine', 'data', 'checks', 'report', 'language', 'workspace', 'shared', 'cli', 'protocol'];
const rules: string[] = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')).forbidden.map(
	(rule: { name: string }) => rule.name,
);
let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'plumbline-arrows-'));
	for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json']) {
		cpSync(join(root, file), join(folder, file));
	}
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	for (const name of folders) {
		write(`server/src/${name}/target.ts`, 'export type T = number; export const value = 1;');
	}
	write('client/src/target.ts', "import type { Uri } from 'vscode'; export type U = Uri;");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a tree that keeps to the arrows passes without a word of warning', () => {
	const { status, stdout, stderr } = cruise('err');
	expect(stdout + stderr).not.toMatch(/error|warn|missing/i);
	expect(status).toBe(0);
});

test('every rule is broken by one of these files', () => {
	expect(Object.keys(violations).sort()).toEqual([...rules].sort());
});

test('every violation is caught', () => {
	for (const { file, text } of Object.values(violations)) {
		write(file, text);
	}
	// The other half of the circle.
	write('server/src/spec/circleBack.ts', "import './circle.ts';");
	const { summary } = JSON.parse(cruise('json').stdout);
	const caught = summary.violations.map(
		(violation: { rule: { name: string }; from: string }) => `${violation.rule.name}: ${violation.from}`,
	);
	expect(caught).toEqual(expect.arrayContaining(Object.entries(violations).map(([rule, { file }]) => `${rule}: ${file}`)));
});

function write(file: string, text: string): void {
	mkdirSync(dirname(join(folder, file)), { recursive: true });
	writeFileSync(join(folder, file), text);
}

function cruise(output: 'json' | 'err'): { status: number | null; stdout: string; stderr: string } {
	const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
	const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--output-type', output, 'client', 'server'], {
		cwd: folder,
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
}
