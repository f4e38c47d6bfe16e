import type { CheckResult } from '../spec/result.ts';
import { type Palette, palette } from './ansi.ts';
import { isOfText } from './findings.ts';
import { foldErrored } from './fold.ts';
import { groupBy } from './groups.ts';
import { hasShape, histogramSummary, sparkline } from './histogram.ts';
import { observedText } from './observed.ts';
import { headline, isProblem, outcomeMarks, subjectOf } from './outcome.ts';
import { place } from './place.ts';
import type { RenderOptions, Report } from './report.ts';
import { sampleTable } from './samples.ts';
import { type Summary, summarise } from './summary.ts';
import { tableLines } from './table.ts';
import { visible, visibleLines } from './visible.ts';
import { count, counted, duration } from './words.ts';

/** For people at a terminal: the answer, then each reason at its line with its rows, then the way out. */
export function renderPretty(report: Report, options: RenderOptions = {}): string {
	const summary = summarise(report);
	if (options.quiet && summary.verdict === 'passed') {
		return '';
	}
	const paint = palette(options.colour ?? false);
	const columns = options.columns ?? 100;
	const blocks = [
		verdict(report, summary, paint),
		...report.problems.map((problem) => problemLines(problem, paint)),
		...contracts(report, options, paint, columns),
		...(options.quiet ? [] : [notEnforced(report, options, paint), nextSteps(options, paint)]),
	];
	return `${blocks
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.join('\n'))
		.join('\n\n')}\n`;
}

function verdict(report: Report, summary: Summary, paint: Palette): string[] {
	const { outcomes } = summary;
	const colour = { passed: paint.good, warned: paint.warning, failed: paint.bad, errored: paint.bad }[summary.verdict];
	const answer = paint.bold(colour(`${outcomeMarks[summary.verdict]} ${summary.sentence}`));
	const tally = (['passed', 'failed', 'warned', 'errored', 'notEnforced'] as const)
		.filter((outcome) => outcomes[outcome] > 0)
		.map((outcome) => `${count(outcomes[outcome])} ${outcome === 'notEnforced' ? 'not enforced' : outcome}`);
	const facts = [
		counted(summary.contracts, 'contract'),
		...(summary.rows > 0 ? [counted(summary.rows, 'row')] : []),
		duration(report.durationMs),
	];
	return report.command === 'lint'
		? [`${answer}    ${paint.dim(facts.join(' · '))}`]
		: [`${answer}    ${tally.join(' · ')}`, `  ${paint.dim(facts.join(' · '))}`];
}

function problemLines({ file, message, mend }: Report['problems'][number], paint: Palette): string[] {
	const where = file === undefined ? '' : `${visible(file)}: `;
	return [`${paint.bad(outcomeMarks.errored)} ${where}${visible(message)}`, ...(mend === undefined ? [] : [`  ${visible(mend)}`])];
}

/** One block a contract and object, in the report's order; those with nothing to say are left out unless `verbose`. */
function contracts(report: Report, options: RenderOptions, paint: Palette, columns: number): string[][] {
	const all = report.results.filter((result) => isProblem(result) || (options.verbose && !options.quiet && result.outcome === 'passed'));
	const shown = options.verbose ? all : foldErrored(all).map(({ result }) => result);
	const groups = groupBy(shown, (result) => [visible(result.contract), visible(result.object ?? '')].filter(Boolean).join(' · '));
	return [...groups].map(([title, results]) => [paint.bold(title), ...spaced(results.map((result) => linesOf(result, paint, columns)))]);
}

/** Room around findings that take several lines, none between short ones. */
function spaced(findings: readonly (readonly string[])[]): string[] {
	return findings.flatMap((lines, index) => {
		const before = findings[index - 1]?.length ?? 0;
		return index > 0 && (lines.length > 2 || before > 2) ? ['', ...lines] : lines;
	});
}

function linesOf(result: CheckResult, paint: Palette, columns: number): string[] {
	return result.outcome === 'passed' ? [passedLine(result, paint)] : resultLines(result, paint, columns);
}

function passedLine(result: CheckResult, paint: Palette): string {
	return `  ${paint.good(outcomeMarks.passed)} ${visible(result.message)}  ${paint.dim(place(result))}`;
}

function resultLines(result: CheckResult, paint: Palette, columns: number): string[] {
	const colour = result.outcome === 'warned' ? paint.warning : paint.bad;
	const word =
		result.outcome === 'failed'
			? ''
			: `${result.outcome === 'warned' ? (result.severity === 'info' ? 'note' : 'warning') : result.outcome}: `;
	const facts = [paint.accent(place(result)), paint.dim(result.rule), ...comparison(result).map(paint.dim)];
	const { message, reason } = headline(result);
	const table = sampleTable(result);
	const indent = '    ';
	return [
		`  ${colour(outcomeMarks[result.outcome])} ${word}${visible(message)}`,
		...(reason === undefined ? [] : visibleLines(reason).split('\n')).map((line) => `${indent}${line}`),
		`${indent}${facts.join(paint.dim(' · '))}`,
		...(table ? tableLines(table, paint, columns - indent.length).map((line) => indent + line) : []),
		...(result.histogram && hasShape(result.histogram)
			? [`${indent}${sparkline(result.histogram)}  ${paint.dim(histogramSummary(result.histogram))}`]
			: []),
	];
}

/** `expected minimum -60`, `observed 12 of 3,000,000 rows (0.0004 %)`; what the message already says word by word is not repeated. */
function comparison(result: CheckResult): string[] {
	if (isOfText(result)) {
		return result.expected === undefined ? [] : [`fix: ${visible(result.expected)}`];
	}
	const expected =
		result.expected === undefined || result.message.includes(result.expected) ? [] : [`expected ${visible(result.expected)}`];
	const observed = observedText(result);
	return [...expected, ...(observed === '' ? [] : [`observed ${observed}`])];
}

/** Counted by reason; with `verbose` every rule at its line. */
function notEnforced(report: Report, options: RenderOptions, paint: Palette): string[] {
	const results = report.results.filter((result) => result.outcome === 'notEnforced');
	if (results.length === 0) {
		return [];
	}
	const title = `${paint.dim(outcomeMarks.notEnforced)} ${count(results.length)} not enforced`;
	if (options.verbose) {
		return [title, ...results.map((result) => `    ${notEnforcedLine(result, paint)}`)];
	}
	const byReason = new Map<string, number>();
	for (const result of results) {
		const reason = visible(result.reason ?? result.message);
		byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
	}
	const reasons = [...byReason].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
	const most = reasons.slice(0, 5).map(([reason, times]) => `    ${paint.dim(`${count(times)} ×`)} ${reason}`);
	const rest = reasons.length - most.length;
	return [`${title}; each with its line: --verbose`, ...most, ...(rest > 0 ? [paint.dim(`    and ${counted(rest, 'other reason')}`)] : [])];
}

function notEnforcedLine(result: CheckResult, paint: Palette): string {
	const subject = visible(subjectOf(result) || result.id);
	return `${paint.dim(place(result))} ${subject}: ${visible(result.reason ?? result.message)}`;
}

function nextSteps(options: RenderOptions, paint: Palette): string[] {
	return (options.nextSteps ?? []).map((step) => `${paint.dim('→')} ${step}`);
}
