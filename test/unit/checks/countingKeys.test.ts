import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Check } from '../../../server/src/checks/check.ts';
import { measureChecks } from '../../../server/src/checks/measure/index.ts';
import { type Duck, openDuck } from '../../differential/support/duck.ts';
import { parquetRelation } from '../../differential/support/engine.ts';

let duck: Duck;
let folder: string;
beforeAll(async () => {
	duck = await openDuck();
	folder = mkdtempSync(join(tmpdir(), 'plumbline-counting-'));
});
afterAll(() => {
	duck.close();
	rmSync(folder, { recursive: true, force: true });
});

let files = 0;

/** Rows whose key is not unique, and which aggregates told. */
async function unique(...keys: readonly string[]) {
	const paths: string[] = [];
	for (const key of keys) {
		const path = join(folder, `${files++}.parquet`);
		await duck.query(`COPY (SELECT ${key} AS k FROM range(6000) t(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
		paths.push(path);
	}
	const { engine, connections } = await parquetRelation(duck, paths, true);
	const check: Check = {
		id: 'k',
		rule: 'data.unique',
		family: 'uniqueness',
		severity: 'error',
		tags: [],
		range: { start: 0, end: 0 },
		subject: 'k',
		expected: 'unique',
		needs: ['k'],
		measure: { kind: 'duplicates', relation: 't', keys: [{ kind: 'column', name: 'k' }], nulls: 'violate' },
		bound: { kind: 'zero' },
		unit: 'rows',
	};
	const { measured } = await measureChecks([check], engine, connections, { sampleRows: 5, histograms: false });
	const found = measured.get('k');
	const asked = engine.plans.flatMap((plan) => (plan.kind === 'scan' ? plan.measures.map(({ aggregate }) => aggregate.kind) : [plan.kind]));
	return { failing: found?.kind === 'measured' ? found.failingRows : found, asked };
}

test.each([
	['from 0', 'i'],
	['from below 0', '(i - 3000)::INTEGER'],
	['from what only an unsigned number holds', "('18446744073709545615'::UBIGINT + i)::UBIGINT"],
	['up to the greatest number', "('9223372036854769808'::BIGINT + i)::BIGINT"],
])('keys that count up %s are told by their steps', async (_, key) => {
	const { failing, asked } = await unique(key);
	expect(failing).toBe(0);
	expect(asked).toContain('outOfStep');
	expect(asked).not.toContain('distinctInRange');
});

test('keys that stand in another order within their row group are unique too', async () => {
	const { failing, asked } = await unique('CASE WHEN i % 2048 < 2 THEN i + 1 - 2 * (i % 2048) ELSE i END');
	expect(failing).toBe(0);
	expect(asked).toContain('distinctInRange');
});

test.each([
	['one that is there twice in place of another', 'CASE i WHEN 77 THEN 78 ELSE i END', 2],
	['several', 'CASE WHEN i BETWEEN 3000 AND 3009 THEN 2999 ELSE i END', 11],
])('the rows of a key are counted: %s', async (_, key, rows) => {
	expect((await unique(key)).failing).toBe(rows);
});

test('in several files the same keys count up more than once', async () => {
	expect((await unique('i', 'i')).failing).toBe(12_000);
});

test('a column that is called as the row numbers are hides them', async () => {
	const { failing, asked } = await unique('0 AS file_row_number, i');
	expect(failing).toBe(0);
	expect(asked).not.toContain('outOfStep');
});
