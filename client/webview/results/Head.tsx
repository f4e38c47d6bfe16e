import { useMemo } from 'preact/hooks';
import { count, counted, duration } from '../../../server/src/report/words.ts';
import { age } from '../components/age.ts';
import { Icon } from '../components/Icon.tsx';
import { outcomeIcons } from '../components/outcome.ts';
import { Sparkline } from '../components/Sparkline.tsx';
import type { ShownContract } from '../messages.ts';
import type { Host } from './Panel.tsx';
import type { PanelState } from './state.ts';
import { erroredIn, staleIn, together, type Verdict } from './verdict.ts';

export interface HeadProps {
	readonly contract: ShownContract | undefined;
	readonly verdict: Verdict | undefined;
	readonly ended: PanelState['ended'];
	readonly noData: boolean;
	/** Rules that do not pass, of those that a running check has told. */
	readonly failing: number;
	readonly now: number;
	readonly post: Host['post'];
	check(): void;
}

/** What, where and when; the verdict; what stands against believing it. Each line is there before there is data for it. */
export function Head({ contract, verdict, ended, noData, failing, now, post, check }: HeadProps) {
	const run = contract?.run;
	const running = contract?.running?.state === 'running' ? contract.running : undefined;
	const told = useMemo(() => run && { stale: staleIn(run), errored: erroredIn(run) }, [run]);
	const stale = running ? undefined : told?.stale;
	const errored = running || noData ? undefined : told?.errored;
	const failures = run?.history.map(({ failed, errored, warned }) => failed + errored + warned) ?? [];
	return (
		<header class="head">
			<div class="head-title">
				<h1 title={contract ? [contract.folder, contract.name].filter(Boolean).join('/') : ''}>
					<button type="button" class="link" disabled={!contract} title="Open the contract" onClick={() => post({ kind: 'openContract' })}>
						{contract?.name ?? ' '}
					</button>
					{run?.server ? <span class="quiet head-server">&nbsp;· server {run.server}</span> : undefined}
				</h1>
				<span class="quiet numbers">
					{run ? (
						<>
							<time dateTime={run.startedIso} title={new Date(run.startedIso).toLocaleString()}>
								{age(run.startedIso, now)}
							</time>
							{` · ${together(duration(run.durationMs))}`}
							{verdict && verdict.rows > 0 ? ` · ${together(counted(verdict.rows, 'row'))}` : ''}
						</>
					) : undefined}
				</span>
			</div>
			<div class="head-verdict">
				{running ? (
					<span class="verdict">
						<Icon name="sync codicon-modifier-spin" />
						<span class="verdict-words">
							<strong>{progressWords(running)}</strong>
							{failing > 0 ? <span class="quiet numbers">{together(`${count(failing)} failed so far`)}</span> : undefined}
						</span>
					</span>
				) : contract && !contract.trusted ? (
					<span class="verdict">
						<Icon name="shield" />
						<span class="verdict-words">
							<strong>Not checked in restricted mode</strong>
						</span>
					</span>
				) : verdict && run ? (
					<span class={`verdict${stale ? ' stale' : ''}`}>
						<Icon
							name={noData ? 'circle-slash' : outcomeIcons[verdict.outcome]}
							tone={stale ? 'stale' : noData ? 'errored' : verdict.outcome}
						/>
						<span class="verdict-words">
							<strong>{noData ? 'No data found' : verdict.sentence}</strong>
							<span class="quiet numbers">{verdict.counts}</span>
						</span>
						<Sparkline values={failures} what="Rules that did not pass, by run: those" />
					</span>
				) : (
					<span class="verdict">
						<Icon name="circle-large-outline" />
						<span class="verdict-words">
							<strong>{contract ? 'Not checked yet' : ' '}</strong>
						</span>
					</span>
				)}
				<span class="head-actions">
					{running ? (
						<vscode-button secondary onClick={() => post({ kind: 'cancel' })} title="Cancel the check">
							Cancel
						</vscode-button>
					) : contract?.trusted && run ? (
						<vscode-button onClick={() => check()} title="Check the contract again">
							Run Again
						</vscode-button>
					) : undefined}
				</span>
			</div>
			<div class="head-progress">
				{running ? (
					<vscode-progress-bar
						role="progressbar"
						aria-label="Check"
						{...(running.total > 0 ? { value: running.done, max: running.total, indeterminate: false } : { indeterminate: true })}
					/>
				) : undefined}
			</div>
			{ended && !running ? (
				<p class={`notice ${ended.state === 'failed' ? 'bad' : ''}`}>
					<Icon name={ended.state === 'failed' ? 'error' : 'circle-slash'} />
					<span>
						{ended.state === 'failed'
							? ended.message
							: `The check was cancelled.${run ? ` These results are from ${age(run.startedIso, now)}.` : ''}`}
					</span>
				</p>
			) : errored ? (
				<p class="notice bad">
					<Icon name="circle-slash" />
					<span>{errored}</span>
				</p>
			) : stale ? (
				<p class="notice">
					<Icon name="history" />
					<span>{stale}</span>
				</p>
			) : undefined}
		</header>
	);
}

function progressWords({ done, total, phase }: Extract<NonNullable<ShownContract['running']>, { state: 'running' }>): string {
	return total > 0 ? `Checking… ${count(done)} of ${counted(total, 'rule')}` : `${phase}…`;
}
