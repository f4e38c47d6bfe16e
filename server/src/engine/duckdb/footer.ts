import type { Cell } from '../../spec/result.ts';
import type { Footer, FooterColumn } from '../engine.ts';
import type { Query, QueryTable } from './boundRelation.ts';
import { count, textOf } from './compile/query.ts';
import { textLiteral } from './compile/text.ts';

/**
 * What the footers of Parquet files prove, over all files together; undefined where they contradict themselves or cannot
 * be read. A figure is given only where every row group states it:
 * - nulls, of columns that are not nested; a column that a file lacks is null in all its rows;
 * - whether integers may count up row by row, of one file without a column that hides its row numbers;
 * - min and max of integers, of decimals kept as integers, and of dates, times and timestamps. Never of floats (NaN is
 *   left out), of text (cut), of decimals kept as bytes and of INT96 (writers disagree on their order).
 */
export async function readFooter(files: readonly string[], query: Query): Promise<Footer | undefined> {
	const list = `[${files.map(textLiteral).join(', ')}]`;
	try {
		return footerOf(await query(footerSql(list)), partitionKeys(files));
	} catch {
		// Whoever reads the data next is told what is wrong with the file; nothing is proved from it here.
		return undefined;
	}
}

/**
 * The totals, once per column name with its figures. Where a row group says nothing usable, the sum or the bounds of its
 * column become null. Bounds are compared as numbers, or as ISO text.
 */
function footerSql(files: string): string {
	return `WITH files AS (
  SELECT file_name, num_rows FROM parquet_file_metadata(${files})
), leaves AS (
  SELECT file_name, name, type AS physical, duckdb_type AS type, repetition_type AS repetition,
         row_number() OVER (PARTITION BY file_name ORDER BY column_id) - 1 AS leaf
  FROM parquet_schema(${files}) WHERE coalesce(num_children, 0) = 0 AND type IS NOT NULL
), chunks AS (
  SELECT file_name, row_group_id, row_group_num_rows AS rows, column_id AS leaf, path_in_schema AS path, num_values,
         stats_null_count AS nulls, coalesce(stats_min_value, stats_min) AS low, coalesce(stats_max_value, stats_max) AS high,
         coalesce(min_is_exact, TRUE) AND coalesce(max_is_exact, TRUE) AS exact,
         (sum(row_group_num_rows) OVER (PARTITION BY file_name, column_id ORDER BY row_group_id) - row_group_num_rows)::BIGINT AS rows_before
  FROM parquet_metadata(${files})
), stated AS (
  SELECT file_name, sum(rows) AS rows FROM (SELECT DISTINCT file_name, row_group_id, rows FROM chunks) GROUP BY file_name
), totals AS (
  SELECT sum(num_rows)::BIGINT AS all_rows, coalesce(bool_and(coalesce(stated.rows, 0) = num_rows), FALSE) AS consistent
  FROM files LEFT JOIN stated USING (file_name)
), flat AS (
  SELECT name, lower(name) AS folded, type, rows, rows_before, num_values, low, high,
         CASE WHEN repetition = 'REQUIRED' THEN 0 ELSE nulls END AS nulls,
         CASE WHEN NOT exact OR physical NOT IN ('INT32', 'INT64') THEN NULL
              WHEN regexp_matches(type, '^(U?(TINY|SMALL|BIG)INT|U?INTEGER|DECIMAL)') THEN 'number'
              WHEN regexp_matches(type, '^(DATE|TIME)') THEN 'time' END AS kind,
         count(*) OVER (PARTITION BY file_name, row_group_id, lower(name)) AS namesakes
  FROM chunks JOIN leaves USING (file_name, leaf)
  WHERE path = name AND repetition <> 'REPEATED'
), parsed AS (
  SELECT *, coalesce(nulls = rows OR rows = 0, FALSE) AS empty,
         CASE kind WHEN 'number' THEN TRY_CAST(low AS DECIMAL(38, 18)) END AS low_number,
         CASE kind WHEN 'number' THEN TRY_CAST(high AS DECIMAL(38, 18)) END AS high_number,
         CASE kind WHEN 'time' THEN ${isoSql('low')} END AS low_time,
         CASE kind WHEN 'time' THEN ${isoSql('high')} END AS high_time
  FROM flat
), columns AS (
  SELECT any_value(name) AS name, sum(rows)::BIGINT AS rows,
         CASE WHEN bool_and(coalesce(nulls BETWEEN 0 AND rows AND num_values = rows, FALSE)) THEN sum(nulls)::BIGINT END AS nulls,
         count(DISTINCT type) = 1 AND bool_and(empty OR coalesce(low_number <= high_number, low_time <= high_time, FALSE)) AS bounded,
         count(DISTINCT low_number - rows_before) = 1
           AND bool_and(coalesce(nulls = 0 AND num_values = rows AND high_number - low_number + 1 = rows, FALSE)) AS in_step,
         coalesce((min(low_number) FILTER (NOT empty))::VARCHAR, min(low_time) FILTER (NOT empty)) AS low,
         coalesce((max(high_number) FILTER (NOT empty))::VARCHAR, max(high_time) FILTER (NOT empty)) AS high
  FROM parsed GROUP BY folded HAVING count(DISTINCT name) = 1 AND max(namesakes) = 1
)
SELECT all_rows, consistent, name, rows, nulls, CASE WHEN bounded THEN low END AS low, CASE WHEN bounded THEN high END AS high,
       bounded AND in_step AND rows = all_rows AND (SELECT count(*) FROM files) = 1
         AND NOT EXISTS (FROM leaves WHERE lower(name) = 'file_row_number') AS in_step
FROM totals LEFT JOIN columns ON TRUE`;
}

/** Text of a date, time or timestamp that sorts as time does; null for years before 0 or after 9999, infinity, other zones. */
function isoSql(text: string): string {
	const bare = `regexp_replace(replace(${text}, ' ', 'T'), '[+]00(:00)?$', '')`;
	return `CASE WHEN regexp_full_match(${bare}, '(\\d{4}-\\d\\d-\\d\\d)?(T?\\d\\d:\\d\\d:\\d\\d([.]\\d+)?)?') THEN ${bare} END`;
}

function footerOf({ rows }: QueryTable, partitions: ReadonlySet<string>): Footer | undefined {
	const [first] = rows;
	if (first?.[1] !== true) return undefined;
	const all = count(first[0]);
	const columns = rows.flatMap((row): [string, FooterColumn][] => {
		const name = row[2];
		return typeof name === 'string' && !partitions.has(name.toLowerCase()) ? [[name, columnOf(row, all)]] : [];
	});
	return { rows: all, columns: Object.fromEntries(columns) };
}

function columnOf(row: readonly Cell[], all: number): FooterColumn {
	const nulls = row[4] === null ? undefined : count(row[4]) + all - count(row[3]);
	const [min, max] = [boundText(row[5]), boundText(row[6])];
	if (min === undefined || max === undefined) return nulls === undefined ? {} : { nulls };
	return { ...(nulls === undefined ? {} : { nulls }), min, max, ...(row[7] === true && { inStep: true }) };
}

/** Numbers come with 18 decimals. */
function boundText(cell: Cell | undefined): string | undefined {
	return textOf(cell)?.replace(/^(-?\d+)\.(\d*?)0+$/, (_, whole: string, decimals: string) => (decimals ? `${whole}.${decimals}` : whole));
}

/** Folders `key=value` in the paths may stand in for a column of the same name in the files. */
function partitionKeys(files: readonly string[]): ReadonlySet<string> {
	const keys = files.flatMap((file) =>
		[...file.matchAll(/(?<=[\\/]|^)([^\\/=]+)=[^\\/]*(?=[\\/])/g)].map((match) => decoded(match[1] ?? '')),
	);
	return new Set(keys.map((key) => key.toLowerCase()));
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
