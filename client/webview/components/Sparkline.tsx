import { figure } from '../../../server/src/report/words.ts';

/** Figures of earlier runs and the latest as bars; the words say what the bars do. */
export function Sparkline({ values, what }: { readonly values: readonly number[]; readonly what: string }) {
	const shown = values.slice(-12);
	if (shown.length < 2) return undefined;
	const low = Math.min(0, ...shown);
	const span = Math.max(...shown) - low;
	const step = 5;
	const summary = `${what} of the last ${shown.length} runs: ${shown.map(figure).join(', ')}`;
	return (
		<svg
			class="sparkline"
			role="img"
			aria-label={summary}
			width={shown.length * step}
			height="14"
			viewBox={`0 0 ${shown.length * step} 14`}
		>
			<title>{summary}</title>
			{shown.map((value, index) => {
				const height = span === 0 ? 1 : Math.max(1, (13 * (value - low)) / span);
				return (
					<rect
						key={index}
						class={index === shown.length - 1 ? 'last' : ''}
						x={index * step}
						y={14 - height}
						width={step - 1}
						height={height}
					/>
				);
			})}
		</svg>
	);
}
