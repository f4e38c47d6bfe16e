import type { Arguments } from '../arguments.ts';
import { commands } from '../commandTable.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { powershellCompletion } from '../completion/powershell.ts';
import { zshCompletion } from '../completion/zsh.ts';
import type { World } from '../world.ts';

/** `plumbline completion <shell>`: a script made from the command table. */
export async function run(parsed: Arguments, world: World): Promise<number> {
	const make = shells[parsed.positionals[0] ?? ''];
	world.stdout.write(make === undefined ? '' : make(commands));
	return 0;
}

const shells: Readonly<Record<string, typeof bashCompletion>> = {
	bash: bashCompletion,
	zsh: zshCompletion,
	fish: fishCompletion,
	powershell: powershellCompletion,
};
