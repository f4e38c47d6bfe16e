import { axis, binName, histogramSummary } from '../../../server/src/report/histogram.ts';
import { count, counted, share } from '../../../server/src/report/words.ts';
import type { Histogram } from '../../../server/src/spec/result.ts';

/** A distribution as bars, the rule's bounds as lines, what it says in a sentence, and the numbers as a table. */
export function Chart({ histogram, name }: { readonly histogram: Histogram; readonly name: string }) {
	const { counts, edges, bounds = [] } = histogram;
	const top = Math.max(...counts, 1);
	const total = counts.reduce((sum, value) => sum + value, 0);
	const step = width / Math.max(1, counts.length);
	const at = positionOf(edges);
	return (
		<figure class="chart">
			<figcaption>{name}</figcaption>
			<svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${name}: ${histogramSummary(histogram)}`} preserveAspectRatio="none">
				{counts.map((value, index) => {
					const tall = value === 0 ? 0 : Math.max(3, (value / top) * (height - 4));
					return (
						<g key={index} class="bar">
							<rect class="hit" x={index * step} y={0} width={step} height={height}>
								<title>{`${binName(histogram, index)}: ${counted(value, 'value')} (${share(value, total)})`}</title>
							</rect>
							<rect class="fill" x={index * step + 0.5} y={height - tall} width={Math.max(1, step - 1)} height={tall} />
						</g>
					);
				})}
				<line class="base" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
				{bounds.map((bound) => (
					<line key={bound} class="bound" x1={at(bound)} x2={at(bound)} y1={0} y2={height} />
				))}
			</svg>
			{edges && edges.length > 1 ? (
				<div class="chart-axis" aria-hidden="true">
					<span>{axis(edges[0], histogram)}</span>
					{bounds.length > 0 ? (
						<span class="chart-bound">
							{bounds.length === 1 ? 'bound' : 'bounds'} {bounds.map((bound) => axis(bound, histogram)).join(' and ')}
						</span>
					) : undefined}
					<span>{axis(edges.at(-1), histogram)}</span>
				</div>
			) : undefined}
			<p class="chart-summary">{histogramSummary(histogram)}</p>
			<details class="chart-table">
				<summary>Values as a table</summary>
				<table>
					<thead>
						<tr>
							<th scope="col">{edges ? 'Range' : 'Value'}</th>
							<th scope="col" class="end">
								Count
							</th>
							<th scope="col" class="end">
								Share
							</th>
						</tr>
					</thead>
					<tbody>
						{counts.map((value, index) => (
							<tr key={index}>
								<th scope="row">{binName(histogram, index)}</th>
								<td class="end">{count(value)}</td>
								<td class="end">{share(value, total)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</details>
		</figure>
	);
}

const width = 320;
const height = 96;

function positionOf(edges: readonly number[] | undefined): (value: number) => number {
	const first = edges?.[0] ?? 0;
	const span = (edges?.at(-1) ?? 1) - first || 1;
	return (value) => Math.min(width - 1, Math.max(1, ((value - first) / span) * width));
}
