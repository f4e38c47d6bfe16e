import { createRequire } from 'node:module';
import { build } from 'esbuild';

/** Runs one TypeScript module of ours in this process and returns what it exports. */
export async function evaluateModule(file) {
	const { outputFiles } = await build({
		entryPoints: [file],
		bundle: true,
		write: false,
		format: 'cjs',
		platform: 'node',
		target: 'node22',
		packages: 'external',
		logLevel: 'silent',
	});
	const module = { exports: {} };
	new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, createRequire(file));
	return module.exports;
}
