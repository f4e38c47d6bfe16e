/**
 * `npm run package [-- --target web]`: builds, and packs the extension as `plumbline-<target>.vsix`: for this machine, or
 * for browsers.
 */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build/build.mjs';
import { megabytes } from '../package/contents.mjs';
import { pack, thisMachine } from '../package/pack.mjs';
import { root } from '../paths.mjs';

const target = targetOf(process.argv.slice(2));
if (target === undefined) {
	console.error(`Usage: npm run package [-- --target ${thisMachine}|web]`);
	process.exit(2);
}
await build();
const { path, files, bytes } = await pack(target);
const name = relative(root, path);
const next =
	target === 'web'
		? 'It is for a marketplace: vscode.dev and github.dev load it from there.'
		: `Install it with: code --install-extension ${name}`;
console.log(`${name}: ${files.length} files, ${megabytes(bytes)}. ${next}`);

function targetOf(args) {
	try {
		const { target } = parseArgs({ args, options: { target: { type: 'string', default: thisMachine } } }).values;
		return [thisMachine, 'web'].includes(target) ? target : undefined;
	} catch {
		return undefined;
	}
}
