import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { build, formatMessages, transform } from 'esbuild';
import { root } from '../paths.mjs';
import { inlineData } from './inlineData.mjs';
import { webOptions } from './web.mjs';
import { webviewOptions } from './webviews.mjs';

/**
 * Bundles every entry into `outdir`. Node's programs are split as ES modules, so that what several share exists once
 * and each dynamic `import()` becomes a file that is read only when it is reached; each file is then turned into
 * CommonJS, which Node starts faster and caches compiled.
 * @returns {Promise<{ sources: Record<string, string[]>; packages: string[] }>} for each file of Node's programs, the
 * sources that are in it; the folders of all packages that something in `outdir` holds a part of
 */
export async function bundle(outdir) {
	const node = await bundled({
		entryPoints: nodeEntries(),
		outdir,
		format: 'esm',
		splitting: true,
		chunkNames: 'chunks/[name]-[hash]',
		alias: { ...common.alias, '@duckdb/node-bindings': './scripts/build/duckdbBindings.cjs' },
		plugins: [inlineData(/[\\/]spec[\\/]contract[\\/]shapes\.ts$/)],
	});
	refuse(node.metafile, /node_modules\/zod\//, 'zod is needed to build, not to run: import types only, or go through shapes.ts');
	await Promise.all(node.outputFiles.map((file) => writeCommonJs(file, outdir, isCommonJsPackage(file.path, node.metafile))));
	// The extension likewise: what speaks the protocol is read after activation.
	const client = await bundled({
		entryPoints: { extension: 'client/src/extension.ts' },
		outdir,
		format: 'esm',
		splitting: true,
		chunkNames: 'extension/[name]-[hash]',
		external: ['vscode'],
	});
	await Promise.all(client.outputFiles.map((file) => writeCommonJs(file, outdir, isCommonJsPackage(file.path, client.metafile))));
	const webviews = await bundled(webviewOptions(outdir));
	const web = [];
	for (const options of webOptions(outdir)) {
		const result = await bundled(options);
		refuse(result.metafile, /node_modules\/zod\//, 'zod is needed to build, not to run: import types only, or go through shapes.ts');
		web.push(result);
	}
	return { sources: sourcesOf(node.metafile, outdir), packages: packagesOf([node, client, webviews, ...web]) };
}

const common = {
	absWorkingDir: root,
	bundle: true,
	// The same library as ES modules: a quarter faster to load than its sixty CommonJS files.
	alias: { yaml: './node_modules/yaml/browser/index.js' },
	write: false,
	metafile: true,
	platform: 'node',
	target: 'node22',
	mainFields: ['module', 'main'],
	conditions: ['import', 'node'],
	minifySyntax: true,
	minifyWhitespace: true,
	legalComments: 'none',
	logLevel: 'silent',
};

/** @throws one error whose message shows every place that is wrong */
async function bundled(options) {
	try {
		const result = await build({ ...common, ...options });
		for (const message of await formatMessages(result.warnings, { kind: 'warning' })) {
			console.warn(message);
		}
		return result;
	} catch (error) {
		throw error.errors ? new Error((await formatMessages(error.errors, { kind: 'error' })).join('\n')) : error;
	}
}

/** The command; each subcommand, read on demand; the language server; the engine's child process. Those that are there. */
function nodeEntries() {
	const folder = 'server/src/cli/commands';
	const commands = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts')) : [];
	const entries = [
		['cli', 'server/src/cli/main.ts'],
		['server', 'server/src/protocol/main.ts'],
		['engine', 'server/src/engine/duckdb/child.ts'],
		...commands.map((name) => [`commands/${basename(name, '.ts')}`, `${folder}/${name}`]),
	];
	return Object.fromEntries(entries.filter(([, file]) => existsSync(join(root, file))));
}

/** In a bundle `import.meta.dirname` is dist/, whichever file the code landed in; `import.meta.url` is a file of that folder. */
async function writeCommonJs({ path, text }, outdir, ofCommonJsPackage) {
	const dist = relative(dirname(path), outdir) === '' ? '__dirname' : 'distFolder';
	const { code } = await transform(text, {
		format: 'cjs',
		platform: 'node',
		// A Node too old for the rest must still be able to read that it is.
		target: basename(path) === 'cli.js' ? 'es2015' : 'node22',
		minifySyntax: true,
		minifyWhitespace: true,
		// `import()` of one of our files becomes a `require`: Node's loader of ES modules need not start.
		supported: { 'dynamic-import': false },
		define: { 'import.meta.dirname': dist, 'import.meta.url': 'bundleUrl' },
		banner: banner(text, relative(dirname(path), outdir)),
		footer: ofCommonJsPackage ? namedExports : '',
		sourcefile: relative(outdir, path).split(sep).join('/'),
	});
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, code);
}

/** Whether the file is a package in CommonJS that something imports on demand. */
function isCommonJsPackage(path, { inputs, outputs }) {
	const { entryPoint } = outputs[relative(root, path).split(sep).join('/')];
	return entryPoint?.includes('node_modules/') && inputs[entryPoint].format === 'cjs';
}

/** Node gives such an import the names that the package exports; esbuild makes a module of it that has a default alone. */
const namedExports = 'module.exports=Object.assign({},module.exports.default,{default:module.exports.default,__esModule:!0});';

function banner(text, up) {
	return [
		text.includes('import.meta.dirname') && up !== '' ? `const distFolder=require("node:path").join(__dirname,${JSON.stringify(up)});` : '',
		text.includes('import.meta.url')
			? `const bundleUrl=require("node:url").pathToFileURL(require("node:path").join(__dirname,${JSON.stringify(up)},"bundle.js")).href;`
			: '',
	].join('');
}

function refuse(metafile, inputs, reason) {
	for (const [output, sources] of Object.entries(sourcesOf(metafile, root))) {
		const found = sources.find((source) => inputs.test(source));
		if (found) {
			throw new Error(`${output} holds ${found}: ${reason}`);
		}
	}
}

function packagesOf(results) {
	const inputs = results.flatMap(({ metafile }) => Object.values(sourcesOf(metafile, root)).flat());
	return [...new Set(inputs.flatMap((input) => input.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0] ?? []))].sort();
}

function sourcesOf({ outputs }, outdir) {
	return Object.fromEntries(
		Object.entries(outputs).map(([output, { inputs }]) => [
			relative(outdir, join(root, output)).split(sep).join('/'),
			Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0),
		]),
	);
}
