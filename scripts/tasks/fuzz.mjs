/**
 * `npm run fuzz [-- --seed N] [--seconds N] [files…]`: random inputs, for as long as each test is told to go on. The seed
 * is of the day unless given, and printed, so that what fails can be run again.
 */
import { parseArgs } from 'node:util';
import { build } from '../build/build.mjs';
import { runTests } from './steps/runTests.mjs';

const { values, positionals } = parseArgs({
	options: { seed: { type: 'string' }, seconds: { type: 'string', default: '60' } },
	allowPositionals: true,
});
const seed = values.seed ?? String(Date.now() % 2 ** 31);
if (![seed, values.seconds].every((number) => /^\d+$/.test(number))) {
	console.error('--seed and --seconds are whole numbers.');
	process.exit(2);
}

await build();
console.log(`Seed ${seed}, ${values.seconds} s a test. The same again: npm run fuzz -- --seed ${seed} --seconds ${values.seconds}`);
const { passed, failed } = await runTests(positionals, { SUITE: 'fuzz', FUZZ_SEED: seed, FUZZ_SECONDS: values.seconds });
console.log(`${passed} passed, ${failed} failed (seed ${seed})`);
process.exitCode = failed > 0 ? 1 : 0;
