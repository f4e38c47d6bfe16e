import { EngineError, type RelationColumn, type RelationNote } from '../../../engine.ts';
import type { ColumnType, DataFile, DeclaredColumn, FileRelation } from '../../../relation.ts';
import type { BoundRelation } from '../../boundRelation.ts';
import { identifier, textLiteral } from '../../compile/text.ts';
import { bytesOf } from '../bytes.ts';
import { readerOf } from '../cell.ts';
import { displayCase, pathList } from '../paths.ts';
import { isUnreadablePattern, textCast } from '../textCast.ts';
import { duckdbType } from '../types.ts';
import { ensureWhole } from '../whole.ts';
import { jsonMisfit, jsonText, jsonValue, pointer } from './cell.ts';
import { JsonScanner } from './scanner.ts';

/** Deeper text is refused: databases recurse over it. */
export const deepest = 100;

/** A row beyond this many bytes is refused, since it would be held in memory several times over. */
const longestRow = 256 * 1024 * 1024;

/**
 * Binds JSON files. The text is read once before DuckDB sees it, to judge grammar, depth and that every row is an object,
 * and to learn the keys; then DuckDB reads each row as one JSON value, and cells are taken out of it by type.
 */
export async function bindJson(relation: FileRelation): Promise<BoundRelation> {
	await ensureWhole(relation.files);
	const scans: JsonScan[] = [];
	for (const file of relation.files) scans.push(await scanJson(file, relation.json?.layout ?? 'array'));
	const names = columnNames(relation, scans);
	const declared = new Map(relation.declared.map((column) => [column.name, column]));
	const cells = names.map((name, index) => cellOf(declared.get(name), relation.partitions.includes(name), index));
	const indexOf = (name: string) => names.indexOf(name);
	const source = (placed: boolean) => sourceSql(relation, scans, names, cells, placed);
	return {
		columns: names.map(
			(name, index): RelationColumn => ({
				name,
				engineType: cells[index]?.engineType ?? 'VARCHAR',
				type: cells[index]?.type ?? { kind: 'unknown' },
			}),
		),
		from: source(false),
		value: (name) => `r.v${indexOf(name)}`,
		text: (name, path) => cells[indexOf(name)]?.text(path ?? []) ?? 'NULL',
		misfit: (name, path) => cells[indexOf(name)]?.misfit(path ?? []) ?? 'false',
		place: {
			from: source(true),
			file: displayCase('r.file', relation.files),
			...(relation.files.length <= mostNumbered && { row: 'r.number' }),
		},
		lenient: true,
		notes: notesOf(relation, scans, names),
	};
}

const mostNumbered = 64;

export interface JsonScan {
	readonly file: DataFile;
	readonly rows: number;
	readonly longestRow: number;
	readonly keys: ReadonlySet<string>;
	readonly top: 'array' | 'object' | undefined;
	readonly hasMark: boolean;
}

/** @throws EngineError with the line of the first mistake */
export async function scanJson(file: DataFile, layout: 'lines' | 'array', onRow?: (row: number, line: number) => void): Promise<JsonScan> {
	const keys = new Keys();
	const scanner = new JsonScanner({ layout, deepest, ...(onRow && { onRow }), onKey: (bytes) => keys.add(bytes) });
	for await (const chunk of bytesOf(file)) if (!scanner.push(chunk)) break;
	scanner.end();
	if (scanner.mistake) {
		const { line, message } = scanner.mistake;
		throw new EngineError({
			kind: 'invalid-data',
			message: `${file.display} is no JSON that can be read: line ${line.toLocaleString('en-US')}: ${message}`,
			file: file.display,
			line,
		});
	}
	if (scanner.longestRow > longestRow) {
		throw new EngineError({
			kind: 'unsupported',
			message: `${file.display} has a row of more than 256 MiB, which is not read`,
			file: file.display,
		});
	}
	return {
		file,
		rows: scanner.rows,
		longestRow: scanner.longestRow,
		keys: keys.names(),
		top: scanner.top,
		hasMark: scanner.hasMark,
	};
}

/** The keys of all rows. Most rows bring the keys of the row before in its order, which is compared first. */
class Keys {
	readonly #names = new Map<string, string>();
	readonly #order: Buffer[] = [];
	#next = 0;

	add(bytes: Buffer): void {
		if (this.#order[this.#next]?.equals(bytes)) {
			this.#next = (this.#next + 1) % this.#order.length;
			return;
		}
		if (this.#order.length < mostOrdered) this.#order.push(Buffer.from(bytes));
		const raw = bytes.toString('latin1');
		if (this.#names.has(raw) || this.#names.size >= mostKeys) return;
		const text = bytes.toString('utf8');
		this.#names.set(raw, text.includes('\\') ? unescaped(text) : text);
	}

	names(): ReadonlySet<string> {
		return new Set(this.#names.values());
	}
}

const mostKeys = 10_000;
const mostOrdered = 500;

function unescaped(text: string): string {
	const value: unknown = JSON.parse(`"${text}"`);
	return typeof value === 'string' ? value : text;
}

/** Declared columns are there even where no row has the key, since an absent key is a null. */
function columnNames({ declared, partitions }: FileRelation, scans: readonly JsonScan[]): string[] {
	return [...new Set([...declared.map((column) => column.name), ...scans.flatMap((scan) => [...scan.keys]), ...partitions])];
}

function notesOf({ declared, partitions }: FileRelation, scans: readonly JsonScan[], names: readonly string[]): RelationNote[] {
	const known = new Set([...declared.map((column) => column.name), ...partitions]);
	const notes: RelationNote[] = names
		.filter((name) => !known.has(name))
		.map((name) => ({ code: 'undeclared-column', message: `Column "${name}" is in the data and not in the contract`, column: name }));
	const empty = scans.filter((scan) => scan.rows === 0).map((scan) => scan.file.display);
	if (empty.length > 0)
		notes.push({
			code: 'empty-file',
			message: `${empty.slice(0, 3).join(', ')} ${empty.length > 1 ? 'hold' : 'holds'} no rows`,
			files: empty,
		});
	return notes;
}

interface Cell {
	readonly engineType: string;
	readonly type: ColumnType;
	/** SQL of the value over the JSON value `j{index}`. */
	readonly value: string;
	text(path: readonly string[]): string;
	misfit(path: readonly (string | { readonly each: 'item' | 'key' | 'value' })[]): string;
}

function cellOf(declared: DeclaredColumn | undefined, partition: boolean, index: number): Cell {
	const json = `r.j${index}`;
	if (partition) {
		const reader = readerOf(declared, `j${index}`, `f${index}`);
		const value =
			declared && reader.second !== undefined
				? (textCast(`j${index}`, declared)?.second(`j${index}`, textCast(`j${index}`, declared)?.first ?? '') ?? `j${index}`)
				: `j${index}`;
		return {
			engineType: reader.engineType,
			type: declared?.type ?? { kind: 'text' },
			value,
			text: () => json,
			misfit: (path) => reader.misfit({ text: json, value: `r.v${index}` }, path),
		};
	}
	const type: ColumnType = declared && !isUnreadablePattern(declared) ? declared.type : { kind: 'unknown' };
	const patterned =
		declared?.format !== undefined && type.kind !== 'unknown' ? textCast(`json_extract_string(j${index}, '$')`, declared) : undefined;
	const value = patterned
		? `CASE WHEN json_type(j${index}) = 'VARCHAR' THEN ${patterned.second('', patterned.first)} END`
		: jsonValue(`j${index}`, type);
	return {
		engineType: duckdbType(type),
		type,
		value,
		text: (path) => (path.length === 0 ? `json_extract_string(${json}, '$')` : jsonText(json, path)),
		misfit: (path) => {
			if (path.length > 0) return jsonMisfit(json, type, path);
			return type.kind === 'unknown' ? 'false' : `(r.v${index} IS NULL AND json_type(${json}) <> 'NULL')`;
		},
	};
}

function sourceSql(
	relation: FileRelation,
	scans: readonly JsonScan[],
	names: readonly string[],
	cells: readonly Cell[],
	placed: boolean,
): string {
	const parts = groupsOf(relation, scans, placed).map((group) => readSql(relation, group, names, placed));
	const values = cells.map((cell, index) => `j${index}, ${cell.value} AS v${index}`);
	const place = placed ? ['file', 'number'] : [];
	const from = parts.length > 0 ? parts.join(' UNION ALL ') : emptySql(names, placed);
	return `(SELECT ${[...values, ...place].join(', ') || '1'} FROM (${from})) AS r`;
}

/** Files that one reader reads alike; one by one where rows are numbered. */
function groupsOf({ json, files }: FileRelation, scans: readonly JsonScan[], placed: boolean): JsonScan[][] {
	const groups = new Map<string, JsonScan[]>();
	for (const scan of scans) {
		if (scan.rows === 0) continue;
		const alone = placed && files.length <= mostNumbered ? scan.file.path : '';
		const key = `${alone}\0${scan.file.compression}\0${json?.layout === 'lines' ? `lines ${scan.hasMark}` : scan.top}`;
		groups.set(key, [...(groups.get(key) ?? []), scan]);
	}
	return [...groups.values()];
}

function readSql(relation: FileRelation, group: readonly JsonScan[], names: readonly string[], placed: boolean): string {
	// Its reader of lines does not take a byte order mark.
	const format =
		relation.json?.layout === 'lines' && group[0]?.hasMark !== true
			? 'newline_delimited'
			: group[0]?.top === 'array'
				? 'array'
				: 'unstructured';
	const largest = Math.max(16_777_216, ...group.map((scan) => scan.longestRow + 1024));
	const options = [
		`format = '${format}'`,
		`compression = '${compressionName(group[0]?.file.compression)}'`,
		`maximum_object_size = ${largest}`,
		...(placed ? ['filename = true'] : []),
		...(relation.partitions.length > 0 ? ['hive_partitioning = true', 'hive_types_autocast = false'] : []),
	];
	const inData = names.filter((name) => !relation.partitions.includes(name));
	const pointers = inData.map((name) => textLiteral(pointer(name)));
	const cells = names.map((name, index) =>
		relation.partitions.includes(name) ? `CAST(p${index} AS VARCHAR) AS j${index}` : `cells[${inData.indexOf(name) + 1}] AS j${index}`,
	);
	const inner = [
		pointers.length > 0 ? `json_extract(json, [${pointers.join(', ')}]) AS cells` : '1 AS cells',
		...names.flatMap((name, index) => (relation.partitions.includes(name) ? [`${identifier(name)} AS p${index}`] : [])),
		...(placed ? ['filename AS file', 'row_number() OVER () AS number'] : []),
	];
	const files = pathList(group.map((scan) => scan.file));
	const outer = [...cells, ...(placed ? ['file', 'number'] : [])];
	return `SELECT ${outer.join(', ') || '1 AS nothing'} FROM (SELECT ${inner.join(', ')} FROM read_json_objects(${files}, ${options.join(', ')}))`;
}

/** DuckDB's JSON reader has another word for none. */
function compressionName(compression: DataFile['compression'] | undefined): string {
	return compression === undefined || compression === 'none' ? 'uncompressed' : compression;
}

function emptySql(names: readonly string[], placed: boolean): string {
	const columns = [...names.map((_, index) => `NULL::JSON AS j${index}`), ...(placed ? ["'' AS file", '0 AS number'] : [])];
	return `SELECT ${columns.join(', ') || '1 AS nothing'} WHERE false`;
}
