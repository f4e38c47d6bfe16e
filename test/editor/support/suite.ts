import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleInside } from './bundleInside.ts';
import { runOnDesktop } from './desktop.ts';
import { programs } from './programs.ts';
import { faultOf, type SuiteRun, testsOf } from './suiteRun.ts';
import { openWorkbench, type WorkbenchOptions } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const withinMs = 150_000;

/**
 * Runs `inside/<name>.ts` in the extension host of a workbench and makes each of its tests one of the calling file.
 * @param least tests that must have run
 */
export async function runInside(name: string, least: number, options: Omit<WorkbenchOptions, 'extension' | 'suite'>): Promise<void> {
	const suite = await bundleInside(name);
	const workbench = await openWorkbench({ ...options, extension: { folder: programs.extension }, suite });
	const timer = new Promise<number>((resolve) => setTimeout(resolve, withinMs, -3).unref());
	const code = await Promise.race([workbench.suiteCode, timer]);
	const { runId } = workbench;
	const run = { runId, code, report: workbench.sentinel(), log: workbench.log() };
	await workbench.page.screenshot({ path: join(root, 'test', 'editor', 'screenshots', `suite-${name}.png`) }).catch(() => {});
	await workbench.close();
	declareTests(name, run, least);
	test(`${name}: the editor asked nothing of any other machine`, () => {
		expect(workbench.outside).toEqual([]);
	});
}

/** The same in VS Code's desktop build. */
export async function runOnDesk(name: string, least: number, { open, trusted }: { open: string; trusted: boolean }): Promise<void> {
	const { desktop, extension } = programs;
	if (desktop === undefined) throw new Error('There is no desktop build of VS Code here: `npm run test:editor` says why.');
	const suite = await bundleInside(name);
	declareTests(`desktop, ${name}`, await runOnDesktop({ command: desktop, extension, suite, open, trusted, withinMs }), least);
}

function declareTests(name: string, run: SuiteRun, least: number): void {
	test(`${name}: the suite ran to its end`, () => {
		expect(faultOf(run, least)).toBeUndefined();
	});
	for (const { title, failure, skipped } of testsOf(run)) {
		test.skipIf(skipped)(`${name}: ${title}`, () => {
			if (failure !== undefined) {
				throw new Error(failure);
			}
		});
	}
}
