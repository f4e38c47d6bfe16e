import type { RelationColumn } from '../../../engine.ts';
import type { DataFile, FileRelation } from '../../../relation.ts';
import type { BoundRelation, Query } from '../../boundRelation.ts';
import { identifier, textLiteral } from '../../compile/text.ts';
import { type CellReader, readerOf } from '../cell.ts';
import { displayCase, pathList } from '../paths.ts';
import { inUtf8 } from '../utf8.ts';
import { ensureWhole } from '../whole.ts';
import { type CsvColumn, type CsvGroup, csvLayout, rejectTables } from './layout.ts';

/**
 * Binds CSV files: every cell is read as text and cast as the contract says, strictly (see `textCast`), since DuckDB's typed
 * reader takes `1.5` for an integer and nulls bad zoned timestamps without a word. Rows that are no rows (fields too many
 * or too few, quoting, encoding, length) are rejected and kept for `readErrors`. One pass over the files.
 *
 * @param tolerant reads line ends of several kinds, which the strict reader refuses altogether
 */
export async function bindCsv(given: FileRelation, query: Query, tolerant: boolean): Promise<BoundRelation> {
	await ensureWhole(given.files);
	const relation = await inUtf8(given, query);
	const layout = await csvLayout(relation);
	const readers = layout.columns.map((column, index) => readerOf(column.declared, `t${index}`, `f${index}`));
	const every = layout.columns.map((_, index) => index);
	const source = (groups: readonly CsvGroup[], placed: boolean, wanted: readonly number[]) => {
		const parts = groups.map((group) => scanSql(relation, group, layout.columns, readers, placed, tolerant, wanted));
		const outer = wanted.map((index) => {
			const second = readers[index]?.second;
			return `t${index}${second === undefined ? '' : `, ${second} AS v${index}`}`;
		});
		// A FROM without a column has no rows either.
		const kept = outer.length > 0 || placed ? outer : ['present'];
		return `(SELECT ${[...kept, ...(placed ? ['file', 'number'] : [])].join(', ')} FROM (${parts.join(' UNION ALL ')})) AS r`;
	};
	const single =
		relation.files.length <= mostNumbered
			? layout.groups.flatMap((group) => group.files.map((file) => ({ ...group, files: [file] })))
			: undefined;
	const indexes = new Map(layout.columns.map((column, index) => [column.name, index]));
	const indexOf = (name: string) => indexes.get(name) ?? -1;
	const columns = layout.columns.map(
		(column, index): RelationColumn => ({
			name: column.name,
			engineType: readers[index]?.engineType ?? 'VARCHAR',
			type: column.declared?.type ?? { kind: 'text' },
		}),
	);
	const place = (wanted: readonly number[]): BoundRelation['place'] => ({
		from: source(single ?? layout.groups, true, wanted),
		file: displayCase('r.file', relation.files),
		...(single && { row: 'r.number' }),
	});
	const bound: BoundRelation = {
		columns,
		from: source(layout.groups, false, every),
		value: (name) => {
			const index = indexOf(name);
			return readers[index]?.second === undefined ? `r.t${index}` : `r.v${index}`;
		},
		text: (name, path) => {
			const index = indexOf(name);
			return readers[index]?.text(`r.t${index}`, path) ?? `r.t${index}`;
		},
		misfit: (name, path) => {
			const index = indexOf(name);
			return readers[index]?.misfit({ text: `r.t${index}`, value: `r.v${index}` }, path ?? []) ?? 'false';
		},
		touch: (name) => {
			const index = indexOf(name);
			return index >= 0 && readers[index]?.second === undefined ? `count(r.t${index})` : undefined;
		},
		place: place(every),
		narrowed(names) {
			const wanted = every.filter((index) => names.has(layout.columns[index]?.name ?? ''));
			return { ...bound, from: source(layout.groups, false, wanted), place: place(wanted) };
		},
		lenient: true,
		...(relation !== given && { alsoReads: relation.files.map((file) => file.path) }),
		notes: layout.notes,
		...(layout.approximateRows !== undefined && { approximateRows: layout.approximateRows }),
	};
	return bound;
}

/** Rows are numbered file by file; beyond so many files a row has no number. */
const mostNumbered = 64;

/** More rejected rows of a file than these are counted no further. */
export const mostRejected = 100_000;

function scanSql(
	relation: FileRelation,
	group: CsvGroup,
	columns: readonly CsvColumn[],
	readers: readonly CellReader[],
	placed: boolean,
	tolerant: boolean,
	wanted: readonly number[],
): string {
	const fields = new Map(group.fields.map((index, field) => [index, field]));
	const cells = wanted.map((index) => {
		const column = columns[index];
		const field = fields.get(index);
		const absent = field === undefined ? 'CAST(NULL AS VARCHAR)' : `c${field}`;
		const text = column?.partition ? `CAST(${identifier(column.name)} AS VARCHAR)` : absent;
		const first = readers[index]?.first?.(text);
		return `${text} AS t${index}${first === undefined ? '' : `, ${first} AS f${index}`}`;
	});
	if (cells.length === 0 && !placed) cells.push('true AS present');
	const place = placed ? ['filename AS file', 'row_number() OVER () AS number'] : [];
	return `SELECT ${[...cells, ...place].join(', ')} FROM ${readCsv(relation, group, placed, tolerant)}`;
}

function readCsv({ csv, name, partitions }: FileRelation, group: CsvGroup, placed: boolean, tolerant: boolean): string {
	if (!csv) throw new Error('a CSV relation has a dialect');
	const tables = rejectTables(name);
	const options = [
		'auto_detect = false',
		`header = ${csv.header}`,
		`delim = ${textLiteral(csv.delimiter)}`,
		`quote = ${textLiteral(csv.quote)}`,
		`escape = ${textLiteral(csv.escape)}`,
		`columns = {${group.fields.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ')}}`,
		`nullstr = ''`,
		'allow_quoted_nulls = false',
		`compression = '${compressionOf(group.files)}'`,
		...(tolerant || group.mixedLineEnds ? ['strict_mode = false'] : []),
		...(placed
			? ['ignore_errors = true', 'filename = true']
			: [
					'store_rejects = true',
					`rejects_table = '${tables.errors}'`,
					`rejects_scan = '${tables.scans}'`,
					`rejects_limit = ${mostRejected}`,
				]),
		...(partitions.length > 0 ? ['hive_partitioning = true', 'hive_types_autocast = false'] : []),
	];
	return `read_csv(${pathList(group.files)}, ${options.join(', ')})`;
}

function compressionOf([file]: readonly DataFile[]): string {
	return file?.compression ?? 'none';
}
