import type { RunState, StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import type { KeptState, ShownContract, ToResults } from '../messages.ts';
import { type Filter, noFilter, sortKeys, tabs } from './filter.ts';

export interface PanelState {
	readonly contract: ShownContract | undefined;
	readonly filter: Filter;
	/** Id of the rule whose details are shown. */
	readonly selected: string | undefined;
	/** How the last run ended, where it did not end with results. */
	readonly ended: Extract<RunState, { state: 'cancelled' | 'failed' }> | undefined;
	/** A run ended while the panel was open: to be said once. */
	readonly announced: StoredRun | undefined;
}

/** What is remembered over a reload, besides what the extension finds the contract by. */
export interface Kept extends KeptState {
	readonly filter: Filter;
	readonly selected?: string;
	readonly top: number;
	/** Height of the details, a share of the panel. */
	readonly split: number;
}

/** The state after a message of the extension. */
export function received(state: PanelState, message: ToResults): PanelState {
	switch (message.kind) {
		case 'show': {
			const isOther = state.contract !== undefined && state.contract.uri !== message.contract.uri;
			const next = isOther ? { ...state, selected: undefined, ended: undefined, filter: noFilter } : state;
			return atLine(shownRun({ ...next, contract: message.contract }), message.selectLine);
		}
		case 'run':
			return state.contract && state.contract.uri === message.state.uri ? ran(state, state.contract, message.state) : state;
		case 'cursor':
			return atLine(state, message.line);
	}
}

function ran(state: PanelState, contract: ShownContract, run: RunState): PanelState {
	const { running: _, ...rest } = contract;
	switch (run.state) {
		case 'running':
			return { ...state, contract: { ...rest, running: joined(contract.running, run) }, ended: undefined, announced: undefined };
		case 'done':
			return shownRun({ ...state, contract: { ...rest, run: run.run }, ended: undefined, announced: run.run });
		default:
			return { ...state, contract: rest, ended: run };
	}
}

/** What has arrived of a run so far, told piece by piece. */
function joined(known: RunState | undefined, said: Extract<RunState, { state: 'running' }>): RunState {
	const earlier = known?.state === 'running' && said.phase !== 'Waiting' ? (known.fresh ?? []) : [];
	const fresh = said.fresh ? [...earlier, ...said.fresh] : earlier;
	return fresh.length > 0 ? { ...said, fresh } : said;
}

/**
 * The results to show: those of the last check, and while another runs what has arrived of it in their place.
 * `arrived` holds the ids of those; undefined: nothing runs.
 */
export function liveRun({ uri, run, running }: ShownContract): {
	readonly run: StoredRun | undefined;
	readonly arrived?: ReadonlySet<string>;
} {
	if (running?.state !== 'running') return { run };
	const { fresh = [] } = running;
	const arrived = new Map(fresh.map((each) => [each.result.id, each]));
	if (arrived.size === 0) return { run, arrived: new Set() };
	const old = run?.results ?? [];
	const trends = new Map(old.flatMap(({ result, trend }) => (trend ? [[result.id, trend] as const] : [])));
	const withTrend = (each: StoredResult): StoredResult => {
		const trend = trends.get(each.result.id);
		return trend ? { ...each, trend } : each;
	};
	const kept = old.filter(({ result }) => !arrived.has(result.id));
	const at = ({ result }: StoredResult) => result.location.range.start;
	const results = [...kept, ...[...arrived.values()].map(withTrend)].sort(
		(a, b) => at(a).line - at(b).line || at(a).character - at(b).character,
	);
	const none = { uri, startedIso: '', durationMs: 0, history: [] };
	return { run: { ...(run ?? none), results }, arrived: new Set(arrived.keys()) };
}

/** The rule whose details are open may be gone. */
function shownRun(state: PanelState): PanelState {
	const results = state.contract?.run?.results;
	if (!results || state.selected === undefined) return state;
	return results.some(({ result }) => result.id === state.selected) ? state : { ...state, selected: undefined };
}

/** Selects the rule on a line of the contract: the innermost there, one that fails before one that does not. */
function atLine(state: PanelState, line: number | undefined): PanelState {
	if (line === undefined) return state;
	const here = (state.contract?.run?.results ?? []).filter(
		({ result: { location } }) => location.range.start.line <= line && line <= location.range.end.line,
	);
	if (here.some(({ result }) => result.id === state.selected)) return state;
	const span = ({ result: { location } }: (typeof here)[number]) => location.range.end.line - location.range.start.line;
	const rank = ({ result: { outcome } }: (typeof here)[number]) => (outcome === 'passed' || outcome === 'notEnforced' ? 1 : 0);
	const [found] = here.sort((a, b) => span(a) - span(b) || rank(a) - rank(b));
	return found ? { ...state, selected: found.result.id } : state;
}

/** What was kept, as far as it is what this version keeps. */
export function restored(
	kept: Partial<Record<keyof Kept, unknown>>,
): Pick<Kept, 'filter' | 'top' | 'split'> & { selected: string | undefined } {
	const filter: Partial<Record<keyof Filter, unknown>> = typeof kept.filter === 'object' && kept.filter !== null ? kept.filter : {};
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return {
		filter: {
			tab: tabs.find((tab) => tab === filter.tab) ?? noFilter.tab,
			sort: sortKeys.find((key) => key === filter.sort) ?? noFilter.sort,
			object: text(filter.object),
			dimension: text(filter.dimension),
			find: text(filter.find),
			descending: filter.descending === true,
		},
		selected: typeof kept.selected === 'string' ? kept.selected : undefined,
		top: typeof kept.top === 'number' && kept.top >= 0 ? kept.top : 0,
		split: typeof kept.split === 'number' && kept.split > 0.1 && kept.split < 0.9 ? kept.split : defaultSplit,
	};
}

export const defaultSplit = 0.5;
