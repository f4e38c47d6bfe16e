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
 * @throws where npm cannot be found or fails
 */
export function npm(node, args, folder = root) {
	const program = npmProgram();
	if (!program) {
		throw new Error('npm was not found beside Node. Run this through npm: `npm start` or `npm test`.');
	}
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
	const { status, error } = spawnSync(node, [program, ...args, ...quiet], { cwd: folder, stdio: 'inherit' });
	if (error || status !== 0) {
		throw new Error(`npm ${args[0]} failed${error ? `: ${error.message}` : ` (exit code ${status})`}. Is the network reachable?`);
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
