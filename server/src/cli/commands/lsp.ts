import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Arguments } from '../arguments.ts';
import type { World } from '../world.ts';

/** `plumbline lsp --stdio`: the language server, in this process. Ends with it: at `exit`, or when the editor goes away. */
export function run(_parsed: Arguments, world: World): Promise<number> {
	// The server finds out from the arguments how to talk.
	if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
	// By way of the built file: the command and the server know nothing of each other.
	const server = join(import.meta.dirname, 'server.js');
	createRequire(server)(server);
	return new Promise((resolve) => world.signal.addEventListener('abort', () => resolve(0)));
}
