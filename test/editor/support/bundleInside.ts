import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..', '..');

/** @returns path of `inside/<name>.ts` as one file that the extension host can load; mocha it finds in the project */
export async function bundleInside(name: string, outfile = join(root, '.cache', 'editor-suites', `${name}.js`)): Promise<string> {
	await build({
		entryPoints: [join(root, 'test', 'editor', 'inside', `${name}.ts`)],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node22',
		external: ['vscode', 'mocha'],
		sourcemap: 'inline',
		logLevel: 'silent',
	});
	return outfile;
}
