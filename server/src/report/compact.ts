import type { CheckResult } from '../spec/result.ts';
import { foldErrored } from './fold.ts';
import { headline, isProblem } from './outcome.ts';
import { place } from './place.ts';
import type { RenderOptions, Report } from './report.ts';
import { summarise } from './summary.ts';
import { visible } from './visible.ts';

/**
 * One line a finding, as compilers print theirs: `orders.odcs.yaml:28:20-21: error: amount: 1 of 5 rows below 0 [data.minimum]`.
 * Terminals make a link of its place, and problem matchers and quickfix lists read it. The last line is the summary.
 */
export function renderCompact(report: Report, options: RenderOptions = {}): string {
	const shown = report.results.filter((result) => isProblem(result) || (options.verbose === true && result.outcome === 'notEnforced'));
	const problems = report.problems.map(({ file, message, mend }) => {
		const where = file === undefined ? 'plumbline' : `${visible(file)}:1:1`;
		return `${where}: error: ${oneLine(mend === undefined ? message : `${message} ${mend}`)} [plumbline]`;
	});
	const { sentence, verdict } = summarise(report);
	const last = options.quiet && verdict === 'passed' ? [] : [`plumbline ${report.command}: ${sentence}`];
	return [...problems, ...foldErrored(shown).map(({ result }) => findingLine(result)), ...last].join('\n');
}

function findingLine(result: CheckResult): string {
	const { start, end } = result.location.range;
	// The column behind the last character, where it is on the same line.
	const to = start.line === end.line && end.character > start.character ? `-${end.character + 1}` : '';
	const { message, reason } = headline(result);
	return `${place(result)}${to}: ${kindOf(result)}: ${oneLine(reason === undefined ? message : `${message} (${reason})`)} [${result.rule}]`;
}

/** A word that problem matchers know. */
function kindOf({ outcome, severity }: CheckResult): 'error' | 'warning' | 'info' {
	if (outcome === 'failed' || outcome === 'errored') return 'error';
	return outcome === 'notEnforced' || severity === 'info' ? 'info' : 'warning';
}

function oneLine(text: string): string {
	return visible(text.trim().replaceAll(/\s*[\r\n]+\s*/g, ' '));
}
