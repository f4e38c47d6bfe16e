import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { Int32, Table, tableFromIPC, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SamplePage } from '../../../server/src/shared/messages.ts';
import { Runs } from '../../webview/support/runs.ts';

const rowCount = 3_000;
const ids = Array.from({ length: rowCount }, (_, index) => (index === 2_999 ? 1 : index));
const amounts = ids.map((_, index) => (index % 100 === 7 ? -1 - index : index));
const states = ids.map((_, index) => (index % 1_000 === 999 ? null : ['new', 'paid'][index % 2]!));

describe.each(['csv', 'json', 'parquet', 'arrow'] as const)('pages of rows of %s', (format) => {
	const runs = new Runs();
	let contract: string;
	const at = (object: string, rule: string) => `schema.${object}.${rule}`;
	const rules = { below: at('t', 'amount.minimum'), missing: at('t', 'state.required'), twice: at('t', 'id.unique') };

	beforeAll(async () => {
		await write(format, runs.folder);
		contract = runs.write(`t.odcs.yaml`, contractOver(format));
	});
	afterAll(() => runs.close());

	const cells = (page: SamplePage, column: string) =>
		[...(tableFromIPC(Buffer.from(page.arrow, 'base64')).getChild(column) ?? [])].map((value) =>
			typeof value === 'bigint' ? Number(value) : value,
		);

	it('hold the rows that break a rule alone, from any of them on, each with its place', async () => {
		const run = await runs.check(contract);
		const first = await runs.rows(contract, { object: 't', offset: 0, limit: 4, violating: rules.below }, run);
		expect(cells(first, 'amount')).toEqual([-8, -108, -208, -308]);
		expect(first.total).toBe(30);
		expect(cells(first, '$row')).toEqual([8, 108, 208, 308]);
		const later = await runs.rows(contract, { object: 't', offset: 28, limit: 500, violating: rules.below }, run);
		expect(cells(later, 'amount')).toEqual([-2808, -2908]);
		const twice = await runs.rows(contract, { object: 't', offset: 0, limit: 500, violating: rules.twice }, run);
		expect(cells(twice, 'id')).toEqual([1, 1]);
		const missing = await runs.rows(contract, { object: 't', offset: 1, limit: 500, violating: rules.missing }, run);
		expect(cells(missing, '$row')).toEqual([2000, 3000]);
	});

	it('say of their rows, wherever they are, which cells break a rule', async () => {
		const mark = [rules.below, rules.missing, rules.twice];
		const page = await runs.rows(contract, { object: 't', offset: 2_900, limit: 100, mark });
		expect(cells(page, 'amount').slice(6, 9)).toEqual([2906, -2908, 2908]);
		// A key that stands twice is none that a row breaks by itself.
		expect(page.marks).toEqual([
			{ rule: rules.below, columns: ['amount'], rows: [7] },
			{ rule: rules.missing, columns: ['state'], rows: [99] },
		]);
		const broken = await runs.rows(contract, { object: 't', offset: 0, limit: 2, violating: rules.missing, mark });
		expect(broken.marks?.find(({ rule }) => rule === rules.missing)?.rows).toEqual([0, 1]);
	});

	it('are shown without marks where a rule is of a column that is gone', async () => {
		const other = runs.write('gone.odcs.yaml', contractOver(format).replaceAll('state', 'gone'));
		const page = await runs.rows(other, { object: 't', offset: 0, limit: 3, mark: [at('t', 'gone.required')] });
		expect(cells(page, 'id')).toEqual([0, 1, 2]);
		// A key that no JSON object has is null in each of them.
		expect(page.marks?.map(({ rows }) => rows) ?? []).toEqual(format === 'json' ? [[0, 1, 2]] : []);
	});
});

function contractOver(format: string): string {
	return `apiVersion: v3.1.0
kind: DataContract
id: t
version: 1.0.0
status: active
servers:
  - { server: files, type: local, path: t.${format}, format: ${format} }
schema:
  - name: t
    properties:
      - { name: id, logicalType: integer, unique: true }
      - { name: amount, logicalType: integer, logicalTypeOptions: { minimum: 0 } }
      - { name: state, logicalType: string, required: true }
`;
}

async function write(format: 'csv' | 'json' | 'parquet' | 'arrow', folder: string): Promise<void> {
	const path = join(folder, `t.${format}`);
	const rows = ids.map((id, index) => ({ id, amount: amounts[index]!, state: states[index]! }));
	if (format === 'csv')
		writeFileSync(
			path,
			[
				'id,amount,state',
				...rows.map((row) =>
					Object.values(row)
						.map((cell) => cell ?? '')
						.join(','),
				),
				'',
			].join('\n'),
		);
	if (format === 'json') writeFileSync(path, JSON.stringify(rows));
	if (format === 'arrow') {
		const table = new Table({
			id: vectorFromArray(ids, new Int32()),
			amount: vectorFromArray(amounts, new Int32()),
			state: vectorFromArray(states, new Utf8()),
		});
		writeFileSync(path, tableToIPC(table, 'file'));
	}
	if (format === 'parquet') {
		const json = join(folder, 'rows.json');
		writeFileSync(json, JSON.stringify(rows));
		const connection = await (await DuckDBInstance.create()).connect();
		await connection.run(
			`COPY (SELECT id::INT AS id, amount::INT AS amount, state FROM read_json('${json}')) TO '${path}' (FORMAT parquet)`,
		);
		connection.closeSync();
	}
}
