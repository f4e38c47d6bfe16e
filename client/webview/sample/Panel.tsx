import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { visible } from '../../../server/src/report/visible.ts';
import { count, counted } from '../../../server/src/report/words.ts';
import type { SamplePage } from '../../../server/src/shared/messages.ts';
import type { connect } from '../components/host.ts';
import { Icon } from '../components/Icon.tsx';
import { toCsv, toJson } from '../components/tables.ts';
import { type FromSample, isFromExtension, type KeptState, type ShownRule, type ShownSample, type ToSample } from '../messages.ts';
import { decode } from './decode.ts';
import { Head } from './Head.tsx';
import { Marks, mostMarked, unknownIn } from './marks.ts';
import { Pages, pageRows } from './pages.ts';
import { type ColumnGlimpse, glimpse } from './profile.ts';
import { RowGrid } from './RowGrid.tsx';

/** What is remembered over a reload, besides what the extension finds the rows by. */
export interface Kept extends KeptState {
	readonly top: number;
	readonly widths: Readonly<Record<string, number>>;
}

export type Host = ReturnType<typeof connect<FromSample, Kept>>;

/** Facts that come with the first page and hold for all of them. */
export interface Known {
	readonly columns: SamplePage['columns'];
	readonly total: number | undefined;
	readonly durationMs: number;
	readonly sql: string;
	readonly glimpses: readonly ColumnGlimpse[];
	readonly hasLines: boolean;
}

/** The rows of one object as they are, page by page. */
export function Panel({ host }: { readonly host: Host }) {
	const kept = useMemo(() => restored(host.kept()), []);
	const [sample, setSample] = useState<ShownSample>();
	const [violating, setViolating] = useState(kept.violating);
	const [showSensitive, setSensitive] = useState(false);
	const [known, setKnown] = useState<Known>();
	const [problem, setProblem] = useState<string>();
	const [arrived, setArrived] = useState(0);
	const [isReading, setReading] = useState(false);
	const [tested, setTested] = useState<ReadonlySet<string>>(new Set());
	const [widths, setWidths] = useState(kept.widths);
	const pages = useRef(new Pages());
	const requests = useRef(0);
	const top = useRef(kept.top);
	const [initialTop, setInitialTop] = useState(kept.top);
	/** The furthest row that is known to be there, where nobody counted them. */
	const [reached, setReached] = useState(0);

	/** Requests for the rows that break a rule, so that their cells are marked among the others. */
	const markings = useRef(new Map<number, ShownRule>());
	const marks = useMemo(() => new Marks(sample?.rules ?? [], violating), [sample?.rules, violating]);
	const latestMarks = useRef(marks);
	latestMarks.current = marks;
	const isKnown = known !== undefined;
	useEffect(() => {
		markings.current.clear();
		if (!isKnown) return;
		for (const rule of unknownIn(sample?.rules ?? [], tested)) {
			if (rule.id === violating) continue;
			const request = ++requests.current;
			markings.current.set(request, rule);
			host.post({ kind: 'page', request, offset: 0, limit: mostMarked, showSensitive: false, violating: rule.id });
		}
	}, [isKnown, marks, tested]);

	const question = useRef({ violating, showSensitive });
	question.current = { violating, showSensitive };
	/** Told only where it takes a while. */
	const slow = useRef<ReturnType<typeof setTimeout>>(undefined);
	const track = useCallback(() => {
		clearTimeout(slow.current);
		if (pages.current.waiting === 0) setReading(false);
		else slow.current = setTimeout(() => setReading(true), 300);
	}, []);
	const ask = useCallback((offset: number) => {
		const request = ++requests.current;
		pages.current.asked(offset, request);
		const { violating: only, showSensitive: sensitive } = question.current;
		host.post({ kind: 'page', request, offset, limit: pageRows, showSensitive: sensitive, ...(only ? { violating: only } : {}) });
		track();
	}, []);
	const inView = useRef({ first: 0, last: 0 });
	const askMissing = useCallback(() => {
		for (const offset of pages.current.missing(inView.current.first, inView.current.last)) ask(offset);
	}, []);
	const dropAll = useCallback(() => {
		for (const request of pages.current.dropAll()) host.post({ kind: 'drop', request });
		track();
	}, []);
	/** Everything anew: other rows, or the same with other cells shown. */
	const restart = useCallback((keepPlace: boolean) => {
		dropAll();
		pages.current = new Pages();
		setProblem(undefined);
		setReached(0);
		if (!keepPlace) {
			top.current = 0;
			setInitialTop(0);
			setKnown(undefined);
			inView.current = { first: 0, last: 0 };
		}
		ask(0);
		askMissing();
	}, []);

	useEffect(() => {
		const onPage = async (request: number, page: SamplePage) => {
			const decoded = await decode(page);
			const rule = markings.current.get(request);
			if (rule) {
				markings.current.delete(request);
				latestMarks.current.addPage(rule, decoded);
				setArrived((old) => old + 1);
				return;
			}
			if (!pages.current.arrived(request, decoded)) return;
			track();
			setProblem(undefined);
			const isShort = decoded.length < pageRows;
			setReached((old) => Math.max(old, page.offset + decoded.length + (isShort || page.total !== undefined ? 0 : 1)));
			if (page.offset === 0) {
				setTested(decoded.tested);
				const isAll = isShort || page.total === decoded.length;
				setKnown({
					columns: page.columns,
					total: page.total ?? (isShort ? decoded.length : undefined),
					durationMs: page.durationMs,
					sql: page.sql,
					glimpses: decoded.cells.map((cells) => glimpse(cells, isAll)),
					hasLines: decoded.lines !== undefined,
				});
			} else if (isShort && page.total === undefined) {
				setKnown((old) => old && { ...old, total: page.offset + decoded.length });
			}
			setArrived((old) => old + 1);
		};
		const listen = ({ data }: MessageEvent) => {
			if (!isFromExtension<ToSample>(data, ['show', 'page', 'problem'])) return;
			if (data.kind === 'show') {
				setSample(data.sample);
				if (data.sample.violating !== undefined) setViolating(data.sample.violating);
				question.current = { ...question.current, violating: data.sample.violating ?? question.current.violating };
				if (data.sample.trusted) restart(true);
			} else if (data.kind === 'page') {
				onPage(data.request, data.page).catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
			} else if (pages.current.failed(data.request)) {
				track();
				setProblem(data.message);
			}
		};
		window.addEventListener('message', listen);
		host.post({ kind: 'ready' });
		return () => window.removeEventListener('message', listen);
	}, []);

	const keep = () => {
		if (!sample) return;
		const { uri, object, contract } = sample;
		const of = contract === undefined ? { uri, object } : { uri, object, contract };
		host.keep({ ...of, top: top.current, widths, ...(violating ? { violating } : {}) });
	};
	useEffect(keep, [sample?.uri, sample?.object, violating, widths]);

	const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
	const onRows = useCallback((first: number, last: number) => {
		// Elsewhere, what was cancelled is another matter.
		if (first >= inView.current.last || last <= inView.current.first) pages.current.wantAgain();
		inView.current = { first, last };
		clearTimeout(waiting.current);
		// While the bar is dragged past a million rows, only those it rests at are asked for.
		waiting.current = setTimeout(() => {
			for (const request of pages.current.dropOthers(first, last)) host.post({ kind: 'drop', request });
			track();
			askMissing();
		}, 60);
	}, []);

	const rowCount = known ? (known.total ?? reached) : 0;
	const choose = (id: string) => {
		setViolating(id === '' ? undefined : id);
		question.current = { ...question.current, violating: id === '' ? undefined : id };
		restart(false);
	};
	const toggleSensitive = () => {
		setSensitive(!showSensitive);
		question.current = { ...question.current, showSensitive: !showSensitive };
		restart(true);
	};
	const table = () => plainTable(pages.current, known);
	const items = [
		{ label: 'Copy Rows as CSV', run: () => host.post({ kind: 'copy', what: 'rows', text: toCsv(table()) }) },
		{ label: 'Copy Rows as JSON', run: () => host.post({ kind: 'copy', what: 'rows', text: toJson(table()) }) },
		{
			label: 'Save Rows as CSV…',
			run: () => host.post({ kind: 'save', name: `${sample?.object ?? 'rows'}.sample.csv`, text: toCsv(table()) }),
		},
		...(known ? [{ label: 'Copy SQL', run: () => host.post({ kind: 'copy', what: 'SQL', text: known.sql }) }] : []),
	];
	const rule = sample?.rules.find(({ id }) => id === violating);

	return (
		<main class="panel" aria-busy={known === undefined && problem === undefined}>
			<Head
				sample={sample}
				known={known}
				violating={violating}
				choose={choose}
				showSensitive={showSensitive}
				toggleSensitive={toggleSensitive}
				problem={problem}
				tested={tested}
				isReading={isReading}
				cancel={() => {
					dropAll();
					setProblem('Reading was cancelled.');
				}}
				readAgain={() => restart(true)}
				items={items}
				post={host.post}
			/>
			{sample && !sample.trusted ? (
				<section class="empty">
					<Icon name="shield" />
					<h2>This workspace is not trusted</h2>
					<p>Sample rows are read from the data, so they wait until you trust the workspace.</p>
					<vscode-button onClick={() => host.post({ kind: 'trust' })}>Manage Trust</vscode-button>
				</section>
			) : !known && problem !== undefined ? (
				<section class="empty" role="alert">
					<Icon name="error" />
					<h2>No rows were read</h2>
					<p>{visible(problem)}</p>
					<vscode-button onClick={() => restart(true)}>Read Again</vscode-button>
				</section>
			) : known && rowCount === 0 ? (
				<section class="empty">
					<Icon name={rule ? 'pass' : 'table'} />
					<h2>{rule ? 'No row breaks this rule now' : 'There are no rows'}</h2>
					{rule ? (
						<vscode-button secondary onClick={() => choose('')}>
							Show All Rows
						</vscode-button>
					) : undefined}
				</section>
			) : (
				<div class="body">
					{known ? (
						<RowGrid
							known={known}
							label={`${counted(rowCount, 'row')} of ${sample?.object ?? ''}`}
							rowCount={rowCount}
							pages={pages.current}
							arrived={arrived}
							marks={marks}
							widths={widths}
							setWidth={(name, width) => setWidths((old) => ({ ...old, [name]: width }))}
							onRows={onRows}
							onViolating={(found, focus) => host.post({ kind: 'reveal', range: found.range, focus })}
							initialTop={initialTop}
							onScrolled={(to) => {
								top.current = to;
								keep();
							}}
						/>
					) : (
						<p class="reading quiet">Reading rows…</p>
					)}
				</div>
			)}
			<p class="visually-hidden" role="status">
				{known ? `${known.total === undefined ? 'Rows' : count(known.total)} rows read` : ''}
			</p>
		</main>
	);
}

function restored(kept: Partial<Record<keyof Kept, unknown>>) {
	const widths = typeof kept.widths === 'object' && kept.widths !== null ? Object.entries(kept.widths) : [];
	return {
		violating: typeof kept.violating === 'string' ? kept.violating : undefined,
		top: typeof kept.top === 'number' && kept.top >= 0 ? kept.top : 0,
		widths: Object.fromEntries(widths.flatMap(([name, width]) => (typeof width === 'number' ? [[name, width] as const] : []))) as Readonly<
			Record<string, number>
		>,
	};
}

/** The rows that have been read, in order. */
function plainTable(pages: Pages, known: Known | undefined) {
	const columns = known?.columns.map(({ name }) => name) ?? [];
	const rows = [...pages.loaded()].flatMap((page) =>
		Array.from({ length: page.length }, (_, index) => page.cells.map((cells) => cells[index])),
	);
	return { columns, rows };
}
