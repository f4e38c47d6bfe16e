import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { programs } from './programs.ts';
import { openWorkbench, type WorkbenchOptions } from './workbench.ts';

/** What `inside/run.ts` writes when it is done. */
export interface SuiteReport {
	readonly runId: string;
	/** False: it was cut short. */
	readonly ended: boolean;
	readonly tests: readonly { readonly title: string; readonly durationMs: number; readonly failure?: string; readonly skipped: boolean }[];
}

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * Runs `inside/<name>.ts` in the extension host of a workbench and makes each of its tests one of the calling file.
 * VS Code reports success also where the extension host died or nothing matched: only what the suite itself wrote counts.
 * @param least tests that must have run
 */
export async function runInside(name: string, least: number, options: Omit<WorkbenchOptions, 'extension' | 'suite'>): Promise<void> {
	const suite = await bundleSuite(name);
	const workbench = await openWorkbench({ ...options, extension: { folder: programs.extension }, suite });
	const timer = new Promise<number>((resolve) => setTimeout(resolve, 150_000, -3).unref());
	const code = await Promise.race([workbench.suiteCode, timer]);
	const report = workbench.sentinel() as SuiteReport | undefined;
	const log = workbench.log();
	await workbench.page.screenshot({ path: join(root, 'test', 'editor', 'screenshots', `suite-${name}.png`) }).catch(() => {});
	await workbench.close();

	test(`${name}: the suite ran to its end`, () => {
		expect(report?.runId, `the suite wrote no report (code ${code})\n${log.slice(-4000)}`).toBe(workbench.runId);
		expect(report?.ended, `the suite was cut short (code ${code})\n${log.slice(-4000)}`).toBe(true);
		expect(report?.tests.length).toBeGreaterThanOrEqual(least);
		expect(code).toBe(report?.tests.some(({ failure }) => failure !== undefined) ? 1 : 0);
	});
	test(`${name}: the editor asked nothing of any other machine`, () => {
		expect(workbench.outside).toEqual([]);
	});
	for (const { title, failure, skipped } of report?.tests ?? []) {
		test.skipIf(skipped)(`${name}: ${title}`, () => {
			if (failure !== undefined) {
				throw new Error(failure);
			}
		});
	}
}

/** @returns path of the suite as one file that the extension host can load; mocha it finds in the project */
async function bundleSuite(name: string): Promise<string> {
	const outfile = join(root, '.cache', 'editor-suites', `${name}.js`);
	await build({
		entryPoints: [join(root, 'test', 'editor', 'inside', `${name}.ts`)],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node22',
		external: ['vscode', 'mocha'],
		sourcemap: 'inline',
		logLevel: 'silent',
	});
	return outfile;
}
