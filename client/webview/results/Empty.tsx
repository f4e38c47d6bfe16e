import type { ComponentChildren } from 'preact';
import { visible } from '../../../server/src/report/visible.ts';
import { counted } from '../../../server/src/report/words.ts';
import type { StoredRun } from '../../../server/src/shared/messages.ts';
import { Icon } from '../components/Icon.tsx';
import type { ShownContract } from '../messages.ts';
import { type Filter, inTab, noFilter } from './filter.ts';
import type { Host } from './Panel.tsx';
import type { PanelState } from './state.ts';

/** Before the first check: what it will do, and the one button that does it. */
export function NeverRun({
	contract,
	check,
	ended,
}: {
	readonly contract: ShownContract;
	readonly ended: PanelState['ended'];
	check(): void;
}) {
	const { declared, running } = contract;
	const objects = declared?.objects ?? [];
	const named = objects.length > 0 && objects.length <= 3 ? ` (${objects.map(visible).join(', ')})` : '';
	const what = declared ? `the ${counted(declared.rules, 'rule')} of ${counted(objects.length, 'object')}${named}` : 'its rules';
	return (
		<Empty icon={running ? 'loading' : 'checklist'} title={running ? 'Reading the data' : `Check ${contract.name}`}>
			<p>
				{running
					? 'Results appear here as they come.'
					: `A check holds ${what} against the data on this machine. It reads the data and changes nothing.`}
			</p>
			{running ? undefined : (
				<vscode-button onClick={() => check()}>{ended?.state === 'failed' ? 'Run Again' : 'Check Contract'}</vscode-button>
			)}
		</Empty>
	);
}

export function Untrusted({ post }: { readonly post: Host['post'] }) {
	return (
		<Empty icon="shield" title="This workspace is not trusted">
			<p>A check reads data and runs the contract’s SQL, so it waits until you trust the workspace. The text is checked as always.</p>
			<vscode-button onClick={() => post({ kind: 'trust' })}>Manage Trust</vscode-button>
		</Empty>
	);
}

/** No source could be read: why, for each, and the way to where it is written. */
export function NoData({ run, reason, post }: { readonly run: StoredRun; readonly reason: string; readonly post: Host['post'] }) {
	const sources = run.results.filter(({ result }) => result.rule === 'data.source');
	const first = sources[0]?.result;
	return (
		<Empty icon="database" title="There was no data to check">
			<p>{visible(reason)}</p>
			<p class="quiet">Correct where the contract looks for it, or put the data there, and run the check again.</p>
			{sources.length > 1 ? <p class="quiet">{counted(sources.length - 1, 'other source')} could not be read either.</p> : undefined}
			{first ? (
				<vscode-button onClick={() => post({ kind: 'reveal', range: first.location.range, focus: true })}>Show in Contract</vscode-button>
			) : undefined}
		</Empty>
	);
}

/** The list is empty: because nothing fails, or because of the filter. */
export function Nothing({
	run,
	filter,
	setFilter,
	isRunning,
}: {
	readonly run: StoredRun;
	readonly filter: Filter;
	readonly isRunning: boolean;
	setFilter(filter: Filter): void;
}) {
	const isFiltered = filter.object !== '' || filter.dimension !== '' || filter.find !== '';
	if (isFiltered && run.results.some((each) => inTab(each, filter.tab))) {
		return (
			<Empty icon="filter" title="No rule matches">
				<vscode-button
					secondary
					onClick={() => setFilter({ ...noFilter, tab: filter.tab, sort: filter.sort, descending: filter.descending })}
				>
					Clear Filter
				</vscode-button>
			</Empty>
		);
	}
	if (filter.tab === 'notEnforced')
		return <Empty icon="pass" title={isRunning ? 'Nothing is left out so far' : 'Every rule is held against the data'} />;
	if (run.results.length === 0) return <Empty icon="info" title="The contract declares nothing that could be checked" />;
	return (
		<Empty icon={isRunning ? 'sync' : 'pass'} title={isRunning ? 'Nothing fails so far' : 'Nothing fails'}>
			<vscode-button secondary onClick={() => setFilter({ ...noFilter, tab: 'all' })}>
				Show All {run.results.length.toLocaleString('en-US')} Rules
			</vscode-button>
		</Empty>
	);
}

function Empty({ icon, title, children }: { readonly icon: string; readonly title: string; readonly children?: ComponentChildren }) {
	return (
		<section class="empty">
			<Icon name={icon} />
			<h2>{title}</h2>
			{children}
		</section>
	);
}
