import type { CheckResult } from '../spec/result.ts';
import { foldErrored } from './fold.ts';
import { headline, isProblem, outcomeMarks, outcomeWords, problemOutcomes, subjectOf } from './outcome.ts';
import type { RenderOptions, Report } from './report.ts';
import { sampleTable } from './samples.ts';
import { summarise } from './summary.ts';
import { shorten, visible } from './visible.ts';
import { count, counted, duration } from './words.ts';

/** GitHub refuses a comment of more than 65,536 characters: sections are left out, and counted, before that. */
const longest = 60_000;

/** For a pull request's comment: the answer, a table of what is wrong, failing rows and the rest folded away. */
export function renderMarkdown(report: Report, options: RenderOptions = {}): string {
	const summary = summarise(report);
	if (options.quiet && summary.verdict === 'passed') {
		return '';
	}
	const { outcomes } = summary;
	const tally = (['passed', 'failed', 'warned', 'errored', 'notEnforced'] as const)
		.filter((outcome) => outcomes[outcome] > 0)
		.map((outcome) => `${count(outcomes[outcome])} ${outcomeWords[outcome]}`);
	const facts = [
		counted(summary.contracts, 'contract'),
		...(summary.rows > 0 ? [counted(summary.rows, 'row')] : []),
		duration(report.durationMs),
	];
	const head = [`### ${outcomeMarks[summary.verdict]} ${summary.sentence}`, [...tally, ...facts].join(' · ')];
	const problems = report.problems.map(
		({ file, message, mend }) =>
			`- **${file === undefined ? 'plumbline' : code(file)}** ${text(message)}${mend === undefined ? '' : ` ${text(mend)}`}`,
	);
	const found = problemOutcomes.flatMap((outcome) => report.results.filter((result) => result.outcome === outcome));
	const folded = [
		...found.map(rowsSection).filter((section) => section !== ''),
		listSection(
			'Not enforced',
			report.results.filter((result) => result.outcome === 'notEnforced'),
		),
		options.verbose
			? listSection(
					'Passed',
					report.results.filter((result) => result.outcome === 'passed'),
				)
			: '',
	].filter((section) => section !== '');
	return `${within(longest, [head.join('\n\n'), problems.join('\n'), problemTable(report), ...folded].filter(Boolean))}\n`;
}

function problemTable(report: Report): string {
	const findings = foldErrored(report.results.filter(isProblem)).map(({ result }) => result);
	const problems = problemOutcomes.flatMap((outcome) => findings.filter((result) => result.outcome === outcome));
	if (problems.length === 0) {
		return '';
	}
	const shown = problems.slice(0, 100);
	const rows = shown.map((result) => {
		const where = `${result.location.file}:${result.location.range.start.line + 1}`;
		const { message, reason } = headline(result);
		const why = reason === undefined ? '' : `: ${text(shorten(reason, 300))}`;
		return `| ${outcomeMarks[result.outcome]} ${outcomeWords[result.outcome]} | ${text(shorten(message, 300))}${why} | ${code(result.rule)} | ${code(where)} |`;
	});
	const rest = problems.length - shown.length;
	return ['| | Finding | Rule | Line |', '| --- | --- | --- | --- |', ...rows, ...(rest > 0 ? ['', `and ${count(rest)} more`] : [])].join(
		'\n',
	);
}

function rowsSection(result: CheckResult): string {
	const table = sampleTable(result);
	if (!table) {
		return '';
	}
	const titled = table.placeTitle !== '';
	const columns = table.columns.slice(0, 12);
	const head = [...(titled ? [table.placeTitle] : []), ...columns.map((name) => text(shorten(name, 60)))];
	const rows = table.rows.map(({ place, cells }) => [
		...(titled ? [text(place)] : []),
		...cells.slice(0, columns.length).map((cell) => (cell.violating ? `▸ ${code(shorten(cell.text, 80))}` : text(shorten(cell.text, 80)))),
	]);
	const title = `${counted(table.rows.length, 'failing row')}: ${html(subjectOf(result) || result.id)} ${html(result.expected ?? result.rule)}`;
	return fold(title, [line(head), line(head.map(() => '---')), ...rows.map(line)]);
}

function listSection(title: string, results: readonly CheckResult[]): string {
	if (results.length === 0) {
		return '';
	}
	const shown = results.slice(0, 200);
	const items = shown.map((result) => {
		const why = result.outcome === 'notEnforced' ? (result.reason ?? result.message) : result.message;
		return `- ${code(`${result.location.file}:${result.location.range.start.line + 1}`)} ${text(subjectOf(result))} ${text(shorten(why, 300))}`;
	});
	const rest = results.length - shown.length;
	return fold(`${title} (${count(results.length)})`, [...items, ...(rest > 0 ? [`- and ${count(rest)} more`] : [])]);
}

function fold(title: string, lines: readonly string[]): string {
	return [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>'].join('\n');
}

function line(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function within(limit: number, sections: readonly string[]): string {
	let kept = '';
	for (const [index, section] of sections.entries()) {
		if (kept.length + section.length > limit) {
			const rest = sections.length - index;
			return `${kept}\n\n${counted(rest, 'section')} left out for length; \`--format html\` has all.`;
		}
		kept += kept === '' ? section : `\n\n${section}`;
	}
	return kept;
}

/** Words of a contract or its data as plain text: no markup, no mention, no link comes of them. */
function text(raw: string): string {
	return html(raw).replace(/[\\`*_[\]|~$#]/g, '\\$&');
}

/** The same inside an HTML element, where Markdown's own marks mean nothing but mentions and links still do. */
function html(raw: string): string {
	return visible(raw)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('@', `@${zeroWidth}`)
		.replace(/\b(https?|www)([:.])/gi, `$1${zeroWidth}$2`);
}

const zeroWidth = '\u200B';

/** A path, a code or a cell in a fixed pitch. In a table neither a pipe nor a backslash can stand in a code span for sure. */
function code(raw: string): string {
	const shown = visible(raw);
	return /[`|\\]/.test(shown) || shown === '' ? `<code>${text(raw)}</code>` : `\`${shown}\``;
}
