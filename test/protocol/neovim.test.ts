import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { folderWith, server } from './support/client.ts';
import { orders } from './support/contracts.ts';

const nvim = spawnSync('nvim', ['--version']).status === 0;

test.skipIf(!nvim)('Neovim gets diagnostics and completions (skipped where nvim is not installed: apt-get install neovim)', async () => {
	const folder = folderWith({ 'orders.odcs.yaml': orders.replace('status: active', 'statsu: active') });
	const answer = join(folder, 'answer.json');
	const script = join(import.meta.dirname, 'support/neovim.lua');
	await promisify(execFile)('nvim', ['--headless', '-u', 'NONE', '-n', '-i', 'NONE', '-c', `luafile ${script}`], {
		timeout: 50_000,
		env: {
			...process.env,
			HOME: folder,
			XDG_STATE_HOME: folder,
			XDG_CACHE_HOME: folder,
			NODE: process.execPath,
			CLI: join(server, '../cli.js'),
			CONTRACT: join(folder, 'orders.odcs.yaml'),
			ANSWER: answer,
		},
	});
	const seen = JSON.parse(readFileSync(answer, 'utf8'));
	expect(seen.problem).toBeUndefined();
	expect(seen.before).toContain('contract.unknown-key');
	expect(seen.completions).toContain('slaProperties');
	expect(seen.after).toEqual([]);
});
