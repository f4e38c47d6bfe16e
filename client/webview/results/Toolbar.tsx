import { useMemo } from 'preact/hooks';
import { count } from '../../../server/src/report/words.ts';
import type { StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import { Menu } from '../components/Menu.tsx';
import { toCsv, toJson } from '../components/tables.ts';
import { type Filter, inTab, namesIn, tabs } from './filter.ts';
import type { Host } from './Panel.tsx';

export interface ToolbarProps {
	readonly run: StoredRun;
	readonly rows: readonly StoredResult[];
	readonly filter: Filter;
	setFilter(filter: Filter): void;
	readonly post: Host['post'];
	readonly name: string;
}

const tabTitles = { failed: 'Failed', all: 'All', notEnforced: 'Not enforced' } as const;

const tabWords = {
	failed: 'Rules that failed, warned or could not be checked',
	all: 'All rules of the contract',
	notEnforced: 'Rules that no check can be made of, and why',
} as const;

/** What of the results is listed, and where it can be taken. */
export function Toolbar({ run, rows, filter, setFilter, post, name }: ToolbarProps) {
	const { counts, objects, dimensions } = useMemo(
		() => ({
			counts: tabs.map((tab) => run.results.reduce((sum, each) => sum + (inTab(each, tab) ? 1 : 0), 0)),
			objects: namesIn(run.results, 'object'),
			dimensions: namesIn(run.results, 'dimension'),
		}),
		[run],
	);
	const stem = name.replace(/\.ya?ml$/i, '');
	const items = [
		{ label: 'Copy as CSV', run: () => post({ kind: 'copy', what: 'results', text: toCsv(tableOf(rows)) }) },
		{ label: 'Copy as JSON', run: () => post({ kind: 'copy', what: 'results', text: toJson(tableOf(rows)) }) },
		{ label: 'Save as CSV…', run: () => post({ kind: 'save', name: `${stem}.results.csv`, text: toCsv(tableOf(rows)) }) },
		{ label: 'Save as JSON…', run: () => post({ kind: 'save', name: `${stem}.results.json`, text: toJson(tableOf(rows)) }) },
	];
	return (
		<div class="toolbar">
			<fieldset class="tabs">
				<legend class="visually-hidden">Which rules</legend>
				{tabs.map((tab, index) => (
					<label key={tab} class={filter.tab === tab ? 'chosen' : ''} title={tabWords[tab]}>
						<input
							type="radio"
							name="tab"
							class="visually-hidden"
							checked={filter.tab === tab}
							onChange={() => setFilter({ ...filter, tab })}
						/>
						{tabTitles[tab]} <span class="count">{count(counts[index] ?? 0)}</span>
					</label>
				))}
			</fieldset>
			<div class="filters">
				<Choice
					label="Object"
					all="All objects"
					names={objects}
					value={filter.object}
					choose={(object) => setFilter({ ...filter, object })}
				/>
				<Choice
					label="Dimension"
					all="All dimensions"
					names={dimensions}
					value={filter.dimension}
					choose={(dimension) => setFilter({ ...filter, dimension })}
				/>
				<vscode-textfield
					class="find"
					type="search"
					placeholder="Find rule…"
					label="Find rule"
					title="Find rule (Ctrl+F)"
					value={filter.find}
					onInput={(event) => setFilter({ ...filter, find: 'value' in event.currentTarget ? String(event.currentTarget.value) : '' })}
				/>
				<Menu label="Export" icon="export" title="Copy or save what is listed" items={items} />
			</div>
		</div>
	);
}

interface ChoiceProps {
	readonly label: string;
	readonly all: string;
	readonly names: readonly string[];
	readonly value: string;
	choose(name: string): void;
}

/** A filter by name; where there is but one name there is nothing to choose. */
function Choice({ label, all, names, value, choose }: ChoiceProps) {
	if (names.length < 2 && value === '') return undefined;
	return (
		<vscode-single-select
			class="choice"
			label={label}
			title={`${label} to list`}
			onChange={(event) => choose('value' in event.currentTarget ? String(event.currentTarget.value) : '')}
		>
			<vscode-option value="" selected={value === ''}>
				{all}
			</vscode-option>
			{names.map((name) => (
				<vscode-option key={name} value={name} selected={name === value}>
					{name}
				</vscode-option>
			))}
		</vscode-single-select>
	);
}

function tableOf(rows: readonly StoredResult[]) {
	const columns = [
		'outcome',
		'object',
		'property',
		'rule',
		'expected',
		'observed',
		'failingRows',
		'totalRows',
		'message',
		'line',
		'checked',
	];
	return {
		columns,
		rows: rows.map(({ result, checkedIso }) => [
			result.outcome,
			result.object,
			result.property,
			result.rule,
			result.expected,
			result.observed,
			result.failingRows,
			result.totalRows,
			result.message,
			result.location.range.start.line + 1,
			checkedIso,
		]),
	};
}
