import { resultOfFinding } from '../../report/findings.ts';
import { lintText } from '../../spec/lint.ts';
import type { CheckResult } from '../../spec/result.ts';
import { lintCodes } from '../../spec/rules/codes.ts';
import { contractWorkspace } from '../../workspace/contractWorkspace.ts';
import { type Arguments, meant } from '../arguments.ts';
import { contractsOf } from '../contractsOf.ts';
import { dataOptions } from '../dataOptions.ts';
import { finish } from '../finish.ts';
import { fixFiles } from '../fixFiles.ts';
import { reportOptions } from '../reportOptions.ts';
import { nearestRule, ruleFilter } from '../ruleFilter.ts';
import { UsageError } from '../usageError.ts';
import { quoted, textsByPath } from '../words.ts';
import type { World } from '../world.ts';

/** `plumbline lint`: what the texts of contracts say about themselves. */
export async function run(parsed: Arguments, world: World): Promise<number> {
	const startedMs = world.clockMs();
	const started = world.now();
	const options = reportOptions(parsed, world);
	dataOptions(parsed);
	const wanted = ruleFilter(parsed.list('rule'));
	checkRules(parsed.list('rule'), wanted);
	const given = await contractsOf(parsed, world);
	const fix = parsed.has('fix');
	if (fix && parsed.positionals.includes('-')) {
		throw new UsageError('--fix mends files, and standard input is none.', 'Name the file.');
	}
	const fixed = fix ? fixFiles(given.files, wanted, world) : undefined;
	const files = fixed?.files ?? given.files;
	const results: CheckResult[] = [];
	let mendable = false;
	const workspace = contractWorkspace(world.cwd, textsByPath(files));
	const pause = breather(world);
	for (const file of files) {
		await pause();
		world.signal.throwIfAborted();
		const linted = lintText(file.text, { file: file.shown, workspace, environment: world.environment });
		for (const finding of linted.findings) {
			if (wanted(finding.code)) {
				results.push(resultOfFinding(finding, file.shown, linted.lines));
				if (finding.fixes && finding.fixes.length > 0) {
					mendable = true;
				}
			}
		}
	}
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

function checkRules(words: readonly string[], wanted: (rule: string) => boolean): void {
	const codes = Object.keys(lintCodes);
	if (words.length > 0 && !codes.some((code) => wanted(code))) {
		throw new UsageError(
			`--rule ${words.join(',')}: no rule of lint is called so.${meant(nearestRule(words[0] ?? '', codes), '')}`,
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

/** Lets signals in now and then: a loop that never waits would not hear Ctrl+C. */
function breather({ clockMs }: World, everyMs = 50): () => Promise<void> | undefined {
	let last = clockMs();
	return () => {
		if (clockMs() - last < everyMs) {
			return undefined;
		}
		return new Promise((resolve) => {
			setImmediate(() => {
				last = clockMs();
				resolve();
			});
		});
	};
}
