import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../paths.mjs';

/**
 * Runs npm under the given Node, in the project's folder, its output shown. Never through a shell: npm's own JavaScript
 * is run, which also spares Windows its `npm.cmd`.
 * @param {string} node path of the Node to run it with
 * @param {string[]} args
 * @param {string} [folder] to run it in
 * @param {{ quiet?: boolean }} [options] quiet: what it prints is not shown, for what can be done without
 * @throws where npm cannot be found or fails
 */
export function npm(node, args, folder = root, options = {}) {
	const program = npmProgram();
	if (!program) {
		throw new Error('npm was not found beside Node. Run this through npm: `npm start` or `npm test`.');
	}
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
	// npm's own pauses before it tries again are of minutes, on a network that has said no at once.
	const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
	const stdio = options.quiet ? ['ignore', 'ignore', 'pipe'] : 'inherit';
	const { status, error, stderr } = spawnSync(node, [program, ...args, ...quiet, ...patience], { cwd: folder, stdio, encoding: 'utf8' });
	if (error || status !== 0) {
		const [, code] = /^npm (?:error|ERR!) code (\S+)/m.exec(stderr || '') || [];
		throw new Error(
			`npm ${args[0]} failed${error ? `: ${error.message}` : ` (${code || `exit code ${status}`})`}. Is the network reachable?`,
		);
	}
}

/** npm says where it is when it runs a script; otherwise it sits beside Node in one of the usual places. */
function npmProgram() {
	const bin = dirname(process.execPath);
	const candidates = [
		/npm-cli\.[cm]?js$/.test(process.env.npm_execpath || '') ? process.env.npm_execpath : undefined,
		join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(bin, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
	];
	return candidates.find((path) => path !== undefined && existsSync(path));
}
