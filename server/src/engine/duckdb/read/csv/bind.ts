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
	const source = (groups: readonly CsvGroup[], placed: boolean) => {
		const parts = groups.map((group) => scanSql(relation, group, layout.columns, readers, placed, tolerant));
		const outer = readers.map((reader, index) => `t${index}${reader.second === undefined ? '' : `, ${reader.second} AS v${index}`}`);
		return `(SELECT ${[...outer, ...(placed ? ['file', 'number'] : [])].join(', ')} FROM (${parts.join(' UNION ALL ')})) AS r`;
	};
	const single =
		relation.files.length <= mostNumbered
			? layout.groups.flatMap((group) => group.files.map((file) => ({ ...group, files: [file] })))
			: undefined;
	const indexOf = (name: string) => layout.columns.findIndex((column) => column.name === name);
	const columns = layout.columns.map(
		(column, index): RelationColumn => ({
			name: column.name,
			engineType: readers[index]?.engineType ?? 'VARCHAR',
			type: column.declared?.type ?? { kind: 'text' },
		}),
	);
	return {
		columns,
		from: source(layout.groups, false),
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
		place: {
			from: source(single ?? layout.groups, true),
			file: displayCase('r.file', relation.files),
			...(single && { row: 'r.number' }),
		},
		lenient: true,
		...(relation !== given && { alsoReads: relation.files.map((file) => file.path) }),
		notes: layout.notes,
		...(layout.approximateRows !== undefined && { approximateRows: layout.approximateRows }),
	};
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
): string {
	const cells = columns.map((column, index) => {
		const text = column.partition
			? `CAST(${identifier(column.name)} AS VARCHAR)`
			: group.fields.includes(index)
				? `c${group.fields.indexOf(index)}`
				: 'CAST(NULL AS VARCHAR)';
		const first = readers[index]?.first?.(text);
		return `${text} AS t${index}${first === undefined ? '' : `, ${first} AS f${index}`}`;
	});
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
