import type { CheckResult, Outcome } from '../../spec/result.ts';
import { isOfText } from '../findings.ts';
import { foldErrored } from '../fold.ts';
import { observedText } from '../observed.ts';
import { isProblem, outcomeMarks, outcomeWords, problemOutcomes, subjectOf } from '../outcome.ts';
import { count, counted } from '../words.ts';
import { card } from './card.ts';
import { html, type Markup } from './markup.ts';
import { source } from './source.ts';

export interface ContractPart {
	readonly file: string;
	readonly results: readonly CheckResult[];
	/** Start of every id in this part of the page. */
	readonly anchor: string;
	/** YAML text; absent where it is left out. */
	readonly text: string | undefined;
	readonly command: 'lint' | 'check';
}

/** One contract: what is wrong, all its rules, what is not enforced, its text with each result at its line. */
export function contractSection(part: ContractPart): Markup {
	const { file, results, anchor, text } = part;
	const verdict = verdictOf(results);
	const numbered = results.map((result, index) => ({ result, id: `${anchor}-r${index + 1}` }));
	const idOf = new Map(numbered.map(({ result, id }) => [result, id]));
	const findings = foldErrored(results.filter(isProblem)).map(({ result, of }) => ({ result, id: (of[0] && idOf.get(of[0])) ?? '', of }));
	const cardOf = new Map(findings.flatMap(({ id, of }) => of.map((result) => [result, id] as const)));
	const problems = problemOutcomes.flatMap((outcome) => findings.filter(({ result }) => result.outcome === outcome));
	const shown = problems.slice(0, 200);
	const notEnforced = numbered.filter(({ result }) => result.outcome === 'notEnforced');
	const rules = numbered
		.filter(({ result }) => !isOfText(result) && result.outcome !== 'notEnforced')
		.map(({ result, id }) => ({ result, id: cardOf.get(result) ?? id }));
	return html`<section class="contract" id="${anchor}">
<h2>${file}</h2>
<p class="verdict ${verdict}"><span class="mark" aria-hidden="true">${outcomeMarks[verdict]}</span> ${sentence(part)}</p>
${shown.map(({ result, id }) => card(result, id, lineAnchor(anchor, result, text)))}
${problems.length > shown.length && html`<p>${count(problems.length - shown.length)} more stand at their lines in the text below.</p>`}
${rules.length > 0 && html`<details><summary>All ${counted(rules.length, 'rule')} held against the data</summary>${ruleTable(rules, anchor, text)}</details>`}
${notEnforced.length > 0 && html`<details><summary>${count(notEnforced.length)} not enforced, and why</summary>${notEnforcedTable(notEnforced, anchor, text)}</details>`}
${
	text !== undefined &&
	source(
		text,
		numbered.map(({ result, id }) => ({ result, id: cardOf.get(result) ?? id })),
		anchor,
	)
}
</section>`;
}

/** The worst outcome among a contract's results. */
export function verdictOf(results: readonly CheckResult[]): Outcome {
	return problemOutcomes.find((outcome) => results.some((result) => result.outcome === outcome)) ?? 'passed';
}

interface Numbered {
	readonly result: CheckResult;
	readonly id: string;
}

function sentence({ results, command }: ContractPart): string {
	const tally = (['failed', 'errored', 'warned', 'passed', 'notEnforced'] as const)
		.map((outcome) => [results.filter((result) => result.outcome === outcome).length, outcomeWords[outcome]] as const)
		.filter(([number]) => number > 0)
		.map(([number, word]) => `${count(number)} ${word}`);
	return tally.join(' · ') || (command === 'lint' ? 'No findings' : 'No rule was checked');
}

function ruleTable(rules: readonly Numbered[], anchor: string, text: string | undefined): Markup {
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr><th scope="col">Outcome</th><th scope="col">Of</th><th scope="col">Expected</th><th scope="col">Observed</th><th scope="col">Rule</th><th scope="col" class="number">Line</th></tr></thead><tbody>
${rules.map(
	({ result, id }) =>
		html`<tr><td class="nowrap ${result.outcome}"><span class="mark" aria-hidden="true">${outcomeMarks[result.outcome]}</span> ${isProblem(result) ? html`<a href="#${id}">${outcomeWords[result.outcome]}</a>` : outcomeWords[result.outcome]}</td><td><code>${subjectOf(result) || result.id}</code></td><td>${result.expected}</td><td class="${observedText(result).length <= 40 && 'nowrap'}">${observedText(result)}</td><td><code>${result.rule}</code></td><td class="number">${lineLink(result, anchor, text)}</td></tr>`,
)}
</tbody></table></div>`;
}

function notEnforcedTable(rules: readonly Numbered[], anchor: string, text: string | undefined): Markup {
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr><th scope="col">Of</th><th scope="col">Why</th><th scope="col">Rule</th><th scope="col" class="number">Line</th></tr></thead><tbody>
${rules.map(
	({ result }) =>
		html`<tr><td><code>${subjectOf(result) || result.id}</code></td><td>${result.reason ?? result.message}</td><td><code>${result.rule}</code></td><td class="number">${lineLink(result, anchor, text)}</td></tr>`,
)}
</tbody></table></div>`;
}

function lineLink(result: CheckResult, anchor: string, text: string | undefined): Markup {
	const line = result.location.range.start.line + 1;
	const href = lineAnchor(anchor, result, text);
	return href === undefined ? html`${line}` : html`<a href="${href}">${line}</a>`;
}

function lineAnchor(anchor: string, result: CheckResult, text: string | undefined): string | undefined {
	return text === undefined ? undefined : `#${anchor}-L${result.location.range.start.line + 1}`;
}
