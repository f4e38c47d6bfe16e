import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { measureChecks } from '../../../server/src/checks/measure/index.ts';
import { randomChecks } from './checks.ts';
import type { Duck } from './duck.ts';
import { parquetRelation } from './engine.ts';
import { Random } from './random.ts';
import { randomTable } from './table.ts';
import type { Writer } from './writers.ts';

export interface Tally {
	checks: number;
	proved: number;
	failing: number;
}

/**
 * Writes one random table and holds every check of it, measured with and without footers, against what its values say.
 *
 * @param seed the whole case follows from it; it stands in every failure
 */
export async function compareOnce(seed: number, write: Writer, types: readonly string[], duck: Duck, tally: Tally): Promise<void> {
	const random = new Random(seed);
	const table = randomTable(random, types);
	const expected = randomChecks(random, table);
	const folder = mkdtempSync(join(tmpdir(), 'plumbline-differential-'));
	try {
		const files = await write(table, folder, random, duck.query);
		for (const footers of [true, false]) {
			const { engine, connections } = await parquetRelation(duck, files, footers);
			const { measured } = await measureChecks(
				expected.map(({ check }) => check),
				engine,
				connections,
				{ sampleRows: 3, histograms: false },
			);
			for (const { check, observed } of expected) {
				const found = measured.get(check.id);
				const where = `seed ${seed}, footers ${footers}, ${check.id} of ${table.rows} rows\n${JSON.stringify(found, null, 1)}`;
				expect(found?.kind, where).toBe('measured');
				if (found?.kind !== 'measured') continue;
				const shown = found.observed === null ? null : Number(found.observed);
				if (observed === null || shown === null) expect(shown, where).toBe(observed);
				else if (check.unit === 'rows') expect(shown, where).toBe(observed);
				else if (Number.isNaN(observed)) expect(shown, where).toBeNaN();
				else expect(Math.abs(shown - observed), where).toBeLessThanOrEqual(Math.abs(observed) * 1e-9 + 1e-9);
				if (check.unit === 'rows' && check.measure.kind !== 'rowCount') {
					expect(found.samples?.length ?? 0, where).toBe(Math.min(3, observed ?? 0));
				}
				tally.checks++;
				if (found.proof === 'footer') tally.proved++;
				if (observed !== 0) tally.failing++;
			}
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
