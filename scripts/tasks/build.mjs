/** `npm run build`: writes dist/ and prints the size of each file. */
import { build } from '../build/build.mjs';
import { root } from '../paths.mjs';

const { files, durationMs } = await build().catch((error) => {
	console.error(error.message);
	process.exit(1);
});
for (const { path, bytes } of files) {
	console.log(`${(bytes / 1024).toFixed(1).padStart(9)} KiB  ${path.slice(root.length + 1)}`);
}
console.log(`Built ${files.length} files in ${(durationMs / 1000).toFixed(1)} s`);
