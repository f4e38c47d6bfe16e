import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../paths.mjs';

/** Of the project's own files: what the extension consists of, beside its manifest. Whoever adds here makes it larger. */
const ours = [
	'dist',
	'docs/rules',
	'syntaxes',
	'client/media',
	'client/sample',
	'client/snippets',
	'language-configuration.json',
	'CHANGELOG.md',
	'LICENSE',
];

/** What a browser makes use of. */
const oursInBrowsers = ours.map((path) => (path === 'dist' ? 'dist/web' : path)).filter((path) => path !== 'client/sample');

/**
 * Puts the extension for a target together in a folder: ours, and of node_modules only what cannot be bundled, DuckDB's
 * binary and what loads it. A browser gets the part that reads texts alone.
 * @param {string} folder made anew
 * @param {string} target in VS Code's words, e.g. `linux-x64`, `web`
 */
export function stage(folder, target) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const isWeb = target === 'web';
	for (const path of isWeb ? oursInBrowsers : ours) {
		copy(path, folder);
	}
	// What one reads who looks at the extension in a gallery. Links are those of the root, where it stands in the package.
	const readme = readFileSync(join(root, 'client', 'README.md'), 'utf8');
	writeFileSync(join(folder, 'README.md'), readme.replaceAll('](../', ']('));
	const native = isWeb ? [] : nativePackages(target);
	for (const name of native) {
		copy(join('node_modules', name), folder, (path) => !/\.(d\.ts|md|map)$/.test(path));
	}
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const { scripts, devDependencies, dependencies, bin, files, private: _, ...kept } = manifest;
	writeFileSync(
		join(folder, 'package.json'),
		`${JSON.stringify(isWeb ? webManifest(kept) : desktopManifest(kept, native), undefined, '\t')}\n`,
	);
	writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices(native));
}

function desktopManifest(manifest, [bindings]) {
	const { version } = JSON.parse(readFileSync(join(root, 'node_modules', bindings, 'package.json'), 'utf8'));
	return { ...manifest, dependencies: { [bindings]: version } };
}

/** Nothing of Node's to start, and nothing offered that takes a process. */
function webManifest({ main, ...manifest }) {
	const { taskDefinitions, problemMatchers, ...contributes } = manifest.contributes;
	return { ...manifest, contributes };
}

function nativePackages(target) {
	return ['@duckdb/node-bindings', `@duckdb/node-bindings-${target}`, 'detect-libc'];
}

function copy(path, folder, filter = () => true) {
	const from = join(root, path);
	if (!existsSync(from)) {
		throw new Error(
			`${path} belongs to the extension and is not there. For another platform's package, install its @duckdb/node-bindings.`,
		);
	}
	const to = join(folder, path);
	mkdirSync(dirname(to), { recursive: true });
	cpSync(from, to, { recursive: true, dereference: true, filter });
}

/** The licences of all packages that the build took something from, and of those that are shipped as they are. */
function notices(native) {
	const bundled = JSON.parse(readFileSync(join(root, '.cache', 'packages.json'), 'utf8'));
	const texts = [...bundled, ...native.map((name) => `node_modules/${name}`)].map((folder) => {
		const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
		const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
		if (!file) {
			throw new Error(`${folder} has no licence beside it.`);
		}
		return `${name} ${version}\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
	});
	return ['This extension holds the following packages, or parts of them.\n', ...texts].join(`\n${'-'.repeat(80)}\n\n`);
}
