import { useMemo } from 'preact/hooks';
import { cellText, shorten, visible } from '../../../server/src/report/visible.ts';
import { count } from '../../../server/src/report/words.ts';
import { Grid, type GridColumn } from '../components/Grid.tsx';
import { Icon } from '../components/Icon.tsx';
import type { ShownRule } from '../messages.ts';
import type { DecodedPage } from './decode.ts';
import type { Marks } from './marks.ts';
import type { Known } from './Panel.tsx';
import type { Pages } from './pages.ts';
import type { ColumnGlimpse } from './profile.ts';

export interface RowGridProps {
	readonly known: Known;
	readonly label: string;
	readonly rowCount: number;
	readonly pages: Pages;
	/** Counts pages that came: a new one, new rows to draw. */
	readonly arrived: number;
	readonly marks: Marks;
	readonly widths: Readonly<Record<string, number>>;
	setWidth(name: string, width: number): void;
	onRows(first: number, last: number): void;
	/** A cell that breaks a rule was selected; `focus`: and its rule is wanted, by Enter or a double click. */
	onViolating(rule: ShownRule, focus: boolean): void;
	readonly initialTop: number;
	onScrolled(top: number): void;
}

interface Row {
	readonly page: DecodedPage;
	readonly index: number;
}

export function RowGrid({
	known,
	label,
	rowCount,
	pages,
	marks,
	widths,
	setWidth,
	onRows,
	onViolating,
	initialTop,
	onScrolled,
}: RowGridProps) {
	const places = useMemo(() => new Map(known.columns.map(({ name }, index) => [name, index])), [known]);
	const columns = useMemo(() => columnsOf(known, widths, rowCount), [known, widths, rowCount]);
	const broken = ({ page, index }: Row, { key }: GridColumn) => (places.has(key) ? marks.of(page, index, key) : []);
	const cellOf = ({ page, index }: Row, { key }: GridColumn) => page.cells[places.get(key) ?? -1]?.[index];
	const select = (at: number, column: GridColumn | undefined, focus: boolean) => {
		const row = pages.at(at);
		const [rule] = row && column ? broken(row, column) : [];
		if (rule) onViolating(rule, focus);
	};
	return (
		<Grid<Row>
			label={label}
			mode="cell"
			columns={columns}
			rowCount={rowCount}
			rowHeight={22}
			headHeight={58}
			rowAt={(row) => pages.at(row)}
			cell={(row, column, at) => {
				if (column.key === placeKey) return placeText(row, at);
				const value = cellOf(row, column);
				const text = shorten(shown(value), 300);
				const rules = broken(row, column);
				return (
					<>
						{rules.length > 0 ? (
							<span class="visually-hidden">{`breaks ${rules.map((rule) => rule.label).join(' and ')}: `}</span>
						) : undefined}
						{text}
					</>
				);
			}}
			cellClass={(row, column) => {
				if (column.key === placeKey) return 'place';
				const value = cellOf(row, column);
				const isMasked = known.columns[places.get(column.key) ?? -1]?.masked !== undefined;
				return `${value === null ? 'null' : isMasked ? 'masked' : ''}${broken(row, column).length > 0 ? ' violating' : ''}`;
			}}
			cellTitle={(row, column) => {
				if (column.key === placeKey) return undefined;
				const rules = broken(row, column);
				return rules.length > 0
					? `Breaks ${rules.map((rule) => rule.label).join(' and ')} (Enter goes to the rule)`
					: shorten(shown(cellOf(row, column)), 2000);
			}}
			onRows={onRows}
			onResize={({ key }, width) => setWidth(key, width)}
			onSelect={(at, column) => select(at, column, false)}
			onActivate={(at, column) => select(at, column, true)}
			initialTop={initialTop}
			onScrolled={onScrolled}
		/>
	);
}

const placeKey = '$place';

function columnsOf(known: Known, widths: Readonly<Record<string, number>>, rowCount: number): GridColumn[] {
	const title = known.hasLines ? 'line' : 'row';
	const place: GridColumn = {
		key: placeKey,
		label: `Number of the ${title}`,
		title,
		track: Math.max(56, 24 + count(rowCount).length * 8),
		align: 'end',
	};
	return [
		place,
		...known.columns.map((column, index): GridColumn => {
			const about = known.glimpses[index];
			const name = visible(column.name);
			return {
				key: column.name,
				label: [name, column.type, column.masked, about?.words].filter(Boolean).join(', '),
				title: <ColumnTitle name={name} type={column.type} masked={column.masked} about={about} />,
				track: widths[column.name] ?? defaultWidth(name, about),
				...(about?.isNumber ? { align: 'end' as const } : {}),
			};
		}),
	];
}

function defaultWidth(name: string, about: ColumnGlimpse | undefined): number {
	return Math.min(
		320,
		Math.max(
			72,
			(about?.longest ?? 12) * 8 + 18,
			name.length * 8 + 26,
			(about?.bars.length ?? 0) * 4 + (about?.nulls.length ?? 0) * 7 + 26,
		),
	);
}

interface ColumnTitleProps {
	readonly name: string;
	readonly type: string;
	readonly masked: string | undefined;
	readonly about: ColumnGlimpse | undefined;
}

/** Name; type; share of nulls and a glimpse of the distribution, or why the column is masked. */
function ColumnTitle({ name, type, masked, about }: ColumnTitleProps) {
	return (
		<span class="column-title">
			<span class="column-name">
				{masked ? <Icon name="lock" /> : undefined}
				{name}
			</span>
			<span class="quiet">{type.toLowerCase()}</span>
			<span class="column-glimpse quiet">
				{masked ? (
					masked
				) : (
					<>
						<span>{about?.nulls || (about && !about.isAll && about.bars.length > 0 ? '≈' : '')}</span>
						{about && about.bars.length > 0 ? (
							<svg class="glimpse" width={about.bars.length * 4} height="12" viewBox={`0 0 ${about.bars.length * 4} 12`} aria-hidden="true">
								{about.bars.map((value, index) => (
									<rect
										key={index}
										x={index * 4}
										width="3"
										y={12 - Math.max(1, value * 12)}
										height={value === 0 ? 0 : Math.max(1, value * 12)}
									/>
								))}
							</svg>
						) : undefined}
					</>
				)}
			</span>
		</span>
	);
}

function placeText({ page, index }: Row, at: number): string {
	const place = page.lines?.[index] ?? page.rows?.[index];
	return count(typeof place === 'number' ? place : at + 1);
}

function shown(value: unknown): string {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return cellText(typeof value === 'string' ? value : JSON.stringify(value));
}
