import { useState } from 'preact/hooks';
import { hasShape } from '../../../server/src/report/histogram.ts';
import { headline, outcomeWords, subjectOf } from '../../../server/src/report/outcome.ts';
import { visible, visibleLines } from '../../../server/src/report/visible.ts';
import { duration } from '../../../server/src/report/words.ts';
import type { StoredResult } from '../../../server/src/shared/messages.ts';
import { age } from '../components/age.ts';
import { Chart } from '../components/Chart.tsx';
import { Icon } from '../components/Icon.tsx';
import { Menu } from '../components/Menu.tsx';
import { outcomeIcons } from '../components/outcome.ts';
import { toCsv, toJson } from '../components/tables.ts';
import { FailingRows, plainRows } from './FailingRows.tsx';
import type { Host } from './Panel.tsx';
import { together } from './verdict.ts';

export interface DetailsProps {
	readonly stored: StoredResult;
	/** Share of the height. */
	readonly split: number;
	readonly post: Host['post'];
	check(ids: readonly string[]): void;
	close(): void;
	readonly now: number;
	readonly isRunning: boolean;
}

/** One result: the sentence, the rows behind it, how the column is distributed, and the query that asked. */
export function Details({ stored, split, post, check, close, now, isRunning }: DetailsProps) {
	const { result, checkedIso, stale } = stored;
	const { message, reason } = headline(result);
	const rows = result.samples ?? [];
	const { object } = result;
	const copies = [
		...(rows.length > 0
			? [
					{ label: 'Failing Rows as CSV', run: () => post({ kind: 'copy', what: 'failing rows', text: toCsv(plainRows(result)) }) },
					{ label: 'Failing Rows as JSON', run: () => post({ kind: 'copy', what: 'failing rows', text: toJson(plainRows(result)) }) },
				]
			: []),
		{ label: 'Finding', run: () => post({ kind: 'copy', what: 'finding', text: message }) },
		...(result.sql ? [{ label: 'SQL', run: () => post({ kind: 'copy', what: 'SQL', text: result.sql ?? '' }) }] : []),
	];
	const facts = [
		outcomeWords[result.outcome],
		...(result.dimension ? [result.dimension] : []),
		`checked ${age(checkedIso, now)}`,
		...(result.durationMs >= 1 ? [duration(result.durationMs)] : []),
		...(stale ? [stale === 'data' ? 'data changed since' : 'rule changed since'] : []),
	];
	return (
		<section
			class={`details${stale ? ' pale' : ''}`}
			aria-label={`Details of ${visible(subjectOf(result) || 'the contract')}`}
			style={{ flexBasis: `${split * 100}%` }}
		>
			<div class="details-head">
				<h2 title={visible(subjectOf(result))}>
					<Icon name={outcomeIcons[result.outcome]} tone={stale ? 'stale' : result.outcome} />
					<span>{visible(message)}</span>
				</h2>
				<button type="button" class="tool" onClick={close} title="Close details (Escape)" aria-label="Close details">
					<Icon name="close" />
				</button>
			</div>
			<p class="quiet numbers">{facts.map(together).join(' · ')}</p>
			{reason ? <p class="reason">{visibleLines(reason)}</p> : undefined}
			<div class="actions">
				<button
					type="button"
					class="tool"
					title="Go to the rule in the contract (Enter)"
					onClick={() => post({ kind: 'reveal', range: result.location.range, focus: true })}
				>
					<Icon name="go-to-file" />
					Open Rule
				</button>
				<button type="button" class="tool" disabled={isRunning} title="Check this rule alone" onClick={() => check([result.id])}>
					<Icon name="play" />
					Run Rule
				</button>
				{object !== undefined && result.failingRows ? (
					<button
						type="button"
						class="tool"
						title="All rows that break the rule"
						onClick={() => post({ kind: 'sample', object, violating: result.id })}
					>
						<Icon name="table" />
						Show Failing Rows
					</button>
				) : undefined}
				<Menu label="Copy" icon="copy" title="Copy to the clipboard" items={copies} />
			</div>
			<div class="evidence">
				{rows.length > 0 ? <FailingRows result={result} /> : undefined}
				{result.histogram && hasShape(result.histogram) ? (
					<Chart histogram={result.histogram} name={visible(result.property ?? 'Distribution')} />
				) : undefined}
			</div>
			<Sql result={result} />
		</section>
	);
}

function Sql({ result }: { readonly result: StoredResult['result'] }) {
	const [isOpen, setOpen] = useState(false);
	const { sql, outcome, engine, samples = [] } = result;
	if (outcome === 'notEnforced' || (outcome === 'errored' && !sql)) return undefined;
	const why = !sql
		? 'No rows were read for this rule: the names, types and statistics that the files carry decide it.'
		: samples.length > 0
			? `${visible(engine)} ran this. The rows that it gives break the rule; they are the ones above.`
			: `${visible(engine)} ran this. What it gives was held against: ${visible(result.expected ?? 'the rule')}.`;
	return (
		<details class="sql" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary>Why this SQL</summary>
			<p class="quiet">{why}</p>
			{sql ? (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
				<pre tabIndex={0} role="group" aria-label="SQL that was run">
					<code>{visibleLines(sql)}</code>
				</pre>
			) : undefined}
		</details>
	);
}
