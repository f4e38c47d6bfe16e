import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { SuiteReport } from '../support/suiteRun.ts';

/**
 * Runs what `define` declares with mocha, in this process, and writes the report that the runner outside requires.
 * @throws where a test failed, so that VS Code's own exit code says so too
 */
export async function runSuite(define: () => void): Promise<void> {
	const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'min' });
	mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
	define();
	const tests: SuiteReport['tests'][number][] = [];
	// After each test: what ran before the extension host died is worth knowing too.
	const write = (ended: boolean) => {
		const report: SuiteReport = { runId: process.env.SUITE_RUN_ID ?? '', ended, tests };
		writeFileSync(process.env.SUITE_SENTINEL ?? '', JSON.stringify(report));
	};
	const failures = await new Promise<number>((resolve) => {
		const runner = mocha.run(resolve);
		const end = (test: Mocha.Runnable, failure?: string) => {
			const { duration = 0 } = test;
			const title = test.fullTitle();
			tests.push({ title, durationMs: duration, skipped: test.isPending(), ...(failure === undefined ? {} : { failure }) });
			write(false);
		};
		runner.on('pass', (test) => end(test));
		runner.on('pending', (test) => end(test));
		// Of hooks too: what fails before a test is a failure that someone must see.
		runner.on('fail', (test, error: Error) => end(test, error.stack ?? error.message));
	});
	write(true);
	if (failures > 0) {
		throw new Error(`${failures} tests failed`);
	}
}
