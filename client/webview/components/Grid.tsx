import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { GridHead } from './GridHead.tsx';
import { moved, type Place } from './gridKeys.ts';
import { VirtualScroll } from './virtual.ts';

export interface GridColumn {
	readonly key: string;
	/** What a screen reader calls it, and its tooltip. */
	readonly label: string;
	readonly title: ComponentChildren;
	/** A track of CSS grid: pixels for columns that can be many, anything where all are always shown. */
	readonly track: string | number;
	readonly align?: 'end';
	readonly sorted?: 'ascending' | 'descending' | 'none';
}

export interface GridProps<Row> {
	readonly label: string;
	readonly columns: readonly GridColumn[];
	readonly rowCount: number;
	/** Undefined while it is not here yet. */
	rowAt(index: number): Row | undefined;
	cell(row: Row, column: GridColumn, index: number): ComponentChildren;
	/** Classes of a cell. */
	cellClass?(row: Row, column: GridColumn): string;
	cellTitle?(row: Row, column: GridColumn): string | undefined;
	rowClass?(row: Row): string;
	rowLabel?(row: Row): string;
	readonly rowHeight: number;
	readonly headHeight: number;
	/** What the arrows move: whole rows, or from cell to cell. */
	readonly mode: 'row' | 'cell';
	readonly selected?: number | undefined;
	onSelect?(index: number, column: GridColumn | undefined): void;
	/** Enter or a double click. */
	onActivate?(index: number, column: GridColumn | undefined): void;
	onSort?(column: GridColumn): void;
	/** Rows that are in view or about to be. */
	onRows?(first: number, last: number): void;
	onResize?(column: GridColumn, width: number): void;
	readonly initialTop?: number;
	onScrolled?(top: number): void;
	/** Row to bring into view; a new object each time it is to be done. */
	readonly reveal?: { readonly row: number } | undefined;
}

/**
 * A grid of any number of rows of one height, of which only those in view are in the page. The view stands still while
 * the bar moves and its rows are drawn anew, so that no empty space is ever seen. One cell (or row) can be tabbed to;
 * arrows, Page Up and Down, Home and End move it.
 */
export function Grid<Row>(props: GridProps<Row>) {
	const { columns, rowCount, rowHeight, headHeight, mode, selected } = props;
	const scroller = useRef<HTMLDivElement>(null);
	const [view, setView] = useState({ height: 0, width: 0, left: 0 });
	const [place, setPlace] = useState<Place>({ row: selected ?? 0, column: 0 });
	const [, redraw] = useState(0);
	const wantsFocus = useRef(false);
	const scroll = useVirtualScroll(rowCount, rowHeight, Math.max(0, view.height - headHeight), props.initialTop ?? 0);

	useLayoutEffect(() => {
		const element = scroller.current;
		if (!element) return;
		const measure = () => setView((old) => ({ ...old, height: element.clientHeight, width: element.clientWidth }));
		const observer = new ResizeObserver(measure);
		observer.observe(element);
		measure();
		return () => observer.disconnect();
	}, []);

	// The browser's scroll position follows ours: after a jump, and when scrolling rests.
	const applyBar = () => {
		const element = scroller.current;
		if (element && Math.abs(element.scrollTop - scroll.bar) > 1) element.scrollTop = scroll.bar;
	};
	useLayoutEffect(applyBar, [scroll]);
	useEffect(() => {
		if (props.reveal === undefined) return;
		scroll.reveal(props.reveal.row);
		setPlace((old) => ({ ...old, row: props.reveal?.row ?? 0 }));
		applyBar();
		redraw((count) => count + 1);
	}, [props.reveal]);
	useLayoutEffect(() => {
		if (!wantsFocus.current) return;
		wantsFocus.current = false;
		scroller.current?.querySelector<HTMLElement>('.grid-body [tabindex="0"]')?.focus({ preventScroll: true });
	});

	const active: Place = {
		row: Math.min(place.row, Math.max(0, rowCount - 1)),
		column: Math.min(place.column, Math.max(0, columns.length - 1)),
	};
	const { first, last } = scroll.rows();
	useEffect(() => props.onRows?.(first, last), [first, last, rowCount]);

	const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
	const onScroll = () => {
		const element = scroller.current;
		if (!element) return;
		scroll.scrolled(element.scrollTop);
		setView((old) => (old.left === element.scrollLeft ? old : { ...old, left: element.scrollLeft }));
		redraw((count) => count + 1);
		clearTimeout(rest.current);
		rest.current = setTimeout(() => {
			scroll.settle();
			applyBar();
			props.onScrolled?.(scroll.top);
		}, 150);
	};

	const go = (to: Place) => {
		wantsFocus.current = true;
		setPlace(to);
		scroll.reveal(to.row);
		applyBar();
		if (mode === 'cell') revealColumn(scroller.current, columns, to.column);
		if (to.row !== active.row || mode === 'cell') props.onSelect?.(to.row, columns[to.column]);
		redraw((count) => count + 1);
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (rowCount === 0 || !(event.target instanceof Element) || !event.target.closest('.grid-body')) return;
		if (event.key === 'Enter' || event.key === ' ') {
			event.preventDefault();
			if (event.key === 'Enter') props.onActivate?.(active.row, columns[active.column]);
			else props.onSelect?.(active.row, columns[active.column]);
			return;
		}
		const page = Math.max(1, Math.floor((view.height - headHeight) / rowHeight) - 1);
		const to = moved(active, event, { rows: rowCount, columns: columns.length, page, mode });
		if (!to) return;
		event.preventDefault();
		go(to);
	};

	const shown = shownColumns(columns, view.left, view.width, mode === 'cell' ? active.column : undefined);
	const tracks = columns.map(({ track }) => (typeof track === 'number' ? `${track}px` : track)).join(' ');
	const width = columns.every(({ track }) => typeof track === 'number')
		? columns.reduce((sum, { track }) => sum + Number(track), 0)
		: undefined;
	const indexes = range(first, last);
	// What has the focus stays in the page, or the focus would be lost.
	if (rowCount > 0 && (active.row < first || active.row >= last)) indexes.push(active.row);
	const base = first - (first % 1000);

	return (
		<div
			ref={scroller}
			class="grid"
			role="grid"
			aria-label={props.label}
			aria-rowcount={rowCount + 1}
			aria-colcount={columns.length}
			aria-multiselectable={false}
			onScroll={onScroll}
			onKeyDown={onKeyDown}
			style={{
				'--tracks': tracks,
				'--row': `${rowHeight}px`,
				'--head': `${headHeight}px`,
				'--view': `${Math.max(0, view.height - headHeight)}px`,
			}}
		>
			<GridHead columns={columns} shown={shown} width={width} onSort={props.onSort} onResize={props.onResize} />
			<div class="grid-body" role="rowgroup" style={{ height: `${scroll.height}px`, ...(width ? { width: `${width}px` } : {}) }}>
				<div class="grid-window" role="presentation">
					<div class="grid-rows" role="presentation" style={{ transform: `translateY(${base * rowHeight - scroll.top}px)` }}>
						{indexes.map((index) => {
							const row = props.rowAt(index);
							const isActive = index === active.row;
							return (
								// biome-ignore lint/a11y/useFocusableInteractive: one row, or one cell, is focusable at a time
								// biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys of its rows
								<div
									key={index}
									class={`grid-row${index % 2 ? ' odd' : ''}${row && props.rowClass ? ` ${props.rowClass(row)}` : ''}`}
									role="row"
									aria-rowindex={index + 2}
									aria-selected={index === selected}
									{...(row && props.rowLabel ? { 'aria-label': props.rowLabel(row) } : {})}
									{...(mode === 'row' ? { tabIndex: isActive ? 0 : -1 } : {})}
									style={{ transform: `translateY(${(index - base) * rowHeight}px)` }}
									onClick={(event) => {
										const cell = columnOf(event, columns);
										setPlace({ row: index, column: cell ?? active.column });
										wantsFocus.current = true;
										props.onSelect?.(index, cell === undefined ? undefined : columns[cell]);
										redraw((count) => count + 1);
									}}
									onDblClick={(event) => props.onActivate?.(index, columns[columnOf(event, columns) ?? -1])}
								>
									{shown.map((at) => {
										const column = columns[at];
										if (!column) return undefined;
										const title = row && props.cellTitle?.(row, column);
										return (
											// biome-ignore lint/a11y/useFocusableInteractive: one row, or one cell, is focusable at a time
											<div
												key={column.key}
												role="gridcell"
												aria-colindex={at + 1}
												data-column={at}
												class={`grid-cell${column.align === 'end' ? ' end' : ''}${row && props.cellClass ? ` ${props.cellClass(row, column)}` : ''}`}
												{...(mode === 'cell' ? { tabIndex: isActive && at === active.column ? 0 : -1 } : {})}
												{...(title ? { title } : {})}
												style={{ gridColumn: at + 1 }}
											>
												{row ? props.cell(row, column, index) : <span class="waiting" />}
											</div>
										);
									})}
								</div>
							);
						})}
					</div>
				</div>
			</div>
		</div>
	);
}

/** Kept while the rows and the view are the same; made anew, at the same place, where they are not. */
function useVirtualScroll(rowCount: number, rowHeight: number, viewHeight: number, initialTop: number): VirtualScroll {
	const kept = useRef<VirtualScroll>(undefined);
	const wanted = useRef(initialTop);
	const old = kept.current;
	if (!old || old.rowCount !== rowCount || old.rowHeight !== rowHeight || old.viewHeight !== viewHeight) {
		// What was kept of an earlier session waits until there are rows to scroll.
		const isReady = old && old.viewHeight > 0 && old.rowCount > 0;
		if (isReady) wanted.current = old.top;
		kept.current = new VirtualScroll(rowCount, rowHeight, viewHeight, wanted.current);
	}
	return kept.current as VirtualScroll;
}

/** Indexes of the columns in view, where all have a width in pixels; else of all. */
function shownColumns(columns: readonly GridColumn[], left: number, width: number, active: number | undefined): number[] {
	if (columns.length <= 24 || columns.some(({ track }) => typeof track !== 'number')) return columns.map((_, index) => index);
	const shown: number[] = [];
	let start = 0;
	columns.forEach(({ track }, index) => {
		const end = start + Number(track);
		if ((end >= left - 200 && start <= left + width + 200) || index === active) shown.push(index);
		start = end;
	});
	return shown;
}

function revealColumn(element: HTMLElement | null, columns: readonly GridColumn[], column: number): void {
	if (!element) return;
	const widths = columns.map(({ track }) => (typeof track === 'number' ? track : 0));
	const start = widths.slice(0, column).reduce((sum, width) => sum + width, 0);
	const end = start + (widths[column] ?? 0);
	if (start < element.scrollLeft) element.scrollLeft = start;
	else if (end > element.scrollLeft + element.clientWidth) element.scrollLeft = end - element.clientWidth;
}

function columnOf(event: Event, columns: readonly GridColumn[]): number | undefined {
	const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : undefined;
	const at = Number(cell?.dataset.column);
	return columns[at] ? at : undefined;
}

function range(first: number, last: number): number[] {
	return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
}
