import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../paths.mjs';

/**
 * Runs vitest, its own report shown as it goes.
 * @param {string[]} args file filters
 * @returns {Promise<{ passed: number; failed: number; skipped: string[] }>} tests; a file that does not even load, and a
 * run that ends badly without naming a test, count as one failure
 */
export async function runTests(args) {
	const report = join(root, '.cache', 'tests.json');
	await rm(report, { force: true });
	const code = await vitest([
		...args.filter((arg) => !arg.startsWith('--')),
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`,
	]);
	const { testResults = [] } = await readFile(report, 'utf8').then(JSON.parse, () => ({}));
	const tests = testResults.flatMap((file) => file.assertionResults);
	const count = (status) => tests.filter((test) => test.status === status).length;
	const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
	const failed = count('failed') + unloaded;
	return {
		passed: count('passed'),
		failed: failed === 0 && (code !== 0 || tests.length === 0) ? 1 : failed,
		skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
	};
}

function vitest(args) {
	const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
	const child = spawn(process.execPath, [program, 'run', ...args], { cwd: root, stdio: 'inherit' });
	return new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
}
