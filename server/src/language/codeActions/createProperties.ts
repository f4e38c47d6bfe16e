import type { SchemaObject } from '../../spec/contract/model.ts';
import { scalarText } from '../../spec/rules/write.ts';
import type { Entry } from '../../spec/yaml/node.ts';
import { logicalTypeOf } from '../completion/dataFacts.ts';

interface Column {
	readonly name: string;
	readonly type?: string;
}

interface Insertion {
	readonly offset: number;
	readonly newText: string;
}

/** Columns of the data that no property of the object describes. */
export function unlistedColumns({ properties = [] }: SchemaObject, columns: readonly Column[]): readonly Column[] {
	const listed = new Set(properties.map(({ name, physicalName }) => (physicalName ?? name)?.value.toLowerCase()));
	return columns.filter(({ name }) => !listed.has(name.toLowerCase()));
}

/** Adds properties to an object, behind those that it has and written as they are; undefined where its list is in brackets or stands elsewhere. */
export function createProperties(text: string, object: SchemaObject, columns: readonly Column[]): Insertion | undefined {
	const { node } = object;
	const own = node.entries.filter(({ merged }) => merged !== true);
	const last = own.at(-1);
	if (node.flow || node.alias !== undefined || last === undefined) return undefined;
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const entry = node.get('properties');
	const place = entry === undefined ? newList(text, own, last, eol) : behindList(text, entry);
	if (place === undefined) return undefined;
	const indent = ' '.repeat(place.column);
	const items = columns.map(({ name, type }) => {
		const logicalType = type === undefined ? undefined : logicalTypeOf(type);
		const lines = [`- name: ${scalarText(name)}`, ...(logicalType === undefined ? [] : [`  logicalType: ${logicalType}`])];
		return lines.map((line) => eol + indent + line).join('');
	});
	return { offset: place.offset, newText: place.before + items.join('') };
}

interface Place {
	readonly offset: number;
	/** Of the dashes. */
	readonly column: number;
	readonly before: string;
}

function newList(text: string, own: readonly Entry[], last: Entry, eol: string): Place | undefined {
	const [first] = own;
	if (first === undefined) return undefined;
	const column = columnOf(text, first.keyRange.start);
	const end = Math.max(...own.map(({ range, keyRange }) => Math.max(range.end, keyRange.end)), last.range.end);
	return { offset: lineEnd(text, end), column: column + 2, before: `${eol}${' '.repeat(column)}properties:` };
}

function behindList(text: string, { keyRange, value, merged }: Entry): Place | undefined {
	if (merged === true || value.alias !== undefined) return undefined;
	const column = columnOf(text, keyRange.start);
	if (value.kind === 'scalar') {
		return value.style === 'absent' ? { offset: lineEnd(text, keyRange.end), column: column + 2, before: '' } : undefined;
	}
	const first = value.kind === 'seq' ? value.items[0] : undefined;
	const end = value.kind === 'seq' ? value.items.at(-1)?.range.end : undefined;
	if (value.flow || first === undefined || end === undefined) return undefined;
	const start = text.lastIndexOf('\n', first.range.start - 1) + 1;
	const dash = /^( *)- /.exec(text.slice(start, first.range.start))?.[1];
	return dash === undefined ? undefined : { offset: lineEnd(text, end), column: dash.length, before: '' };
}

function columnOf(text: string, offset: number): number {
	return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function lineEnd(text: string, offset: number): number {
	const lineFeed = text.indexOf('\n', offset);
	const end = lineFeed < 0 ? text.length : lineFeed;
	return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}
