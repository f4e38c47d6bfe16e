import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { bundle } from './bundle.mjs';
import { evaluateModule } from './evaluate.mjs';

/**
 * Writes everything in a folder of its own and puts it in place at the end: a build that fails leaves the last good one.
 * What went into which file is left in .cache/bundle.json, for the tests and for who wonders.
 * @returns {Promise<{ files: { path: string; bytes: number }[]; durationMs: number }>}
 */
export async function build() {
	const started = performance.now();
	const staging = join(root, '.cache', `dist.${process.pid}`);
	await mkdir(staging, { recursive: true });
	try {
		const [{ sources, packages }] = await Promise.all([bundle(staging), writeSchemas(join(staging, 'schemas'))]);
		await writeFile(join(root, '.cache', 'bundle.json'), JSON.stringify(sources));
		await writeFile(join(root, '.cache', 'packages.json'), JSON.stringify(packages));
		await rm(dist, { recursive: true, force: true, maxRetries: 3 });
		await rename(staging, dist);
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
	return { files: await filesOf(dist), durationMs: performance.now() - started };
}

const dist = join(root, 'dist');

/** The published JSON Schemas, one a version, from the model that also judges documents: written here, never by hand. */
async function writeSchemas(folder) {
	const contract = join(root, 'server/src/spec/contract');
	const [{ jsonSchemaOf }, { odcsVersions }] = await Promise.all([
		evaluateModule(join(contract, 'jsonSchema.ts')),
		evaluateModule(join(contract, 'versions.ts')),
	]);
	await mkdir(folder, { recursive: true });
	for (const version of odcsVersions) {
		await writeFile(join(folder, `odcs-v${version}.json`), `${JSON.stringify(jsonSchemaOf(version), undefined, '\t')}\n`);
	}
}

async function filesOf(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(files.sort().map(async (path) => ({ path, bytes: (await stat(path)).size })));
}
