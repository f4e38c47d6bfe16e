import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Check } from '../../../server/src/checks/check.ts';
import { measureChecks } from '../../../server/src/checks/measure/index.ts';
import type { Measured } from '../../../server/src/checks/measured.ts';
import type { Connection, Engine } from '../../../server/src/engine/engine.ts';
import { randomChecks } from './checks.ts';
import type { Duck } from './duck.ts';
import { parquetRelation } from './engine.ts';
import { Random } from './random.ts';
import { randomTable, type Table } from './table.ts';
import type { Writer } from './writers.ts';

export interface Tally {
	checks: number;
	proved: number;
	failing: number;
}

/** A relation `t` over what was written, with an engine that reads it. */
export interface Opened {
	readonly engine: Engine;
	readonly connections: ReadonlyMap<string, Connection>;
}

/**
 * Writes one random table and holds every check of it, in each way of reading it, against what its values say.
 *
 * @param seed the whole case follows from it; it stands in every failure
 * @param open writes the table into a folder and answers one or several ways to read it
 */
export async function compareOnce(
	seed: number,
	types: readonly string[],
	open: (table: Table, folder: string, random: Random) => Promise<readonly Opened[]>,
	tally: Tally,
	prepare: (table: Table) => Table = (table) => table,
): Promise<void> {
	const random = new Random(seed);
	const table = prepare(randomTable(random, types));
	const expected = randomChecks(random, table);
	const folder = mkdtempSync(join(tmpdir(), 'plumbline-differential-'));
	try {
		for (const [index, { engine, connections }] of (await open(table, folder, random)).entries()) {
			const checks = expected.map(({ check }) => check);
			const { measured } = await measureChecks(checks, engine, connections, { sampleRows: 3, histograms: false });
			for (const { check, observed } of expected) {
				const found = measured.get(check.id);
				compareFigures(check, observed, found, `seed ${seed}, reading ${index}, ${check.id} of ${table.rows} rows`);
				tally.checks++;
				if (found?.kind === 'measured' && found.proof === 'footer') tally.proved++;
				if (observed !== 0) tally.failing++;
			}
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Both ways of reading Parquet files: with what their footers prove, and without. */
export function parquetWith(write: Writer, duck: Duck) {
	return async (table: Table, folder: string, random: Random): Promise<readonly Opened[]> => {
		const files = await write(table, folder, random, duck.query);
		return [await parquetRelation(duck, files, true), await parquetRelation(duck, files, false)];
	};
}

function compareFigures(check: Check, observed: number | null, found: Measured | undefined, which: string): void {
	const where = `${which}\n${JSON.stringify(found, null, 1)}`;
	expect(found?.kind, where).toBe('measured');
	if (found?.kind !== 'measured') return;
	const shown = found.observed === null ? null : Number(found.observed);
	if (observed === null || shown === null) expect(shown, where).toBe(observed);
	else if (check.unit === 'rows') expect(shown, where).toBe(observed);
	else if (Number.isNaN(observed)) expect(shown, where).toBeNaN();
	else if (!Number.isFinite(observed)) expect(shown, where).toBe(observed);
	else expect(Math.abs(shown - observed), where).toBeLessThanOrEqual(Math.abs(observed) * 1e-9 + 1e-9);
	if (check.unit === 'rows' && check.measure.kind !== 'rowCount') {
		expect(found.samples?.length ?? 0, where).toBe(Math.min(3, observed ?? 0));
	}
}
