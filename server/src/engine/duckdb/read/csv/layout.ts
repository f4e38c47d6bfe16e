import { EngineError, type RelationNote } from '../../../engine.ts';
import type { DataFile, DeclaredColumn, FileRelation } from '../../../relation.ts';
import { type CsvHead, readHead } from './head.ts';

/** Files of one header and compression, which one `read_csv` reads. */
export interface CsvGroup {
	readonly files: readonly DataFile[];
	/** For each field of a record, the column it belongs to; undefined for one that cannot be named. */
	readonly fields: readonly (number | undefined)[];
	readonly mixedLineEnds: boolean;
}

/** The columns of all files together and how each group of files brings them. */
export interface CsvLayout {
	readonly columns: readonly CsvColumn[];
	readonly groups: readonly CsvGroup[];
	readonly notes: readonly RelationNote[];
	/** From the heads of the files; absent where they are compressed. */
	readonly approximateRows?: number;
}

export interface CsvColumn {
	readonly name: string;
	readonly declared?: DeclaredColumn;
	/** It stands in the path, not in the file. */
	readonly partition?: true;
}

/**
 * Maps the fields of every file to columns, by the names in its header.
 *
 * @throws EngineError where a header cannot be read, or says two columns of one declared name
 */
export async function csvLayout(relation: FileRelation): Promise<CsvLayout> {
	const dialect = relation.csv;
	if (!dialect) throw new Error('a CSV relation has a dialect');
	const heads: { file: DataFile; head: CsvHead }[] = [];
	for (const file of relation.files) heads.push({ file, head: await readHead(file, dialect) });
	const filled = heads.filter(({ head }) => head.fields.length > 0);
	const [firstHead] = filled;
	if (!firstHead) {
		const names = relation.files.slice(0, 3).map((file) => file.display);
		throw new EngineError({
			kind: 'invalid-data',
			message: `${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} empty: not even a header`,
			...(names[0] && { file: names[0] }),
		});
	}
	if (dialect.header) refuseWrongDelimiter(relation, firstHead.file, firstHead.head);
	const columns = new Map<string, CsvColumn>();
	const declared = new Map(relation.declared.map((column) => [column.name, column]));
	const groups = new Map<string, { files: DataFile[]; names: (string | undefined)[]; mixedLineEnds: boolean }>();
	for (const { file, head } of filled) {
		const names = dialect.header
			? namesOf(head.fields, file, declared)
			: head.fields.map((_, index) => relation.declared[index]?.name ?? `column${index + 1}`);
		for (const name of names)
			if (name !== undefined && !relation.partitions.includes(name)) columns.set(name, columns.get(name) ?? withDeclared(name, declared));
		const key = JSON.stringify([file.compression, head.mixedLineEnds, names]);
		const group = groups.get(key) ?? { files: [], names, mixedLineEnds: head.mixedLineEnds };
		group.files.push(file);
		groups.set(key, group);
	}
	for (const name of relation.partitions) columns.set(name, { ...withDeclared(name, declared), partition: true });
	const list = [...columns.values()];
	const indexes = new Map(list.map(({ name }, index) => [name, index]));
	const made = [...groups.values()].map(({ files, names, mixedLineEnds }) => ({
		files,
		mixedLineEnds,
		fields: names.map((name) => (name === undefined || relation.partitions.includes(name) ? undefined : indexes.get(name))),
	}));
	const plain = heads.every(({ file }) => file.compression === 'none');
	const approximateRows = heads.reduce((sum, { file, head }) => sum + Math.ceil(file.bytes / Math.max(1, head.recordLength)), 0);
	return { columns: list, groups: made, notes: notesOf(relation, list, made, heads), ...(plain && { approximateRows }) };
}

function withDeclared(name: string, declared: ReadonlyMap<string, DeclaredColumn>): CsvColumn {
	const column = declared.get(name);
	return column ? { name, declared: column } : { name };
}

/** Of two fields of one name the first is the column; where the contract asks for that name it cannot be told which. */
function namesOf(fields: readonly string[], file: DataFile, declared: ReadonlyMap<string, DeclaredColumn>): (string | undefined)[] {
	const seen = new Set<string>();
	return fields.map((name) => {
		if (name === '') return undefined;
		if (!seen.has(name)) {
			seen.add(name);
			return name;
		}
		if (!declared.has(name)) return undefined;
		throw new EngineError({
			kind: 'invalid-data',
			message: `${file.display} has two columns called "${name}"; rename one in the file`,
			file: file.display,
			line: 1,
		});
	});
}

function refuseWrongDelimiter({ declared, csv }: FileRelation, file: DataFile, head: CsvHead): void {
	const [only, another] = head.fields;
	if (only === undefined || another !== undefined || declared.length < 2 || declared.some((column) => column.name === only)) return;
	const names = new Set(declared.map((column) => column.name));
	const other = [';', '\t', '|', ','].find(
		(sign) => sign !== csv?.delimiter && only.split(sign).filter((name) => names.has(name.replace(/^"|"$/g, ''))).length > 1,
	);
	if (other === undefined) return;
	const word = { ';': 'semicolon', '\t': 'tab', '|': 'pipe', ',': 'comma' }[other] ?? other;
	throw new EngineError({
		kind: 'invalid-data',
		message: `${file.display} separates its columns with a ${word}; write delimiter: ${word}`,
		file: file.display,
		line: 1,
	});
}

function notesOf(
	relation: FileRelation,
	columns: readonly CsvColumn[],
	groups: readonly CsvGroup[],
	heads: readonly { file: DataFile; head: CsvHead }[],
): RelationNote[] {
	const notes: RelationNote[] = [];
	const empty = heads.filter(({ head }) => head.fields.length === 0).map(({ file }) => file.display);
	if (empty.length > 0)
		notes.push({
			code: 'empty-file',
			message: `${listed(empty)} ${empty.length > 1 ? 'are' : 'is'} empty: not even a header`,
			files: empty,
		});
	for (const [index, column] of columns.entries()) {
		if (!column.declared)
			notes.push({
				code: 'undeclared-column',
				message: `Column "${column.name}" is in the data and not in the contract`,
				column: column.name,
			});
		const without = column.partition
			? []
			: groups.filter((group) => !group.fields.includes(index)).flatMap((group) => group.files.map((file) => file.display));
		if (without.length === 0) continue;
		const message = `Column "${column.name}" is absent from ${without.length.toLocaleString('en-US')} of ${relation.files.length.toLocaleString('en-US')} files (${listed(without)}) and null there`;
		notes.push({ code: 'column-absent-in-files', message, column: column.name, files: without });
	}
	return notes;
}

/** The first names of a list and how many more there are. */
export function listed(names: readonly string[]): string {
	return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${(names.length - 2).toLocaleString('en-US')} more`;
}

/** Names of the tables in which DuckDB keeps what it rejected of a relation. */
export function rejectTables(relation: string): { readonly errors: string; readonly scans: string } {
	const id = Buffer.from(relation).toString('hex');
	return { errors: `rejected_errors_${id}`, scans: `rejected_scans_${id}` };
}
