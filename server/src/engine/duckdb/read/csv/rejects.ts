import type { ReadError, ReadErrors } from '../../../engine.ts';
import type { FileRelation } from '../../../relation.ts';
import type { Query } from '../../boundRelation.ts';
import { textLiteral } from '../../compile/text.ts';
import { parseError } from '../../problems.ts';
import { inUtf8 } from '../utf8.ts';
import { mostRejected } from './bind.ts';
import { rejectTables } from './layout.ts';
import { lineAtByte } from './lines.ts';

/**
 * The rows that the last scan of a CSV relation rejected, each once, with data row and physical line. DuckDB counts
 * records where it says line, so the line is found from the byte where the record begins. Forgets them afterwards.
 */
export async function csvRejects(given: FileRelation, query: Query): Promise<ReadErrors | undefined> {
	const { errors, scans } = rejectTables(given.name);
	if (!(await holdsRows(errors, query))) return undefined;
	// One query may scan a relation twice: each file is taken once.
	const last = `(SELECT * FROM ${errors} JOIN (SELECT scan_id, min(file_id) AS file_id, file_path FROM ${scans} WHERE scan_id = (SELECT max(scan_id) FROM ${errors}) GROUP BY ALL) USING (scan_id, file_id))`;
	const counted = await query(`SELECT coalesce(max(n), 0) FROM (SELECT file_path, count(*) AS n FROM ${last} GROUP BY file_path)`);
	const total = await query(`SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT line) AS n FROM ${last} GROUP BY file_path)`);
	const first = await query(
		`SELECT file_path, line, min(line_byte_position), arg_min(error_type, byte_position), arg_min(column_name, byte_position), left(any_value(csv_line), 1000), arg_max(error_message, byte_position) FROM ${last} GROUP BY file_path, line ORDER BY file_path, line LIMIT ${shown}`,
	);
	const places = await query(
		`SELECT file_path, min(line_byte_position) AS byte, bool_or(error_type NOT IN ('MISSING COLUMNS', 'TOO MANY COLUMNS', 'INVALID ENCODING') OR (length(csv_line) - length(replace(csv_line, ${textLiteral(given.csv?.quote ?? '"')}, ''))) % 2 = 1) FROM ${last} GROUP BY file_path, line ORDER BY file_path, byte LIMIT ${mostPlaced + 1}`,
	);
	await query(`DROP TABLE ${errors}`);
	await query(`DROP TABLE ${scans}`);
	const relation = await inUtf8(given, query);
	const list: ReadError[] = [];
	for (const row of first.rows)
		list.push(
			await readError(
				relation,
				row.map((cell) => (cell === null ? undefined : String(cell))),
			),
		);
	const brokenRows = Number(total.rows[0]?.[0]);
	return {
		brokenRows,
		first: list,
		rejectedAt: rejectedIn(relation, places.rows),
		...(Number(counted.rows[0]?.[0]) >= mostRejected && { atLeast: true }),
	};
}

const shown = 20;
/** Beyond so many rejected rows, those between them get no number. */
const mostPlaced = 10_000;

function rejectedIn(
	relation: FileRelation,
	places: readonly (readonly unknown[])[],
): { readonly [file: string]: readonly number[] | null } {
	const byFile = new Map<string, number[] | null>();
	for (const [path, byte, astray] of places) {
		const display = relation.files.find((file) => file.path === path)?.display ?? String(path);
		const known = byFile.get(display);
		const lost = astray === true || places.length > mostPlaced;
		// DuckDB counts bytes from one.
		byFile.set(display, lost || known === null ? null : [...(known ?? []), Number(byte) - 1]);
	}
	return Object.fromEntries(byFile);
}

/** False too where the table is not there, before the first scan that keeps rejects. */
async function holdsRows(table: string, query: Query): Promise<boolean> {
	try {
		return (await query(`SELECT 1 FROM ${table} LIMIT 1`)).rows.length > 0;
	} catch (error) {
		if (parseError(error).type === 'Catalog') return false;
		throw error;
	}
}

async function readError(relation: FileRelation, cells: readonly (string | undefined)[]): Promise<ReadError> {
	const [path, record, byte, type, , text = '', detail = ''] = cells;
	const file = relation.files.find((candidate) => candidate.path === path);
	const row = Number(record) - (relation.csv?.header === false ? 0 : 1);
	// DuckDB counts bytes from one.
	const line = file && byte !== undefined ? await lineAtByte(file, Math.max(0, Number(byte) - 1)) : undefined;
	const kind = kindOf(type, text, relation);
	const clean = text.replace(/^[\r\n]+/, '');
	return {
		kind,
		file: file?.display ?? path ?? '',
		row,
		...(line !== undefined && { line }),
		...(kind === 'line-too-long' ? {} : { text: clean.length > 200 ? `${clean.slice(0, 200)}…` : clean }),
		message: `${file?.display ?? path}${line === undefined ? '' : `:${line}`}: ${sentence(kind, detail, relation)}`,
	};
}

function kindOf(type: string | undefined, text: string, { csv }: FileRelation): ReadError['kind'] {
	const quotes = text.split(csv?.quote ?? '"').length - 1;
	switch (type) {
		case 'UNQUOTED VALUE':
			return 'unclosed-quote';
		case 'MISSING COLUMNS':
			// The tolerant reader says so of a record that a quote has swallowed.
			return quotes % 2 === 1 && /\n./.test(text) ? 'unclosed-quote' : 'too-few-fields';
		case 'TOO MANY COLUMNS':
			return 'too-many-fields';
		case 'INVALID ENCODING':
			return 'encoding';
		case 'LINE SIZE OVER MAXIMUM':
			return 'line-too-long';
		case 'CAST':
			return 'cast';
		default:
			return 'other';
	}
}

function sentence(kind: ReadError['kind'], detail: string, { csv }: FileRelation): string {
	const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(detail);
	const fields = counts
		? `${counts[2]} ${counts[2] === '1' ? 'field' : 'fields'} where the header has ${counts[1]}`
		: 'another number of fields than the header';
	switch (kind) {
		case 'too-many-fields':
		case 'too-few-fields':
			return fields;
		case 'unclosed-quote':
			return `a ${csv?.quote} is not closed, or text follows a closed one; everything up to the next ${csv?.quote} is lost`;
		case 'encoding':
			return `bytes that are not UTF-8; write the encoding that the file is in, e.g. encoding: ISO-8859-1`;
		case 'line-too-long':
			return 'a line of more than 2,000,000 bytes, which is not read';
		default:
			return detail.split('\n', 1)[0] ?? 'a row that cannot be read';
	}
}
