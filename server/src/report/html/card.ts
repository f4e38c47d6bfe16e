import type { CheckResult } from '../../spec/result.ts';
import { isOfText } from '../findings.ts';
import { observedText } from '../observed.ts';
import { headline, outcomeMarks, outcomeWords, subjectOf } from '../outcome.ts';
import { ruleDocs } from '../ruleDocs.ts';
import { sampleTable } from '../samples.ts';
import { visibleLines } from '../visible.ts';
import { count } from '../words.ts';
import { histogramFigure } from './chart.ts';
import { html, type Markup } from './markup.ts';

/** What is wrong with one rule: the sentence, expected against observed, the distribution, failing rows, the SQL. */
export function card(result: CheckResult, id: string, lineHref: string | undefined): Markup {
	const line = result.location.range.start.line + 1;
	const docs = ruleDocs(result.rule);
	const place = `${result.location.file}:${line}`;
	const expected = isOfText(result) ? undefined : result.expected;
	const fix = isOfText(result) ? result.expected : undefined;
	const observed = observedText(result);
	const { message, reason } = headline(result);
	return html`<article class="card ${result.outcome}" id="${id}">
<h3><span class="badge ${result.outcome}"><span class="mark" aria-hidden="true">${outcomeMarks[result.outcome]}</span> ${word(result)}</span> ${message}</h3>
<p class="meta">${subjectOf(result) !== '' && html`<code>${subjectOf(result)}</code> · `}${docs.uri === undefined ? html`<code>${result.rule}</code>` : html`<a href="${docs.uri}" rel="noreferrer"><code>${result.rule}</code></a>`} · ${lineHref === undefined ? html`<code>${place}</code>` : html`<a href="${lineHref}"><code>${place}</code></a>`}${result.dimension !== undefined && html` · ${result.dimension}`}</p>
${reason !== undefined && html`<p class="reason">${reason}</p>`}
${fix !== undefined && html`<p class="fix">Fix: ${fix}</p>`}
${(expected !== undefined || observed !== '') && html`<dl class="pair">${expected !== undefined && html`<div><dt>Expected</dt><dd>${expected}</dd></div>`}${observed !== '' && html`<div><dt>Observed</dt><dd>${observed}</dd></div>`}</dl>`}
${result.histogram && histogramFigure(result.histogram, result.property ?? result.object ?? result.id)}
${failingRows(result)}
${result.sql !== undefined && html`<details class="sql"><summary>The SQL behind it</summary><pre><code>${lines(result.sql)}</code></pre></details>`}
</article>`;
}

function word(result: CheckResult): string {
	return result.outcome === 'warned' ? (result.severity === 'info' ? 'note' : 'warning') : outcomeWords[result.outcome];
}

function failingRows(result: CheckResult): Markup | undefined {
	const table = sampleTable(result, 20);
	if (!table) {
		return undefined;
	}
	const of = result.failingRows !== undefined && result.failingRows > table.rows.length ? ` of ${count(result.failingRows)}` : '';
	const titled = table.placeTitle !== '';
	const numeric = table.columns.map((_, index) =>
		table.rows.every(({ cells }) => /^(null|-?[\d,.]+(e[+-]?\d+)?|)$/i.test(cells[index]?.text ?? '')),
	);
	return html`<p class="caption">${count(table.rows.length)}${of} failing ${table.rows.length === 1 && of === '' ? 'row' : 'rows'}; the marked cells break the rule</p>
<div class="scroll" tabindex="0" role="region" aria-label="Failing rows"><table class="rows">
<thead><tr>${titled && html`<th scope="col" class="number">${table.placeTitle}</th>`}${table.columns.map((name, index) => html`<th scope="col"${numeric[index] === true && numberClass}>${name}</th>`)}</tr></thead><tbody>
${table.rows.map(
	({ place, cells }) =>
		html`<tr>${titled && html`<th scope="row" class="number">${place}</th>`}${cells.map(({ text, violating }, index) => html`<td class="${cellClass(text, violating, numeric[index] === true)}">${violating ? html`<mark><span class="mark" aria-hidden="true">▸</span>${text}</mark>` : text}</td>`)}</tr>`,
)}
</tbody></table></div>`;
}

const numberClass = html` class="number"`;

function cellClass(text: string, violating: boolean, numeric: boolean): string {
	const kinds = [
		text === 'null' || text === '""' ? 'absent' : '',
		numeric ? 'number' : '',
		text.length <= 32 ? 'short' : 'wide',
		violating ? 'violating' : '',
	];
	return kinds.filter(Boolean).join(' ');
}

function lines(text: string): Markup {
	return html`${visibleLines(text)
		.split('\n')
		.map((line) => [line, newline])}`;
}

const newline = html`
`;
