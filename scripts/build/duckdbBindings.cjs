// Bundled in place of `@duckdb/node-bindings`, which looks for the C library with 8 ms of modules and then loads one of
// these files. Where the usual one is not to be had, that package decides.
const { existsSync } = require('node:fs');

module.exports = usual() ?? require(['@duckdb', 'node-bindings'].join('/'));

function usual() {
	const { platform, arch } = process;
	if (platform !== 'linux' || existsSync(`/lib/ld-musl-${arch === 'x64' ? 'x86_64' : 'aarch64'}.so.1`)) return undefined;
	try {
		return require(`@duckdb/node-bindings-linux-${arch}/duckdb.node`);
	} catch {
		return undefined;
	}
}
