import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrowRelation, arrowTypeNames, wholeMilliseconds } from './support/arrowFiles.ts';
import { compareOnce, type Tally } from './support/compare.ts';
import { type Duck, openDuck } from './support/duck.ts';
import { boundRelation } from './support/engine.ts';
import { csvRelation, csvTypes } from './support/textFiles.ts';

let duck: Duck;
beforeAll(async () => {
	duck = await openDuck();
	await duck.query("SET TimeZone = 'UTC'");
});
afterAll(() => duck.close());

test('checks over CSV files say what each value says', { timeout: 120_000 }, async () => {
	const tally: Tally = { checks: 0, proved: 0, failing: 0 };
	for (let seed = 1; seed <= 80; seed++) {
		await compareOnce(seed, csvTypes, async (table, folder) => [await boundRelation(duck, csvRelation(table, folder))], tally);
	}
	expect(tally.failing).toBeGreaterThan(tally.checks / 5);
});

test('checks over Arrow files say what each value says', { timeout: 120_000 }, async () => {
	const tally: Tally = { checks: 0, proved: 0, failing: 0 };
	for (let seed = 1; seed <= 60; seed++) {
		const open = async (table: Parameters<typeof arrowRelation>[0], folder: string, random: Parameters<typeof arrowRelation>[2]) => [
			await boundRelation(duck, arrowRelation(table, folder, random)),
		];
		await compareOnce(seed, arrowTypeNames, open, tally, wholeMilliseconds);
	}
	expect(tally.failing).toBeGreaterThan(tally.checks / 5);
});
