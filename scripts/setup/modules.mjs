import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { npm } from './npm.mjs';

/**
 * Makes node_modules what package-lock.json says. A stamp in it remembers the lock it was made from, so that this costs
 * nothing when nothing changed. No package's install script is run: none of ours needs one.
 * @param {string} node the Node that will use them
 */
export function ensureModules(node) {
	const stamp = join(root, 'node_modules', '.stamp');
	const wanted = createHash('sha256')
		.update(`${process.platform}-${process.arch}\n`)
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
		return;
	}
	console.log('Installing the packages that package-lock.json lists (npm ci).');
	npm(node, ['ci', '--ignore-scripts']);
	writeFileSync(stamp, wanted);
}
