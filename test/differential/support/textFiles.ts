import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRelation } from '../../../server/src/engine/relation.ts';
import type { Table, Value } from './table.ts';
import { columnType } from './typeText.ts';
import { exactText } from './writers.ts';

/** Types that a CSV file can be read as, and back, without loss. */
export const csvTypes = ['INTEGER', 'BIGINT', 'DECIMAL(9,2)', 'DECIMAL(18,4)', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR', 'BOOLEAN'];

/** Writes a table as one CSV file; an unquoted empty field is null, a quoted one an empty text. */
export function csvRelation(table: Table, folder: string): FileRelation {
	const path = join(folder, 't.csv');
	const lines = [table.columns.map(({ name }) => quoted(name))];
	for (let row = 0; row < table.rows; row++) lines.push(table.columns.map(({ values, type }) => field(values[row] ?? null, type)));
	writeFileSync(path, `${lines.map((line) => line.join(',')).join('\n')}\n`);
	return {
		kind: 'files',
		name: 't',
		format: 'csv',
		files: [{ path, display: 't.csv', bytes: statSync(path).size, modifiedMs: 0, compression: 'none' }],
		csv: { delimiter: ',', quote: '"', escape: '"', header: true, encoding: 'utf-8' },
		declared: table.columns.map(({ name, type }) => ({ name, type: columnType(type) })),
		partitions: [],
	};
}

function field(value: Value, type: string): string {
	if (value === null) return '';
	if (typeof value === 'bigint') return exactText(value, type);
	return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}
