import type { CheckResult } from '../../spec/result.ts';
import { lintCodes } from '../../spec/rules/codes.ts';
import { type Arguments, meant } from '../arguments.ts';
import { contractsOf } from '../contractsOf.ts';
import { dataOptions } from '../dataOptions.ts';
import { finish } from '../finish.ts';
import { fixFiles } from '../fixFiles.ts';
import { lintAll } from '../lintAll.ts';
import { reportOptions } from '../reportOptions.ts';
import { nearestRule, ruleFilter } from '../ruleFilter.ts';
import { UsageError } from '../usageError.ts';
import { quoted } from '../words.ts';
import type { World } from '../world.ts';

/** `plumbline lint`: what the texts of contracts say about themselves. */
export async function run(parsed: Arguments, world: World): Promise<number> {
	const startedMs = world.clockMs();
	const started = world.now();
	const options = reportOptions(parsed, world);
	dataOptions(parsed);
	const wanted = ruleFilter(parsed.list('rule'));
	checkRules(parsed.list('rule'));
	const given = await contractsOf(parsed, world);
	const fix = parsed.has('fix');
	if (fix && parsed.positionals.includes('-')) {
		throw new UsageError('--fix mends files, and standard input is none.', 'Name the file.');
	}
	const fixed = fix ? fixFiles(given.files, wanted, world) : undefined;
	const files = fixed?.files ?? given.files;
	const { results, mendable } = await lintAll({ files, cwd: world.cwd, rules: parsed.list('rule'), environment: world.environment }, world);
	if (fixed && !options.quiet) {
		world.stderr.write(`${fixed.sentence}\n`);
	}
	return finish(
		{
			command: 'lint',
			results,
			sources: new Map(files.map(({ shown, text }) => [shown, text])),
			problems: [...given.problems, ...(fixed?.problems ?? [])],
			started,
			startedMs,
			nextSteps: nextSteps(results, parsed, mendable && !fix),
		},
		options,
		world,
	);
}

/** A word that names no rule would silently leave something out. */
function checkRules(words: readonly string[]): void {
	const codes = Object.keys(lintCodes);
	const lost = words.find((word) => !codes.some((code) => ruleFilter([word])(code)));
	if (lost !== undefined) {
		throw new UsageError(
			`--rule ${lost}: no rule of lint is called so.${meant(nearestRule(lost, codes), '')}`,
			`Rules of lint: ${codes.join(', ')}.`,
		);
	}
}

function nextSteps(results: readonly CheckResult[], { positionals }: Arguments, mendable: boolean): string[] {
	const first = results.find((result) => result.outcome === 'failed') ?? results[0];
	return [
		...(mendable && !positionals.includes('-')
			? [`Mend what can be mended: ${['plumbline lint --fix', ...positionals.map(quoted)].join(' ')}`]
			: []),
		...(first ? [`What a rule means: plumbline explain ${first.rule}`] : []),
	];
}
