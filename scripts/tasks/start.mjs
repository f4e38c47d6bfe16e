/** `npm start [-- arguments of plumbline check]`: builds, then holds the examples against the data they describe. */
import { spawnSync } from 'node:child_process';
import { build } from '../build/build.mjs';
import { root } from '../paths.mjs';

const { files, durationMs } = await build();
console.log(`Built dist/ (${files.length} files, ${(durationMs / 1000).toFixed(1)} s).`);
const given = process.argv.slice(2);
const args = ['dist/cli.js', 'check', ...(given.length > 0 ? given : ['examples'])];
console.log(`\n$ node ${args.join(' ')}\n`);
const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });

// 1 is the command's word for "rules fail", and in the examples some truly do: the command has done its work.
if (status === 1 && given.length === 0) {
	console.log('\nThe failures above are real: they are defects of the published data, which the comments in examples/ explain.');
	console.log('Next: `node dist/cli.js check --help`, or `node dist/cli.js lint <your contracts>`.');
}
process.exitCode = signal ? 130 : status === 1 ? 0 : (status ?? 2);
