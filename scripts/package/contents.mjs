import { readFileSync } from 'node:fs';

/** What a VSIX may hold, below `extension/`. Anything else is a mistake. */
const everywhere = [
	/^(package\.json|readme\.md|changelog\.md|LICENSE(\.txt)?|THIRD-PARTY-NOTICES\.txt|language-configuration\.json)$/i,
	/^dist\/web\/(extension|server)\.js$/,
	/^docs\/rules\/[\w.-]+\.md$/,
	/^syntaxes\/[\w.-]+\.tmLanguage\.json$/,
	/^client\/media\/([\w.-]+\/)*[\w.-]+\.(svg|png|md)$/,
	/^client\/snippets\/[\w.-]+\.json$/,
];
const onMachines = [
	/^dist\/[\w.-]+\.js$/,
	/^dist\/(chunks|commands|extension)\/[\w.-]+\.js$/,
	/^dist\/schemas\/odcs-v[\d.]+\.json$/,
	/^dist\/webview\/([\w.-]+\/)*[\w.-]+\.(js|css|ttf)$/,
	/^client\/sample\/.*\.(yaml|csv)$/,
	/^node_modules\/@duckdb\/node-bindings\/(duckdb\.js|package\.json|LICENSE)$/,
	/^node_modules\/detect-libc\/(lib\/[\w.-]+\.js|package\.json|LICENSE)$/,
];
const neededEverywhere = [
	'dist/web/extension.js',
	'dist/web/server.js',
	'syntaxes/odcs.tmLanguage.json',
	'client/media/icon.png',
	'readme.md',
	'THIRD-PARTY-NOTICES.txt',
];
const neededOnMachines = [
	'dist/extension.js',
	'dist/server.js',
	'dist/engine.js',
	'dist/cli.js',
	'dist/webview/results.js',
	'client/sample/orders.odcs.yaml',
];

const mebibyte = 1024 * 1024;

/** A browser has no use for what runs in Node, and waits for each byte. */
function boundsOf(target) {
	if (target === 'web') {
		return { allowed: everywhere, needed: neededEverywhere, mostBytes: 2 * mebibyte };
	}
	const bindings = `node_modules/@duckdb/node-bindings-${target}`;
	const native = new RegExp(`^${bindings}/(duckdb\\.node|(lib)?duckdb\\.(so|dylib|dll)|package\\.json|LICENSE)$`);
	return {
		allowed: [...everywhere, ...onMachines, native],
		needed: [...neededEverywhere, ...neededOnMachines, `${bindings}/duckdb.node`],
		mostBytes: 35 * mebibyte,
	};
}

/**
 * @param {string} vsix path
 * @param {string} target in VS Code's words
 * @returns {{ files: string[]; bytes: number }} what it holds
 * @throws where it holds what it should not, lacks what it needs, or is larger than it may be
 */
export function checkContents(vsix, target) {
	const bytes = readFileSync(vsix);
	const files = zipNames(bytes).filter((name) => name.startsWith('extension/') && !name.endsWith('/'));
	const names = files.map((name) => name.slice('extension/'.length));
	const { allowed, needed, mostBytes } = boundsOf(target);
	const strange = names.filter((name) => !allowed.some((pattern) => pattern.test(name)));
	const missing = needed.filter((name) => !names.includes(name));
	const problems = [
		...strange.map((name) => `holds ${name}, which no one allowed`),
		...missing.map((name) => `lacks ${name}`),
		...(bytes.length > mostBytes ? [`is ${megabytes(bytes.length)}, more than ${megabytes(mostBytes)}`] : []),
	];
	if (problems.length > 0) {
		throw new Error(problems.map((problem) => `${vsix} ${problem}`).join('\n'));
	}
	return { files: names, bytes: bytes.length };
}

export function megabytes(bytes) {
	return `${(bytes / mebibyte).toFixed(1)} MiB`;
}

/** Names in the central directory of a ZIP archive. */
function zipNames(bytes) {
	const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const names = [];
	let at = bytes.readUInt32LE(end + 16);
	for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
		const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
		names.push(bytes.toString('utf8', at + 46, at + 46 + name));
		at += 46 + name + extra + comment;
	}
	return names;
}
