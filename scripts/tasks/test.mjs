/**
 * `npm test [-- --keep-going] [files…]`: everything that must hold before a change goes in, quickest first. Stops at the first
 * step that fails, unless told to keep going, and ends with one line that counts the tests.
 */
import { build } from '../build/build.mjs';
import { runEditorTests } from './steps/runEditorTests.mjs';
import { runNode } from './steps/runNode.mjs';
import { runTests } from './steps/runTests.mjs';

const keepGoing = process.argv.includes('--keep-going');
const filters = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));

const steps = [
	['build', async () => describeBuild(await build())],
	['style', () => runNode('@biomejs/biome/bin/biome', ['ci', '--colors=off', '.'])],
	['types', () => Promise.all(['.', 'client/webview'].map((project) => runNode('typescript/bin/tsc', ['-p', project])))],
	['arrows', () => runNode('dependency-cruiser/bin/dependency-cruiser.mjs', ['client', 'server'])],
	['dead code', () => runNode('knip/bin/knip.js', ['--no-progress'])],
];

const failed = [];
for (const [name, run] of steps) {
	const started = performance.now();
	const problem = await run().then(
		() => undefined,
		(error) => error,
	);
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	console.log(`${problem ? '✗' : '✓'} ${name.padEnd(10)} ${seconds.padStart(6)} s`);
	if (problem) {
		console.log(problem.message);
		failed.push(name);
		if (!keepGoing) {
			break;
		}
	}
}

const counts = { passed: 0, failed: 0, skipped: [] };
if (failed.length === 0 || keepGoing) {
	// Files that were named are of the first kind; the others are for `npm run test:editor`.
	for (const run of filters.length > 0 ? [runTests] : [runTests, runEditorTests]) {
		const { passed, failed: broken, skipped } = await run(filters);
		counts.passed += passed;
		counts.failed += broken;
		counts.skipped.push(...skipped);
	}
}
for (const name of counts.skipped) {
	console.log(`Skipped: ${name}`);
}
if (failed.length > 0) {
	console.log(`Failed before the tests: ${failed.join(', ')}.${keepGoing ? '' : ' The tests were not run.'}`);
}
console.log(`${counts.passed} passed, ${counts.failed + failed.length} failed, ${counts.skipped.length} skipped`);
process.exitCode = counts.failed + failed.length > 0 ? 1 : 0;

function describeBuild({ files }) {
	if (files.length === 0) {
		throw new Error('The build wrote nothing.');
	}
}
