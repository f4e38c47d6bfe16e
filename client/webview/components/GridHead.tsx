import { useState } from 'preact/hooks';
import type { GridColumn } from './Grid.tsx';
import { Icon } from './Icon.tsx';

export interface GridHeadProps {
	readonly columns: readonly GridColumn[];
	readonly shown: readonly number[];
	readonly width: number | undefined;
	readonly onSort: ((column: GridColumn) => void) | undefined;
	readonly onResize: ((column: GridColumn, width: number) => void) | undefined;
}

/** The head of a grid. Titles that sort are one tab stop; left and right move between them. */
export function GridHead({ columns, shown, width, onSort, onResize }: GridHeadProps) {
	const sortable = columns.flatMap((column, index) => (onSort && column.sorted ? [index] : []));
	const [at, setAt] = useState(sortable[0] ?? 0);
	const onKeyDown = (event: KeyboardEvent) => {
		const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
		const to = sortable[sortable.indexOf(at) + step];
		if (step === 0 || to === undefined || !(event.currentTarget instanceof Element)) return;
		event.preventDefault();
		setAt(to);
		event.currentTarget.querySelector<HTMLElement>(`[data-head="${to}"]`)?.focus();
	};
	return (
		<div class="grid-head" role="rowgroup" style={width ? { width: `${width}px` } : {}}>
			<div class="grid-row" role="row" aria-rowindex={1} tabIndex={-1} onKeyDown={onKeyDown}>
				{shown.map((index) => {
					const column = columns[index];
					if (!column) return undefined;
					const isSortable = onSort !== undefined && column.sorted !== undefined;
					return (
						<div
							key={column.key}
							class={`grid-title${column.align === 'end' ? ' end' : ''}`}
							role="columnheader"
							tabIndex={-1}
							aria-colindex={index + 1}
							{...(isSortable ? { 'aria-sort': column.sorted } : { title: column.label })}
							style={{ gridColumn: index + 1 }}
						>
							{isSortable ? (
								<button
									type="button"
									data-head={index}
									tabIndex={index === (sortable.includes(at) ? at : sortable[0]) ? 0 : -1}
									title={`Sort by ${column.label}`}
									onClick={() => {
										setAt(index);
										onSort(column);
									}}
								>
									<span>{column.title}</span>
									{column.sorted === 'none' ? undefined : <Icon name={column.sorted === 'ascending' ? 'arrow-up' : 'arrow-down'} />}
								</button>
							) : (
								column.title
							)}
							{onResize && typeof column.track === 'number' ? (
								<Handle width={column.track} onResize={(to) => onResize(column, to)} />
							) : undefined}
						</div>
					);
				})}
			</div>
		</div>
	);
}

/** The edge of a column, to be dragged. */
function Handle({ width, onResize }: { readonly width: number; readonly onResize: (width: number) => void }) {
	const start = (down: PointerEvent) => {
		const handle = down.currentTarget;
		if (!(handle instanceof HTMLElement)) return;
		down.preventDefault();
		handle.setPointerCapture(down.pointerId);
		const move = (event: PointerEvent) => onResize(Math.min(1200, Math.max(48, Math.round(width + event.clientX - down.clientX))));
		handle.addEventListener('pointermove', move);
		handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
	};
	return <span class="grid-handle" aria-hidden="true" onPointerDown={start} />;
}
