import { inlineData } from './inlineData.mjs';

/**
 * The extension as a browser runs it, each program one file: CommonJS for VS Code's web host, a classic script for the
 * worker that it starts. A module of Node's is not to be had there: an import of one ends the build with its place.
 * @param {string} outdir dist/
 */
export function webOptions(outdir) {
	const common = {
		platform: 'browser',
		target: ['chrome128', 'firefox128', 'safari17', 'es2023'],
		mainFields: ['browser', 'module', 'main'],
		conditions: ['browser', 'import'],
		minify: true,
		write: true,
	};
	return [
		{
			...common,
			entryPoints: { 'web/extension': 'client/src/web/extension.ts' },
			outdir,
			format: 'cjs',
			external: ['vscode'],
		},
		{
			...common,
			entryPoints: { 'web/server': 'server/src/protocol/webMain.ts' },
			outdir,
			format: 'iife',
			plugins: [inlineData(/[\\/]spec[\\/]contract[\\/]shapes\.ts$/)],
		},
	];
}
