import { brokenBy } from '../checks/brokenText.ts';
import { dataCodes } from '../checks/codes.ts';
import { maskSensitive } from '../checks/maskSensitive.ts';
import { checkContract } from '../checks/run.ts';
import { type Engine, EngineError } from '../engine/engine.ts';
import { resultOfFinding, textFamily } from '../report/findings.ts';
import type { Problem } from '../report/report.ts';
import { count, counted } from '../report/words.ts';
import { type LintedFile, lintText } from '../spec/lint.ts';
import type { CheckResult } from '../spec/result.ts';
import { contractWorkspace } from '../workspace/contractWorkspace.ts';
import type { ContractFile } from '../workspace/gather.ts';
import type { Arguments } from './arguments.ts';
import { breather } from './breather.ts';
import { checkNames } from './checkNames.ts';
import type { DataOptions } from './dataOptions.ts';
import { finish } from './finish.ts';
import { type Progress, startProgress } from './progress.ts';
import type { ReportOptions } from './reportOptions.ts';
import { Selection } from './selection.ts';
import { quoted, textsByPath } from './words.ts';
import type { World } from './world.ts';

/** What `plumbline check` was given and has read. */
export interface CheckInput {
	readonly parsed: Arguments;
	readonly options: ReportOptions;
	readonly data: DataOptions;
	readonly files: readonly ContractFile[];
	/** Contracts that are there and could not be read. */
	readonly unread: readonly Problem[];
	/** Called where a contract needs data. */
	readonly engine: () => Promise<Engine>;
	readonly started: Date;
	readonly startedMs: number;
}

interface Linted {
	readonly file: ContractFile;
	readonly linted: LintedFile;
}

/** Lints every contract, holds each against its data, and reports. @returns the exit code */
export async function checkFiles(input: CheckInput, world: World): Promise<number> {
	const { parsed, options, data, files, engine } = input;
	const workspace = contractWorkspace(world.cwd, textsByPath(files));
	const texts: Linted[] = [];
	const selection = new Selection(data);
	const problems: Problem[] = [...input.unread];
	const results: CheckResult[] = [];
	const progress = startProgress(world, options.quiet);
	try {
		const pause = breather(world);
		for (const file of files) {
			await pause();
			const linted = lintText(file.text, { file: file.shown, workspace, environment: world.environment });
			texts.push({ file, linted });
			results.push(...textResults(file, linted));
		}
		checkNames(
			texts.flatMap(({ linted }) => linted.contracts.map(({ contract }) => contract)),
			data,
		);
		for (const [index, each] of texts.entries()) {
			world.signal.throwIfAborted();
			if (brokenBy(each.linted) !== undefined) {
				continue;
			}
			try {
				const title = `Checking ${each.file.shown.split('/').at(-1)}${texts.length > 1 ? ` (${count(index + 1)} of ${count(texts.length)})` : ''}`;
				results.push(
					...(await checkFile(each, {
						data,
						selection,
						engine,
						workspace,
						nowIso: data.nowIso ?? input.started.toISOString(),
						world,
						progress,
						title,
					})),
				);
			} catch (error) {
				if (!(error instanceof EngineError) || world.signal.aborted) {
					throw error;
				}
				problems.push({ file: each.file.shown, message: error.problem.message });
			}
		}
	} finally {
		progress.end();
	}
	world.signal.throwIfAborted();
	if (problems.length === 0) {
		selection.verify();
	}
	return finish(
		{
			command: 'check',
			results,
			sources: new Map(files.map(({ shown, text }) => [shown, text])),
			problems,
			ruleTitles: dataCodes,
			started: input.started,
			startedMs: input.startedMs,
			nextSteps: nextSteps(results, texts, parsed, options),
		},
		options,
		world,
	);
}

interface Task {
	readonly data: DataOptions;
	readonly selection: Selection;
	readonly engine: () => Promise<Engine>;
	readonly workspace: ReturnType<typeof contractWorkspace>;
	readonly nowIso: string;
	readonly world: World;
	readonly progress: Progress;
	readonly title: string;
}

/** Every contract of one file, one after another. */
async function checkFile({ file, linted }: Linted, task: Task): Promise<CheckResult[]> {
	const { data, selection, world, progress, title } = task;
	const results: CheckResult[] = [];
	for (const [index, { contract }] of linted.contracts.entries()) {
		progress.say(title);
		const found = await checkContract(linted, index, {
			file: file.shown,
			...(data.server === undefined ? {} : { server: data.server }),
			...(data.objects.length === 0 ? {} : { objects: data.objects }),
			...(selection.isAll ? {} : { select: selection.includes }),
			nowIso: task.nowIso,
			engine: task.engine,
			environment: world.environment,
			workspace: task.workspace,
			sampleRows: data.sampleRows,
			signal: world.signal,
			onProgress: (done, total) => progress.say(`${title} · ${count(done)} of ${counted(total, 'rule')}`),
		});
		results.push(...(data.showSensitive ? found : maskSensitive(found, contract)));
	}
	return results;
}

/** Errors of the text; what is milder is for `lint` to say. A text that cannot be read whole is not checked, and says so. */
function textResults(file: ContractFile, linted: LintedFile): CheckResult[] {
	const broken = brokenBy(linted);
	return linted.findings
		.filter(({ severity }) => severity === 'error')
		.map((finding) => {
			const result = resultOfFinding(finding, file.shown, linted.lines);
			return finding === broken
				? {
						...result,
						family: textFamily,
						outcome: 'errored',
						reason: 'Not checked against its data: rules could be lost. Mend the text first.',
					}
				: result;
		});
}

function nextSteps(results: readonly CheckResult[], texts: readonly Linted[], parsed: Arguments, options: ReportOptions): string[] {
	if (options.format !== 'pretty' || options.output !== undefined) {
		return [];
	}
	const first =
		results.find((result) => result.outcome === 'failed') ??
		results.find((result) => result.outcome === 'errored' || result.outcome === 'warned');
	const milder = texts.reduce((sum, { linted }) => sum + linted.findings.filter(({ severity }) => severity === 'warning').length, 0);
	const paths = parsed.positionals.map(quoted).join(' ');
	const line = (command: string, rest: string) => `plumbline ${[command, paths, rest].filter(Boolean).join(' ')}`;
	return [
		...(milder > 0 ? [`${counted(milder, 'warning')} about the text: ${line('lint', '')}`] : []),
		...(first ? [`What a rule means: plumbline explain ${first.rule}`, `A page to send: ${line('check', '--output report.html')}`] : []),
	];
}
