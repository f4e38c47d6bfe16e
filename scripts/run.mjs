/**
 * `node scripts/run.mjs <task> [arguments]`: what `npm start`, `npm test`, `npm run build|package|pictures|fuzz|bench` call.
 * Sets up what the task needs, then runs scripts/tasks/<task>.mjs under a Node that is new enough. This file and the two
 * it imports are all that an old Node ever reads, so they keep to its syntax (Node 14).
 */
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { ensureModules } from './setup/modules.mjs';
import { ensureNode } from './setup/node.mjs';

const tasks = ['start', 'test', 'test-editor', 'build', 'package', 'pictures', 'fuzz', 'bench'];

async function main() {
	const task = process.argv[2];
	if (!tasks.includes(task)) {
		throw new Error(`Usage: node scripts/run.mjs ${tasks.join('|')} [arguments]`);
	}
	const node = ensureNode();
	ensureModules(node);
	process.exitCode = await run(node, [join(root, 'scripts', 'tasks', `${task}.mjs`), ...process.argv.slice(3)]);
}

/** Runs `node` in the project's folder, first in PATH, and answers with its exit code. */
function run(node, args) {
	const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') || 'PATH';
	const env = { ...process.env, [pathKey]: `${dirname(node)}${delimiter}${process.env[pathKey] || ''}` };
	const child = spawn(node, args, { cwd: root, env, stdio: 'inherit' });
	// The terminal sends an interrupt to both; the task decides what it means. A signal sent to us alone is passed on.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code, signal) => resolve(signal ? 130 : code));
	});
}

main().catch((error) => {
	console.error(`\n${error.message}`);
	process.exitCode = 2;
});
