/** `npm run build`: writes dist/ (bundles, schemas) and prints what it wrote. Needs node_modules; see setup.mjs. */
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './build/bundle.mjs';
import { evaluateModule } from './build/evaluate.mjs';
import { root } from './paths.mjs';

/**
 * Writes everything beside dist/ first and swaps at the end: a build that fails leaves the last good one in place.
 * @returns {Promise<{ files: { path: string; bytes: number }[]; durationMs: number }>}
 */
export async function build({ outdir = join(root, 'dist') } = {}) {
	const started = performance.now();
	const staging = `${outdir}.${process.pid}.tmp`;
	await rm(staging, { recursive: true, force: true });
	await mkdir(staging, { recursive: true });
	try {
		await Promise.all([bundle(staging), writeSchemas(join(staging, 'schemas'))]);
		await rm(outdir, { recursive: true, force: true });
		await rename(staging, outdir);
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
	return { files: await filesOf(outdir), durationMs: performance.now() - started };
}

/** The published JSON Schemas, from the model that also judges documents: written here, never by hand. */
async function writeSchemas(folder) {
	const { jsonSchemas } = await evaluateModule(join(root, 'server/src/spec/contract/jsonSchema.ts'));
	await mkdir(folder, { recursive: true });
	for (const [name, schema] of Object.entries(jsonSchemas)) {
		await writeFile(join(folder, `${name}.json`), `${JSON.stringify(schema, undefined, '\t')}\n`);
	}
}

async function filesOf(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(files.sort().map(async (path) => ({ path, bytes: (await stat(path)).size })));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const { files, durationMs } = await build();
	for (const { path, bytes } of files) {
		console.log(`${(bytes / 1024).toFixed(1).padStart(9)} KiB  ${path.slice(root.length + 1)}`);
	}
	console.log(`Built ${files.length} files in ${(durationMs / 1000).toFixed(1)} s`);
}
