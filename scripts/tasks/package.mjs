/** `npm run package`: builds, and packs the extension for this machine as `plumbline-<platform>.vsix`. */
import { relative } from 'node:path';
import { build } from '../build/build.mjs';
import { megabytes } from '../package/contents.mjs';
import { pack } from '../package/pack.mjs';
import { root } from '../paths.mjs';

await build();
const { path, files, bytes } = await pack();
console.log(
	`${relative(root, path)}: ${files.length} files, ${megabytes(bytes)}. Install it with: code --install-extension ${relative(root, path)}`,
);
