import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Arguments, meant } from '../arguments.ts';
import { nearestRule } from '../ruleFilter.ts';
import { UsageError } from '../usageError.ts';
import type { World } from '../world.ts';

/** `plumbline explain <code>`: the page of a rule, from the documents that ship with the program. */
export async function run(parsed: Arguments, world: World): Promise<number> {
	const folder = pagesFolder();
	const codes =
		folder === undefined
			? []
			: readdirSync(folder)
					.filter((name) => name.endsWith('.md'))
					.map((name) => name.slice(0, -3))
					.sort();
	const [wanted] = parsed.positionals;
	if (wanted === undefined) {
		world.stdout.write(`${codes.join('\n')}\n`);
		return 0;
	}
	const code = codes.find((each) => each === wanted || each.replace(/^[a-z]+\./, '') === wanted);
	if (code === undefined || folder === undefined) {
		throw new UsageError(`No rule has the code ${wanted}.${meant(nearestRule(wanted, codes), '')}`, 'All codes: plumbline explain');
	}
	world.stdout.write(readFileSync(join(folder, `${code}.md`), 'utf8'));
	return 0;
}

/** Beside dist/ where the program is installed, at the project's root where it runs from its source. */
function pagesFolder(): string | undefined {
	return ['../docs/rules', '../../../../docs/rules'].map((path) => join(import.meta.dirname, path)).find((path) => existsSync(path));
}
