import { sampleTable } from '../../../server/src/report/samples.ts';
import { counted } from '../../../server/src/report/words.ts';
import type { CheckResult } from '../../../server/src/spec/result.ts';
import type { PlainTable } from '../components/tables.ts';

/** Rows that break the rule, the cells that do so marked. */
export function FailingRows({ result }: { readonly result: CheckResult }) {
	const table = sampleTable(result, 200);
	if (!table) return undefined;
	const { failingRows = table.rows.length } = result;
	const isNumber = (column: number) => (result.samples ?? []).every(({ cells }) => typeof cells[table.columns[column] ?? ''] === 'number');
	/** Null, or masked: no value of the data, so that a text that reads the same is told from it. */
	const isNothing = (row: number, column: number) => {
		const cell = result.samples?.[row]?.cells[table.columns[column] ?? ''];
		return cell === null || (typeof cell === 'string' && cell.startsWith('masked ('));
	};
	const numbers = table.columns.map((_, index) => isNumber(index));
	const shown =
		failingRows > table.rows.length
			? `${table.rows.length} of ${counted(failingRows, 'failing row')}`
			: counted(table.rows.length, 'failing row');
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
		<section class="failing" tabIndex={0} aria-label="Failing rows">
			<table>
				<caption>{shown}</caption>
				<thead>
					<tr>
						{table.placeTitle === '' ? undefined : (
							<th scope="col" class="end place">
								{table.placeTitle}
							</th>
						)}
						{table.columns.map((name, index) => (
							<th key={name} scope="col" class={numbers[index] ? 'end' : ''} title={name}>
								{name}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{table.rows.map((row, at) => (
						<tr key={at}>
							{table.placeTitle === '' ? undefined : (
								<th scope="row" class="end place">
									{row.place}
								</th>
							)}
							{row.cells.map(({ text, violating }, index) => (
								<td
									key={table.columns[index]}
									class={`${numbers[index] ? 'end' : ''}${isNothing(at, index) ? ' nothing' : ''}${violating ? ' violating' : ''}`}
									title={violating ? `Breaks the rule: ${result.expected ?? ''}` : text}
								>
									{violating ? <span class="visually-hidden">breaks the rule: </span> : undefined}
									{text}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}

/** The same rows as they are, for the clipboard. */
export function plainRows({ samples = [] }: CheckResult): PlainTable {
	const columns = [...new Set(samples.flatMap(({ cells }) => Object.keys(cells)))];
	const places = (['file', 'row', 'line'] as const).filter((key) => samples.some((row) => row[key] !== undefined));
	return {
		columns: [...places.map((key) => `$${key}`), ...columns],
		rows: samples.map((row) => [...places.map((key) => row[key]), ...columns.map((name) => row.cells[name])]),
	};
}
