import type { RelationNote } from '../engine/engine.ts';
import type { Contract } from '../spec/contract/model.ts';
import { counted, listed } from '../spec/words.ts';
import type { Check } from './check.ts';
import { columnName } from './declare/scope.ts';
import type { Measured } from './measured.ts';
import type { NamedObject } from './rows.ts';
import { impliedCheck } from './sourceCheck.ts';
import { quoted } from './words.ts';

/** A warning about an object's rows as a whole, ready to be judged. */
export interface NoteCheck {
	readonly check: Check;
	readonly observed: readonly string[];
	readonly message: string;
}

/** Columns that nobody declared (one warning an object), columns that some files lack, files without rows. */
export function noteChecks(
	contract: Contract,
	objects: readonly (NamedObject & { readonly notes: readonly RelationNote[] })[],
): NoteCheck[] {
	return objects.flatMap(({ notes, ...named }) => [
		...undeclared(contract, named, notes),
		...notes.filter(({ code }) => code === 'column-absent-in-files').flatMap((note) => absent(contract, named, note)),
		...empty(contract, named, notes),
	]);
}

export function noteMeasured({ observed, message }: NoteCheck): Measured {
	return { kind: 'measured', observed: [...observed], failingRows: observed.length, note: message, proof: 'connection', durationMs: 0 };
}

function undeclared(contract: Contract, named: NamedObject, notes: readonly RelationNote[]): NoteCheck[] {
	const columns = notes.flatMap(({ code, column }) => (code === 'undeclared-column' && column !== undefined ? [column] : []));
	if (columns.length === 0) return [];
	return [
		{
			check: warning(contract, named, 'data.undeclared-column', 'every column declared'),
			observed: columns,
			message: `${counted(columns.length, 'column')} of the data not declared: ${listed(columns.map((column) => quoted(column, 24)))}`,
		},
	];
}

function absent(contract: Contract, named: NamedObject, { column = '', files = [], message }: RelationNote): NoteCheck[] {
	const property = (named.object.properties ?? []).find((candidate) => columnName(candidate) === column);
	// Of a column that nobody declared, that is said already.
	if (!property) return [];
	const base = warning(contract, named, 'data.absent-in-files', `column ${column} in every file`);
	const name = property.name?.value ?? column;
	return [
		{
			check: {
				...base,
				id: `schema.${named.name}.${name}.absent-in-files`,
				property: name,
				subject: name,
				...(property.name ? { range: property.name.node.range } : {}),
			},
			observed: files,
			message:
				files.length === 0
					? message
					: `null in ${counted(files.length, 'file')} that ${files.length === 1 ? 'lacks' : 'lack'} it: ${listed(files)}`,
		},
	];
}

function empty(contract: Contract, named: NamedObject, notes: readonly RelationNote[]): NoteCheck[] {
	const found = notes.filter(({ code }) => code === 'empty-file');
	if (found.length === 0) return [];
	const files = found.flatMap((note) => note.files ?? []);
	const message = files.length === 0 ? (found[0]?.message ?? '') : `${counted(files.length, 'file')} without content: ${listed(files)}`;
	return [
		{
			check: { ...warning(contract, named, 'data.readable', 'files with content'), id: `schema.${named.name}.empty-file` },
			observed: files,
			message,
		},
	];
}

function warning(
	contract: Contract,
	named: NamedObject,
	rule: 'data.undeclared-column' | 'data.absent-in-files' | 'data.readable',
	expected: string,
): Check {
	return impliedCheck(contract, named, rule, {
		severity: 'warning',
		dimension: 'consistency',
		expected,
		unit: 'columns',
		measure: { kind: 'presence', relation: named.name, column: '' },
	});
}
