import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { outcomeWords, subjectOf } from '../../../server/src/report/outcome.ts';
import { visible } from '../../../server/src/report/visible.ts';
import type { RunState, StoredResult } from '../../../server/src/shared/messages.ts';
import { Grid, type GridColumn } from '../components/Grid.tsx';
import { Icon } from '../components/Icon.tsx';
import { outcomeIcons } from '../components/outcome.ts';
import { Sparkline } from '../components/Sparkline.tsx';
import { useWidth } from '../components/useWidth.ts';
import { type Filter, type SortKey, sortedBy, sortKeys } from './filter.ts';
import { observedShort, shareShort } from './observedShort.ts';
import type { Host } from './Panel.tsx';

export interface RuleListProps {
	readonly rows: readonly StoredResult[];
	readonly filter: Filter;
	setFilter(filter: Filter): void;
	readonly selected: string | undefined;
	select(id: string): void;
	readonly post: Host['post'];
	readonly running: RunState | undefined;
	/** Ids of those that a running check has told; the others are of the check before. */
	readonly arrived: ReadonlySet<string> | undefined;
	/** The list is no taller than its rows: what is below it takes the rest. */
	readonly fits: boolean;
	readonly initialTop: number;
	onScrolled(top: number): void;
}

/** The rules, one a row. Selecting one shows its line in the contract; Enter goes there. */
export function RuleList(props: RuleListProps) {
	const { rows, filter, setFilter, selected, select, post, running, arrived, fits, initialTop, onScrolled } = props;
	const width = useWidth();
	const isNarrow = width < 480;
	const hasTrends = useMemo(() => rows.some((row) => trendOf(row).length > 1), [rows]);
	const columns = useMemo(
		() => columnsFor(width, filter, hasTrends),
		[width < 480, width < 700, filter.sort, filter.descending, hasTrends],
	);
	const rowHeight = isNarrow ? 42 : 24;
	const headHeight = 24;
	const at = useMemo(() => rows.findIndex(({ result }) => result.id === selected), [rows, selected]);
	const [reveal, setReveal] = useState<{ row: number }>();
	const bySelf = useRef<string | undefined>(undefined);
	// Selected from elsewhere (a line of the contract, or before a reload): brought into view.
	useEffect(() => {
		if (at >= 0 && bySelf.current !== selected) setReveal({ row: at });
		bySelf.current = selected;
	}, [selected]);
	const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
	const show = (row: StoredResult, focus: boolean, delayMs = 0) => {
		clearTimeout(waiting.current);
		waiting.current = setTimeout(() => post({ kind: 'reveal', range: row.result.location.range, focus }), delayMs);
	};
	const isAsked = (row: StoredResult) => running?.state === 'running' && !arrived?.has(row.result.id) && isOf(row, running);
	return (
		<div class={`rules${isNarrow ? ' narrow' : ''}`} style={fits ? { maxHeight: `${rows.length * rowHeight + headHeight}px` } : {}}>
			<Grid<StoredResult>
				label="Rules"
				mode="row"
				columns={columns}
				rowCount={rows.length}
				rowHeight={rowHeight}
				headHeight={headHeight}
				rowAt={(index) => rows[index]}
				rowClass={(row) => (row.stale || isAsked(row) ? 'pale' : '')}
				rowLabel={({ result, stale }) =>
					`${outcomeWords[result.outcome]}${stale ? ', stale' : ''}: ${visible(result.message)}, line ${result.location.range.start.line + 1}`
				}
				cell={(row, { key }) => cellOf(row, key, isNarrow)}
				cellTitle={({ result, stale }, { key }) => titleOf(result, stale, key)}
				selected={at < 0 ? undefined : at}
				reveal={reveal}
				onSelect={(index) => {
					const row = rows[index];
					if (!row) return;
					bySelf.current = row.result.id;
					select(row.result.id);
					show(row, false, 120);
				}}
				onActivate={(index) => {
					const row = rows[index];
					if (row) show(row, true);
				}}
				onSort={({ key }) => setFilter(sortedBy(filter, sortKeys.find((each) => each === key) ?? 'subject'))}
				initialTop={initialTop}
				onScrolled={onScrolled}
			/>
		</div>
	);
}

/** Whether a run is of this rule: it may be of some, of one object, or of one contract of the file. */
function isOf({ result }: StoredResult, { ids, object, contract }: Extract<RunState, { state: 'running' }>): boolean {
	if (ids && !ids.includes(result.id)) return false;
	if (object !== undefined && result.object !== object) return false;
	return contract === undefined || Number(/^(\d+)\//.exec(result.id)?.[1] ?? 1) === contract + 1;
}

function columnsFor(width: number, filter: Filter, hasTrends: boolean): GridColumn[] {
	const sorted = (key: SortKey) => (filter.sort !== key ? 'none' : filter.descending ? 'descending' : 'ascending');
	const outcome: GridColumn = {
		key: 'outcome',
		label: 'outcome',
		title: <span class="visually-hidden">Outcome</span>,
		track: '32px',
		sorted: sorted('outcome'),
	};
	const rows: GridColumn = {
		key: 'rows',
		label: 'what was found',
		title: 'Found',
		track: 'minmax(88px, 0.5fr)',
		align: 'end',
		sorted: sorted('rows'),
	};
	const line: GridColumn = { key: 'place', label: 'line', title: 'Line', track: '60px', align: 'end', sorted: sorted('place') };
	if (width < 480) {
		return [
			outcome,
			{ key: 'both', label: 'what it is about', title: 'Rule', track: 'minmax(0, 1fr)', sorted: sorted('subject') },
			{ ...rows, track: 'minmax(64px, max-content)' },
		];
	}
	const subject: GridColumn = {
		key: 'subject',
		label: 'what it is about',
		title: 'Property',
		track: 'minmax(80px, 1fr)',
		sorted: sorted('subject'),
	};
	const rule: GridColumn = { key: 'rule', label: 'rule', title: 'Rule', track: 'minmax(80px, 1.3fr)', sorted: sorted('rule') };
	if (width < 700) return [outcome, subject, rule, rows, line];
	const share: GridColumn = { key: 'share', label: 'share of rows', title: 'Share', track: '84px', align: 'end', sorted: sorted('share') };
	const trend: GridColumn = { key: 'trend', label: 'earlier runs', title: 'Runs', track: '76px' };
	return [outcome, subject, rule, rows, share, ...(hasTrends ? [trend] : []), line];
}

function cellOf(row: StoredResult, key: string, isNarrow: boolean) {
	const { result } = row;
	switch (key) {
		case 'outcome':
			return <Icon name={outcomeIcons[result.outcome]} tone={row.stale ? 'stale' : result.outcome} />;
		case 'both':
			return (
				<span class="two-lines">
					<Subject result={result} />
					<span class="quiet">{visible(result.expected ?? '')}</span>
				</span>
			);
		case 'subject':
			return <Subject result={result} />;
		case 'rule':
			return visible(result.expected ?? '');
		case 'rows':
			return isNarrow ? <span class="numbers">{observedShort(result)}</span> : observedShort(result);
		case 'share':
			return shareShort(result);
		case 'trend':
			return <Sparkline values={trendOf(row)} what="Found in this and" />;
		default:
			return `:${result.location.range.start.line + 1}`;
	}
}

/** `orders.amount`; where there is no room, the object gives way first: the property is what tells rows apart. */
function Subject({ result: { object, property } }: { readonly result: StoredResult['result'] }) {
	return (
		<span class="subject">
			{object === undefined ? undefined : <span class="subject-object">{visible(object)}</span>}
			{object === undefined || property === undefined ? undefined : '.'}
			{property === undefined ? undefined : <span class="subject-property">{visible(property)}</span>}
			{object === undefined && property === undefined ? 'contract' : undefined}
		</span>
	);
}

/** Earlier figures and this one; nothing where they never moved. */
export function trendOf({ result, trend = [] }: StoredResult): readonly number[] {
	const figure = result.failingRows ?? (typeof result.observed === 'number' ? result.observed : undefined);
	const all = figure === undefined ? trend : [...trend, figure];
	return all.every((value) => value === 0) ? [] : all;
}

function titleOf(result: StoredResult['result'], stale: StoredResult['stale'], key: string): string | undefined {
	if (key === 'outcome')
		return `${outcomeWords[result.outcome]}${stale === 'data' ? ', data changed since' : stale === 'rule' ? ', rule changed since' : ''}`;
	if (key === 'trend' || key === 'place') return undefined;
	return key === 'subject' ? visible(subjectOf(result) || 'contract') : visible(result.message);
}
