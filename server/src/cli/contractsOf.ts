import { resolve } from 'node:path';
import type { Problem } from '../report/report.ts';
import { type ContractFile, gatherContracts } from '../workspace/gather.ts';
import { shownPath } from '../workspace/paths.ts';
import { decode } from '../workspace/readText.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './usageError.ts';
import type { World } from './world.ts';

/** The contracts that a command is given: files, folders, globs, standard input, or what lies under this folder. */
export async function contractsOf(
	parsed: Arguments,
	world: World,
): Promise<{ files: readonly ContractFile[]; problems: readonly Problem[] }> {
	const { positionals } = parsed;
	const name = parsed.text('stdin-filename');
	if (!positionals.includes('-')) {
		if (name !== undefined) {
			throw new UsageError(
				'--stdin-filename is for a contract on standard input.',
				`Write plumbline ${parsed.command.name} - --stdin-filename ${name}.`,
			);
		}
		const { files, unreadable } = await gatherContracts(positionals, world.cwd);
		return { files, problems: unreadable };
	}
	if (positionals.length > 1) {
		throw new UsageError('- (standard input) stands alone.', 'Name files, or pipe one contract, not both.');
	}
	const read = decode(await world.stdin.read());
	if (!read.ok) {
		throw new UsageError(`Standard input could not be read: ${read.reason}.`, read.mend);
	}
	if (read.text.trim() === '') {
		throw new UsageError('Standard input is empty.', `Pipe a contract in: cat a.odcs.yaml | plumbline ${parsed.command.name} -`);
	}
	const shown = name === undefined ? '<stdin>' : shownPath(name, world.cwd);
	return {
		files: [
			{ shown, ...(name === undefined ? {} : { path: resolve(world.cwd, name) }), text: read.text, encoding: read.encoding, bom: read.bom },
		],
		problems: [],
	};
}
