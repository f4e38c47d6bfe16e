import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Checking } from '../checks/declare/checking.ts';

let checking: Checking;
beforeEach(() => {
	checking = new Checking();
});
afterEach(() => checking.close());

const header = ['id', 'day', 'word'];
const rows = ['1,2024-01-01,a', '-2,2024-02-30,b', '2', '-3,x,c', '1,2024-01-03,', 'y,2024-01-04,d'];

/** What was found of the first three columns of a file that has `extra` further ones. */
async function found(extra: number) {
	const behind = (cell: (index: number) => string) => Array.from({ length: extra }, (_, index) => `,${cell(index)}`).join('');
	const lines = [header.join(',') + behind((index) => `c${index}`), ...rows.map((row) => (row === '2' ? row : row + behind(String)))];
	writeFileSync(checking.path('wide.csv'), `${lines.join('\n')}\n`);
	const properties = [
		'{ name: id, logicalType: integer, required: true, unique: true, logicalTypeOptions: { minimum: 0 } }',
		'{ name: day, logicalType: date }',
		'{ name: word, logicalType: string, required: true, enum: [{ value: a }, { value: b }] }',
		...Array.from({ length: extra }, (_, index) => `{ name: c${index}, logicalType: integer }`),
	];
	const results = await checking.check(
		`servers: [{ server: s, type: local, path: wide.csv, format: csv }]\nschema: [{ name: t, properties: [${properties.join(', ')}], quality: [{ metric: rowCount, mustBe: 5 }] }]\n`,
	);
	return results
		.filter(({ property }) => property === undefined || header.includes(property))
		.filter(({ rule }) => rule !== 'data.readable')
		.map(({ id, outcome, failingRows, totalRows, samples }) => ({
			id,
			outcome,
			failingRows,
			totalRows,
			samples: samples?.map(({ cells, row, line, violating }) => ({ cells: header.map((column) => cells[column]), row, line, violating })),
		}));
}

test('a file of very many columns is judged as its first columns alone would be', async () => {
	const narrow = await found(1);
	expect(narrow.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThan(5);
	expect(await found(200)).toEqual(narrow);
});
