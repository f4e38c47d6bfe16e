import { createHash } from 'node:crypto';
import type { CheckResult, Outcome } from '../../spec/result.ts';
import { groupBy } from '../groups.ts';
import { outcomeMarks, outcomeWords } from '../outcome.ts';
import type { RenderOptions, Report } from '../report.ts';
import { type Summary, summarise } from '../summary.ts';
import { count, counted, duration } from '../words.ts';
import { outcomeBar } from './chart.ts';
import { contractSection, verdictOf } from './contract.ts';
import { html, Markup } from './markup.ts';
import { style } from './style.ts';

/** Above so many contracts the text of those with nothing to say is left out, so that the page stays one to send. */
const sourcesForAll = 25;

/**
 * One self-contained page to send to a colleague: the answer, each contract with what is wrong, its failing rows and
 * distribution, all its rules, and its YAML with every result at its line. No script, no network, no inline style.
 */
export function renderHtml(report: Report, _options: RenderOptions = {}): string {
	const summary = summarise(report);
	const contracts = [...groupBy(report.results, (result) => result.contract, report.sources.keys())];
	const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
	const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${report.tool.name} ${report.tool.version}">
<title>${summary.sentence} · Plumbline</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#contracts">Skip to the contracts</a>
${header(report, summary)}
<main id="contracts">
${report.problems.length > 0 && problems(report)}
${contracts.length > 1 && overview(contracts)}
${contracts.map(([file, results], index) =>
	contractSection({
		file,
		results,
		anchor: `c${index + 1}`,
		text: contracts.length <= sourcesForAll || verdictOf(results) !== 'passed' ? report.sources.get(file) : undefined,
		command: report.command,
	}),
)}
</main>
<footer>Made by ${report.tool.name} ${report.tool.version} on ${time(report.startedIso)}. Every declared rule is listed as passed, failed, warned, errored or not enforced.</footer>
</body>
</html>
`;
	return page.text;
}

function header(report: Report, summary: Summary): Markup {
	const kinds: readonly Outcome[] = ['failed', 'errored', 'warned', 'passed', 'notEnforced'];
	const shown = kinds.filter((kind) => summary.outcomes[kind] > 0);
	const facts: readonly (readonly [string, string])[] = [
		['Contracts', count(summary.contracts)],
		...(summary.rows > 0 ? [['Rows', count(summary.rows)] as const] : []),
		['Took', duration(report.durationMs)],
		['Run', report.startedIso],
	];
	return html`<header class="top">
<p class="brand">${logo} Plumbline <span>${report.command === 'lint' ? 'Contract text' : 'Contracts against their data'}</span></p>
<h1 class="${summary.verdict}"><span class="mark" aria-hidden="true">${outcomeMarks[summary.verdict]}</span> ${summary.sentence}</h1>
${shown.length > 0 && outcomeBar(shown.map((kind) => ({ kind, count: summary.outcomes[kind] })))}
${
	shown.length > 0 &&
	html`<ul class="legend">${shown.map((kind) => html`<li class="${kind}"><span class="mark" aria-hidden="true">${outcomeMarks[kind]}</span> <b>${count(summary.outcomes[kind])}</b> ${outcomeWords[kind]}</li>`)}</ul>`
}
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${name === 'Run' ? time(value) : value}</dd></div>`)}</dl>
</header>`;
}

function problems(report: Report): Markup {
	return html`<section><h2>Could not be read</h2>
${report.problems.map(({ file, message, mend }) => html`<article class="card errored"><h3><span class="mark" aria-hidden="true">${outcomeMarks.errored}</span> ${file ?? 'plumbline'}</h3><p>${message} ${mend}</p></article>`)}
</section>`;
}

function overview(contracts: readonly (readonly [string, readonly CheckResult[]])[]): Markup {
	return html`<section><h2>${counted(contracts.length, 'contract')}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table"><table class="overview"><thead><tr><th scope="col">Contract</th><th scope="col">Verdict</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Errored</th><th scope="col" class="number">Warned</th><th scope="col" class="number">Passed</th><th scope="col" class="number">Not enforced</th></tr></thead><tbody>
${contracts.map(([file, results], index) => {
	const verdict = verdictOf(results);
	const number = (outcome: Outcome) => {
		const value = results.filter((result) => result.outcome === outcome).length;
		return html`<td class="number${value === 0 && ' zero'}">${count(value)}</td>`;
	};
	return html`<tr><td><a href="#c${index + 1}">${file}</a></td><td class="${verdict}"><span class="mark" aria-hidden="true">${outcomeMarks[verdict]}</span> ${outcomeWords[verdict]}</td>${number('failed')}${number('errored')}${number('warned')}${number('passed')}${number('notEnforced')}</tr>`;
})}
</tbody></table></div></section>`;
}

/** `25 November 2026, 18:03 UTC`: the same wherever the page is read. */
function time(iso: string): Markup {
	const at = new Date(iso);
	if (Number.isNaN(at.getTime())) {
		return html`${iso}`;
	}
	const day = `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`;
	return html`<time datetime="${iso}">${day}, ${at.toISOString().slice(11, 16)} UTC</time>`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const logo = html`<svg class="logo" viewBox="0 0 16 24" width="16" height="24" aria-hidden="true"><path d="M8 0v10" stroke="currentColor" stroke-width="1.5"/><path d="M3.5 10h9l-.8 6L8 24l-3.7-8z" fill="currentColor"/></svg>`;
