import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareOnce, parquetWith, type Tally } from '../differential/support/compare.ts';
import { type Duck, openDuck } from '../differential/support/duck.ts';
import { boundRelation } from '../differential/support/engine.ts';
import { types } from '../differential/support/table.ts';
import { csvRelation, csvTypes } from '../differential/support/textFiles.ts';
import { duckdbWriter, hyparquetTypes, hyparquetWriter } from '../differential/support/writers.ts';
import { seconds, seed } from './options.ts';

let duck: Duck;
beforeAll(async () => {
	duck = await openDuck();
	await duck.query("SET TimeZone = 'UTC'");
});
afterAll(() => duck.close());

test('checks over random Parquet and CSV files say what each value says, proved or read', { timeout: (seconds + 60) * 1000 }, async () => {
	const tally: Tally = { checks: 0, proved: 0, failing: 0 };
	const until = performance.now() + seconds * 1000;
	for (let next = seed * 1_000_003; performance.now() < until; next++) {
		await compareOnce(next, types, parquetWith(duckdbWriter, duck), tally);
		await compareOnce(next, hyparquetTypes, parquetWith(hyparquetWriter, duck), tally);
		await compareOnce(next, csvTypes, async (table, folder) => [await boundRelation(duck, csvRelation(table, folder))], tally);
	}
	expect(tally.checks).toBeGreaterThan(0);
	console.log(`${tally.checks} checks, ${tally.proved} proved, ${tally.failing} failing`);
});
