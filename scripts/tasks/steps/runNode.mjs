import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../paths.mjs';

/**
 * Runs a program of node_modules quietly.
 * @param {string} program path below node_modules
 * @param {string[]} args
 * @returns {Promise<void>} rejects with what the program printed where it does not exit with 0
 */
export function runNode(program, args) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root });
		const printed = [];
		child.stdout.on('data', (data) => printed.push(data));
		child.stderr.on('data', (data) => printed.push(data));
		child.on('error', reject);
		child.on('close', (code) =>
			code === 0 ? resolve() : reject(new Error(Buffer.concat(printed).toString().trim() || `exit code ${code}`)),
		);
	});
}
