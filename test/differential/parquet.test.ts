import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareOnce, parquetWith, type Tally } from './support/compare.ts';
import { type Duck, openDuck } from './support/duck.ts';
import { types } from './support/table.ts';
import { duckdbWriter, hyparquetTypes, hyparquetWriter, type Writer } from './support/writers.ts';

let duck: Duck;
beforeAll(async () => {
	duck = await openDuck();
	await duck.query("SET TimeZone = 'UTC'");
});
afterAll(() => duck.close());

const writers: readonly (readonly [string, Writer, readonly string[]])[] = [
	['DuckDB', duckdbWriter, types],
	['hyparquet-writer', hyparquetWriter, hyparquetTypes],
];

test.each(writers)('checks over files of %s say what each value says, proved or read', { timeout: 120_000 }, async (_, write, allowed) => {
	const tally: Tally = { checks: 0, proved: 0, failing: 0 };
	for (let seed = 1; seed <= 150; seed++) await compareOnce(seed, allowed, parquetWith(write, duck), tally);
	// The comparison is worth something only where much is proved, and much is wrong.
	expect(tally.proved).toBeGreaterThan(tally.checks / 10);
	expect(tally.failing).toBeGreaterThan(tally.checks / 5);
});
