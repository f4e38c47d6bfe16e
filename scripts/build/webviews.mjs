/**
 * The panels, as a browser reads them: an ES module and a style sheet a panel, what they share once, and what is needed
 * later (the reader of Arrow) in files that are loaded then. The icons' font lies beside.
 * @param {string} outdir dist/
 */
export function webviewOptions(outdir) {
	return {
		entryPoints: Object.fromEntries(panels.map((panel) => [panel, `client/webview/${panel}/main.tsx`])),
		outdir: `${outdir}/webview`,
		format: 'esm',
		splitting: true,
		chunkNames: 'chunks/[name]-[hash]',
		assetNames: '[name]',
		loader: { '.ttf': 'file' },
		platform: 'browser',
		target: ['chrome128', 'es2023'],
		mainFields: ['browser', 'module', 'main'],
		conditions: ['browser', 'import'],
		jsx: 'automatic',
		jsxImportSource: 'preact',
		minify: true,
		write: true,
	};
}

const panels = ['results', 'sample'];
