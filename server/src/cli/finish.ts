import { isAbsolute, relative } from 'node:path';
import { fromFolder } from '../report/fromFolder.ts';
import { render } from '../report/index.ts';
import { inOrder, type Report } from '../report/report.ts';
import { summarise } from '../report/summary.ts';
import { reasonOf } from '../workspace/readText.ts';
import { writeAtomically } from '../workspace/writeAtomically.ts';
import type { ReportOptions } from './reportOptions.ts';
import { UsageError } from './usageError.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** What a command found, before it is a report. */
export interface Findings extends Pick<Report, 'command' | 'results' | 'sources' | 'problems' | 'ruleTitles'> {
	readonly started: Date;
	readonly startedMs: number;
	readonly nextSteps: readonly string[];
}

/** Renders to standard output or the file, and gives the exit code. Machine formats go there and nothing else does. */
export async function finish(findings: Findings, options: ReportOptions, world: World): Promise<number> {
	const { command, sources, problems, ruleTitles } = findings;
	const report: Report = {
		command,
		results: inOrder(findings.results, sources.keys()),
		sources,
		problems,
		...(ruleTitles ? { ruleTitles } : {}),
		tool: { name: 'plumbline', version },
		startedIso: findings.started.toISOString(),
		durationMs: world.clockMs() - findings.startedMs,
		failOn: options.failOn,
		strict: options.strict,
	};
	const { exitCode, sentence } = summarise(report);
	world.exitCodeIfCutOff(exitCode);
	const text = await render(options.format, forReader(report, options, world), {
		colour: options.colour,
		...(options.columns === undefined ? {} : { columns: options.columns }),
		verbose: options.verbose,
		quiet: options.quiet,
		nextSteps: findings.nextSteps,
	});
	if (options.output === undefined) {
		if (text !== '') {
			world.stdout.write(text);
		}
	} else {
		write(options.output, text);
		if (!options.quiet) {
			world.stderr.write(`${sentence}. Written to ${options.output.shown}\n`);
		}
	}
	// A report in a file or for a machine does not reach the person who waits: what could not be done is said here too.
	if (options.output !== undefined || (options.format !== 'pretty' && options.format !== 'compact')) {
		for (const { file, message, mend } of problems) {
			world.stderr.write(`plumbline: ${file === undefined ? '' : `${file}: `}${message}${mend === undefined ? '' : ` ${mend}`}\n`);
		}
	}
	return exitCode;
}

/** What GitHub shows at a line, it finds from the root of the repository, wherever in it the command ran. */
function forReader(report: Report, { format }: ReportOptions, { cwd, environment }: World): Report {
	const root = environment.GITHUB_WORKSPACE ?? '';
	const folder = root === '' ? '' : relative(root, cwd).replaceAll('\\', '/');
	const within = folder !== '' && !folder.startsWith('..') && !isAbsolute(folder);
	return within && (format === 'github' || format === 'sarif') ? fromFolder(report, folder) : report;
}

function write(output: NonNullable<ReportOptions['output']>, text: string): void {
	try {
		writeAtomically(output.path, text);
	} catch (error) {
		const { reason, mend } = reasonOf(error);
		throw new UsageError(`--output ${output.shown}: could not be written: ${reason}.`, mend);
	}
}
