import type { Histogram, Outcome } from '../../spec/result.ts';
import { axis, binName, hasShape, histogramSummary, totalOf } from '../histogram.ts';
import { outcomeWords } from '../outcome.ts';
import { shorten } from '../visible.ts';
import { count, share } from '../words.ts';
import { html, type Markup } from './markup.ts';

/** One bar for all outcomes, each part as wide as its share but never too thin to see. */
export function outcomeBar(parts: readonly { readonly kind: Outcome; readonly count: number }[]): Markup {
	const total = parts.reduce((sum, part) => sum + part.count, 0);
	const least = 6;
	const free = 1000 - least * parts.length;
	let at = 0;
	const label = parts.map((part) => `${count(part.count)} ${outcomeWords[part.kind]}`).join(', ');
	return html`<svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label="${label}">${parts.map(
		({ kind, count: number }) => {
			const width = least + (free * number) / total;
			const rect = html`<rect class="${kind}" x="${round(at)}" y="0" width="${round(width)}" height="12"/>`;
			at += width;
			return rect;
		},
	)}</svg>`;
}

/** A column's distribution: bars, the rule's bounds as dashed lines, its summary in words, the figures in a table behind. */
export function histogramFigure(histogram: Histogram, column: string): Markup | undefined {
	if (!hasShape(histogram)) {
		return undefined;
	}
	const numeric = histogram.edges !== undefined && histogram.edges.length === histogram.counts.length + 1;
	const summary = `Distribution of ${column}: ${histogramSummary(histogram)}`;
	const total = totalOf(histogram);
	return html`<figure class="histogram">${numeric ? bars(histogram, summary) : categories(histogram, summary)}
<figcaption>${summary}</figcaption>
<details><summary>Figures</summary><div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr><th scope="col">${numeric ? 'Values' : 'Value'}</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Share</th></tr></thead><tbody>${histogram.counts.map((value, index) => html`<tr><td>${binName(histogram, index)}</td><td class="number">${count(value)}</td><td class="number">${share(value, total)}</td></tr>`)}</tbody></table></div></details>
</figure>`;
}

const chart = { width: 640, height: 120, top: 16, bottom: 18 } as const;

function bars(histogram: Histogram, summary: string): Markup {
	const { counts, edges = [], bounds = [] } = histogram;
	const first = Math.min(edges[0] ?? 0, ...bounds);
	const last = Math.max(edges.at(-1) ?? 1, ...bounds);
	const span = last - first || 1;
	const x = (value: number) => ((value - first) / span) * (chart.width - 2) + 1;
	const plot = chart.height - chart.top - chart.bottom;
	const top = Math.max(...counts);
	const floor = chart.height - chart.bottom;
	return html`<svg viewBox="0 0 ${chart.width} ${chart.height}" role="img" aria-label="${summary}">
${counts.map((value, index) => {
	// A bin that is not empty stays visible beside one a million times its size.
	const height = value === 0 ? 0 : Math.max(1.5, (value / top) * plot);
	const left = x(edges[index] ?? 0);
	const width = Math.max(0.5, x(edges[index + 1] ?? 0) - left - 1);
	return (
		value > 0 &&
		html`<rect class="bin" x="${round(left)}" y="${round(floor - height)}" width="${round(width)}" height="${round(height)}"><title>${binName(histogram, index)}: ${count(value)}</title></rect>`
	);
})}
<path class="axis" d="M0 ${floor + 0.5}H${chart.width}"/>
<text x="1" y="${chart.height - 4}">${axis(edges[0], histogram)}</text><text x="${chart.width - 1}" y="${chart.height - 4}" text-anchor="end">${axis(edges.at(-1), histogram)}</text>
${bounds.map((bound) => {
	const at = round(x(bound));
	const anchor = at < 60 ? 'start' : at > chart.width - 60 ? 'end' : 'middle';
	return html`<path class="bound" d="M${at} ${chart.top - 2}V${floor}"/><text class="bound" x="${at}" y="11" text-anchor="${anchor}">${axis(bound, histogram)}</text>`;
})}
</svg>`;
}

function categories(histogram: Histogram, summary: string): Markup {
	const shown = histogram.counts
		.map((value, index) => ({ value, name: binName(histogram, index) }))
		.sort((a, b) => b.value - a.value)
		.slice(0, 10);
	const top = Math.max(...shown.map(({ value }) => value));
	const row = 22;
	const wide = 420;
	const labels = 160;
	const height = shown.length * row;
	return html`<svg class="categories" viewBox="0 0 ${wide} ${height}" role="img" aria-label="${summary}">${shown.map(
		({ value, name }, index) => {
			const width = value === 0 ? 0 : Math.max(1.5, (value / top) * (wide - labels - 80));
			return html`<text x="${labels - 8}" y="${index * row + 15}" text-anchor="end">${shorten(name, 18)}</text><rect class="bin" x="${labels}" y="${index * row + 3}" width="${round(width)}" height="${row - 6}"/><text x="${round(labels + width + 6)}" y="${index * row + 15}">${count(value)}</text>`;
		},
	)}</svg>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
