import type { CheckResult } from '../../spec/result.ts';
import { groupBy } from '../groups.ts';
import { isProblem, outcomeMarks, outcomeWords, subjectOf } from '../outcome.ts';
import { count } from '../words.ts';
import { html, type Markup } from './markup.ts';

interface Numbered {
	readonly result: CheckResult;
	readonly id: string;
}

/** The contract's YAML, each line with what became of the rules that stand on it; problems in full under their line. */
export function source(text: string, results: readonly Numbered[], anchor: string): Markup {
	const byLine = groupBy(results, ({ result }) => result.location.range.start.line);
	// The line breaks of YAML and of editors: LF, CRLF, CR.
	const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
	if (lines.at(-1) === '') {
		lines.pop();
	}
	return html`<details class="source" open><summary>The contract, line by line</summary><div class="code" role="list">
${lines.map((line, index) => sourceLine(line, index, byLine.get(index) ?? [], anchor))}</div></details>`;
}

function sourceLine(text: string, index: number, here: readonly Numbered[], anchor: string): Markup {
	const problems = here.filter(({ result }) => isProblem(result));
	const worst = problems[0]?.result.outcome;
	const id = `${anchor}-L${index + 1}`;
	return html`<div class="line${worst !== undefined && ` ${worst}`}" id="${id}" role="listitem"><a class="no" href="#${id}" aria-label="line ${index + 1}">${index + 1}</a><code>${text}</code>${chips(here)}</div>
${problems.map(({ result, id: target }) => html`<p class="note ${result.outcome}" role="listitem"><a href="#${target}"><span class="mark" aria-hidden="true">${outcomeMarks[result.outcome]}</span> ${result.message}</a></p>`)}`;
}

/** `✓ 3 passed`, `○ not enforced`: quiet, at the end of the line. */
function chips(here: readonly Numbered[]): Markup | undefined {
	const shown = (['passed', 'notEnforced'] as const)
		.map((outcome) => ({ outcome, of: here.filter(({ result }) => result.outcome === outcome) }))
		.filter(({ of }) => of.length > 0);
	if (shown.length === 0) {
		return undefined;
	}
	return html`<span class="chips">${shown.map(({ outcome, of }) => {
		const title = of
			.map(
				({ result }) =>
					`${subjectOf(result)} ${result.expected ?? result.rule}${outcome === 'notEnforced' ? `: ${result.reason ?? ''}` : ''}`,
			)
			.join('; ');
		return html`<span class="chip ${outcome}" title="${title}"><span class="mark" aria-hidden="true">${outcomeMarks[outcome]}</span> ${of.length > 1 ? `${count(of.length)} ` : ''}${outcomeWords[outcome]}</span>`;
	})}</span>`;
}
