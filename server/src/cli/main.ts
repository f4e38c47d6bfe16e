#!/usr/bin/env node
// Entry of dist/cli.js. Any Node must be able to parse it, so that one too old is told so: nothing newer than 2015 here,
// and nothing imported before the version is known.
const version = process.versions.node.split('.');
const major = Number(version[0]);

if (major < 22 || (major === 22 && Number(version[1]) < 13)) {
	process.stderr.write(
		'plumbline needs Node.js 22.13 or newer, and this is ' +
			process.version +
			' (' +
			process.execPath +
			'). Install a newer one: https://nodejs.org\n',
	);
	process.exitCode = 2;
} else {
	process.getBuiltinModule('node:module').enableCompileCache();
	import('./run.ts').then((module) => module.run());
}
