import { visible } from '../../../server/src/report/visible.ts';
import { count, counted, duration } from '../../../server/src/report/words.ts';
import { Icon } from '../components/Icon.tsx';
import { Menu, type MenuItem } from '../components/Menu.tsx';
import type { ShownSample } from '../messages.ts';
import { mostMarked } from './marks.ts';
import type { Host, Known } from './Panel.tsx';

export interface HeadProps {
	readonly sample: ShownSample | undefined;
	readonly known: Known | undefined;
	readonly violating: string | undefined;
	/** @param id of the rule whose rows alone are wanted; empty for all rows */
	choose(id: string): void;
	readonly showSensitive: boolean;
	toggleSensitive(): void;
	readonly problem: string | undefined;
	/** Ids of the rules whose cells pages mark by themselves. */
	readonly tested: ReadonlySet<string>;
	/** Rows have been waited for so long that it should be said. */
	readonly isReading: boolean;
	cancel(): void;
	readAgain(): void;
	readonly items: readonly MenuItem[];
	readonly post: Host['post'];
}

/** What rows these are, which of them are shown, and what went wrong with reading them. */
export function Head(props: HeadProps) {
	const { sample, known, violating, choose, showSensitive, toggleSensitive, problem, readAgain, items, post, tested } = props;
	const rule = sample?.rules.find(({ id }) => id === violating);
	const masked = known?.columns.filter((column) => column.masked !== undefined) ?? [];
	const isPartly =
		violating === undefined && known && sample?.rules.some(({ id, failingRows }) => failingRows > mostMarked && !tested.has(id));
	return (
		<header class="head">
			<div class="head-title">
				<h1>
					<span>{sample ? visible(sample.object) : ' '}</span>
					{sample ? <span class="quiet head-server">&nbsp;· {sample.name}</span> : undefined}
				</h1>
				<span class="quiet numbers">
					{props.isReading ? (
						<>
							{'Reading rows… '}
							<button type="button" class="link" onClick={() => props.cancel()}>
								Cancel
							</button>
						</>
					) : known ? (
						`${known.total === undefined ? 'rows not counted' : counted(known.total, rule ? 'failing row' : 'row')} · ${counted(known.columns.length, 'column')} · ${duration(known.durationMs)}`
					) : undefined}
				</span>
			</div>
			<div class="head-progress">
				{props.isReading ? <vscode-progress-bar role="progressbar" aria-label="Reading rows" indeterminate /> : undefined}
			</div>
			<div class="toolbar" hidden={sample !== undefined && !sample.trusted}>
				{(sample?.rules.length ?? 0) > 0 ? (
					<vscode-single-select
						class="choice wide"
						label="Rows"
						title="Which rows to show"
						onChange={(event) => choose('value' in event.currentTarget ? String(event.currentTarget.value) : '')}
					>
						<vscode-option value="" selected={violating === undefined}>
							All rows
						</vscode-option>
						{sample?.rules.map(({ id, label, failingRows }) => (
							<vscode-option key={id} value={id} selected={id === violating}>
								{`${counted(failingRows, 'row')}: ${label}`}
							</vscode-option>
						))}
					</vscode-single-select>
				) : (
					<span />
				)}
				{isPartly ? <span class="quiet">{`Marked: the first ${count(mostMarked)} rows of each rule`}</span> : undefined}
				<div class="filters">
					{rule ? (
						<button
							type="button"
							class="tool"
							title="Go to the rule in the contract"
							onClick={() => post({ kind: 'reveal', range: rule.range, focus: true })}
						>
							<Icon name="go-to-file" />
							Open Rule
						</button>
					) : undefined}
					{masked.length > 0 || showSensitive ? (
						<button
							type="button"
							class="tool"
							aria-pressed={showSensitive}
							title={
								showSensitive
									? 'Mask the columns that the contract classifies as sensitive'
									: 'Show the columns that the contract classifies as sensitive'
							}
							onClick={toggleSensitive}
						>
							<Icon name={showSensitive ? 'eye-closed' : 'eye'} />
							{showSensitive ? 'Mask Again' : `Show ${counted(masked.length, 'Masked Column')}`}
						</button>
					) : undefined}
					<Menu label="Export" icon="export" title="Copy or save the rows that have been read" items={items} disabled={!known} />
				</div>
			</div>
			{problem !== undefined && known ? (
				<p class="notice bad" role="alert">
					<Icon name="error" />
					<span>{visible(problem)}</span>
					<button type="button" class="link" onClick={() => readAgain()}>
						Read Again
					</button>
				</p>
			) : undefined}
		</header>
	);
}
