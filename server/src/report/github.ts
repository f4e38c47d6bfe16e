import type { CheckResult } from '../spec/result.ts';
import { foldErrored } from './fold.ts';
import { headline, isProblem, outcomeWords, subjectOf } from './outcome.ts';
import type { RenderOptions, Report } from './report.ts';
import { summarise } from './summary.ts';
import { visible } from './visible.ts';

/**
 * Workflow commands that GitHub shows at the line of the contract. GitHub keeps ten of each kind a step: the worst
 * come first. The last line is the summary, for the log.
 */
export function renderGithub(report: Report, options: RenderOptions = {}): string {
	const shown = report.results.filter((result) => isProblem(result) || (options.verbose === true && result.outcome === 'notEnforced'));
	const byWeight = foldErrored(shown)
		.map(({ result }) => result)
		.sort((a, b) => weight(a) - weight(b));
	const problems = report.problems.map(
		({ file, message, mend }) =>
			`::error ${properties({ file, line: file === undefined ? undefined : 1, title: 'plumbline' })}::${data(sentences(message, mend))}`,
	);
	const { sentence, verdict } = summarise(report);
	const last = options.quiet && verdict === 'passed' ? [] : [`plumbline ${report.command}: ${sentence}`];
	return [...problems, ...byWeight.map(annotation), ...last].join('\n');
}

function weight(result: CheckResult): number {
	return ['errored', 'failed', 'warned', 'notEnforced', 'passed'].indexOf(result.outcome);
}

function annotation(result: CheckResult): string {
	const { start, end } = result.location.range;
	const oneLine = start.line === end.line;
	const command = result.outcome === 'failed' || result.outcome === 'errored' ? 'error' : result.severity === 'info' ? 'notice' : 'warning';
	const title = [subjectOf(result), result.rule, outcomeWords[result.outcome]].filter(Boolean).join(' · ');
	return `::${command} ${properties({
		file: result.location.file,
		line: start.line + 1,
		// An empty or backward range would make GitHub drop the annotation; a column only holds within one line.
		endLine: Math.max(start.line, end.character === 0 && end.line > start.line ? end.line - 1 : end.line) + 1,
		col: oneLine ? start.character + 1 : undefined,
		endColumn: oneLine ? Math.max(start.character + 1, end.character) + 1 : undefined,
		title,
	})}::${data(sentences(headline(result).message, headline(result).reason))}`;
}

function sentences(message: string, more: string | undefined): string {
	return more === undefined ? message : `${message}\n${more}`;
}

function properties(all: Readonly<Record<string, string | number | undefined>>): string {
	return Object.entries(all)
		.filter(([, value]) => value !== undefined && value !== '')
		.map(([key, value]) => `${key}=${property(String(value))}`)
		.join(',');
}

/** Escapes of the runner's own toolkit: a percent sign, then line ends; in properties the separators too. */
function data(text: string): string {
	return text
		.split(/\r\n|\r|\n/)
		.map(visible)
		.join('\n')
		.replaceAll('%', '%25')
		.replaceAll('\n', '%0A');
}

function property(text: string): string {
	return visible(text).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}
