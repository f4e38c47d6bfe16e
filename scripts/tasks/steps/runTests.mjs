import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../paths.mjs';

/**
 * Runs vitest, its own report shown as it goes.
 * @param {string[]} filters parts of file names
 * @param {Record<string, string>} env what its processes get beside the environment
 * @returns {Promise<{ passed: number; failed: number; skipped: string[]; failedFiles: string[]; passedElsewhere: number }>} tests,
 * and the files that have failed ones, with how many passed in all other files; a file that does not even load, and a
 * run that ends badly without naming a test, count as one failure
 */
export async function runTests(filters, env = {}) {
	const report = join(root, '.cache', 'tests.json');
	await rm(report, { force: true });
	const code = await vitest([...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], env);
	const { testResults = [] } = await readFile(report, 'utf8').then(JSON.parse, () => ({}));
	const tests = testResults.flatMap((file) => file.assertionResults);
	const count = (status) => tests.filter((test) => test.status === status).length;
	const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
	const failed = count('failed') + unloaded;
	const isFailed = (file) => file.status === 'failed';
	return {
		failedFiles: testResults.filter(isFailed).map((file) => file.name),
		passedElsewhere: testResults
			.filter((file) => !isFailed(file))
			.flatMap((file) => file.assertionResults)
			.filter((test) => test.status === 'passed').length,
		passed: count('passed'),
		failed: failed === 0 && (code !== 0 || tests.length === 0) ? 1 : failed,
		skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
	};
}

function vitest(args, env) {
	const program = join(root, 'node_modules', 'vitest', 'vitest.mjs');
	const child = spawn(process.execPath, [program, 'run', ...args], {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: 'inherit',
	});
	return new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
}
