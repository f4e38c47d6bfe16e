/** `npm run bench [-- --quick] [--repetitions N] [names…]`: what test/bench/main.ts understands, on a fresh build. */
import { spawnSync } from 'node:child_process';
import { build } from '../build/build.mjs';
import { root } from '../paths.mjs';

await build();
// Node 22 strips types only where it is asked to.
const strip = process.features.typescript ? [] : ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
const flags = [...strip, '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
const { status, signal } = spawnSync(process.execPath, [...flags, 'test/bench/main.ts', ...process.argv.slice(2)], {
	cwd: root,
	stdio: 'inherit',
});
process.exitCode = signal ? 130 : (status ?? 2);
