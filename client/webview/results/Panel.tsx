import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { connect } from '../components/host.ts';
import { useNow } from '../components/useNow.ts';
import { type FromResults, isFromExtension, type ToResults } from '../messages.ts';
import { Details } from './Details.tsx';
import { NeverRun, NoData, Nothing, Untrusted } from './Empty.tsx';
import { type Filter, filtered } from './filter.ts';
import { Head } from './Head.tsx';
import { RuleList } from './RuleList.tsx';
import { Splitter } from './Splitter.tsx';
import { type Kept, liveRun, type PanelState, received, restored } from './state.ts';
import { Toolbar } from './Toolbar.tsx';
import { failedOf, noDataIn, verdictOf } from './verdict.ts';

export type Host = ReturnType<typeof connect<FromResults, Kept>>;

type Action =
	| { readonly kind: 'message'; readonly message: ToResults }
	| { readonly kind: 'filter'; readonly filter: Filter }
	| { readonly kind: 'select'; readonly id: string | undefined };

function reduce(state: PanelState, action: Action): PanelState {
	switch (action.kind) {
		case 'message':
			return received(state, action.message);
		case 'filter':
			return { ...state, filter: action.filter };
		case 'select':
			return { ...state, selected: action.id };
	}
}

/** The results of one contract: the answer first, then its rules, then what is behind the one that is selected. */
export function Panel({ host }: { readonly host: Host }) {
	const kept = useMemo(() => restored(host.kept()), []);
	const [state, act] = useReducer(reduce, {
		contract: undefined,
		filter: kept.filter,
		selected: kept.selected,
		ended: undefined,
		announced: undefined,
	});
	const [split, setSplit] = useState(kept.split);
	const top = useRef(kept.top);
	const now = useNow();
	const { contract, filter, selected } = state;
	const { run, arrived } = useMemo(() => (contract ? liveRun(contract) : { run: undefined }), [contract]);

	useEffect(() => {
		const listen = ({ data }: MessageEvent) => {
			if (isFromExtension<ToResults>(data, ['show', 'run', 'cursor'])) act({ kind: 'message', message: data });
		};
		window.addEventListener('message', listen);
		host.post({ kind: 'ready' });
		return () => window.removeEventListener('message', listen);
	}, []);

	const keep = () => {
		if (contract) host.keep({ uri: contract.uri, filter, top: top.current, split, ...(selected === undefined ? {} : { selected }) });
	};
	useEffect(keep, [contract?.uri, filter, selected, split]);

	const last = contract?.run;
	const verdict = useMemo(() => last && verdictOf(last), [last]);
	const announced = useMemo(() => state.announced && verdictOf(state.announced), [state.announced]);
	const rows = useMemo(() => filtered(run?.results ?? [], filter), [run, filter]);
	const shown = useMemo(() => run?.results.find(({ result }) => result.id === selected), [run, selected]);
	const post = host.post;
	const select = useCallback((id: string | undefined) => act({ kind: 'select', id }), []);
	const setFilter = useCallback((next: Filter) => act({ kind: 'filter', filter: next }), []);
	const check = useCallback((ids?: readonly string[]) => post({ kind: 'check', force: true, ...(ids ? { ids } : {}) }), []);

	const closeDetails = () => {
		select(undefined);
		document.querySelector<HTMLElement>('.rules .grid-body [tabindex="0"]')?.focus();
	};
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.defaultPrevented) return;
			if (event.key === 'Escape' && selected !== undefined) closeDetails();
			if (event.key === 'f' && (event.ctrlKey || event.metaKey)) {
				event.preventDefault();
				document.querySelector<HTMLElement>('vscode-textfield')?.focus();
			}
		};
		window.addEventListener('keydown', onKey);
		return () => window.removeEventListener('keydown', onKey);
	}, [selected]);

	const noData = useMemo(() => run && noDataIn(run), [run]);
	const failing = useMemo(() => failedOf(run?.results ?? [], arrived), [run, arrived]);
	return (
		<main class="panel" aria-busy={contract?.running !== undefined}>
			<Head
				contract={contract}
				verdict={verdict}
				ended={state.ended}
				now={now}
				post={post}
				check={check}
				noData={noData !== undefined}
				failing={failing}
			/>
			<p class="visually-hidden" role="status">
				{announced
					? `Check finished: ${announced.sentence}`
					: state.ended
						? state.ended.state === 'cancelled'
							? 'The check was cancelled'
							: 'The check did not finish'
						: ''}
			</p>
			{contract === undefined ? (
				<div class="body" />
			) : !contract.trusted ? (
				<Untrusted post={post} />
			) : run === undefined ? (
				<NeverRun contract={contract} check={check} ended={state.ended} />
			) : noData !== undefined ? (
				<NoData run={run} reason={noData} post={post} />
			) : (
				<>
					<Toolbar run={run} rows={rows} filter={filter} setFilter={setFilter} post={post} name={contract.name} />
					<div class="body">
						{rows.length === 0 ? (
							<Nothing filter={filter} run={run} setFilter={setFilter} isRunning={arrived !== undefined} />
						) : (
							<RuleList
								rows={rows}
								filter={filter}
								setFilter={setFilter}
								selected={selected}
								select={select}
								post={post}
								running={contract.running}
								arrived={arrived}
								fits={shown !== undefined}
								initialTop={kept.top}
								onScrolled={(to) => {
									top.current = to;
									keep();
								}}
							/>
						)}
						{shown ? (
							<>
								<Splitter split={split} setSplit={setSplit} />
								<Details
									key={shown.result.id}
									stored={shown}
									split={split}
									post={post}
									check={check}
									close={closeDetails}
									now={now}
									isRunning={contract.running !== undefined}
								/>
							</>
						) : undefined}
					</div>
				</>
			)}
		</main>
	);
}
