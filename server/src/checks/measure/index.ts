import type { Connection, Engine } from '../../engine/engine.ts';
import type { Check } from '../check.ts';
import type { MeasuredChecks } from '../measured.ts';
import { Measuring } from './measuring.ts';
import type { MeasureOptions } from './options.ts';

export type { MeasureOptions };

/**
 * Measures every check: from the connections alone, then from Parquet footers, then in one scan per relation, then by
 * queries of their own; and last fetches what goes with those that fail. Never rejects for what the data or a contract's
 * query does: each check then has its problem, alone.
 *
 * @param connections by relation name; a relation that is absent is one that no server serves
 */
export async function measureChecks(
	checks: readonly Check[],
	engine: Engine,
	connections: ReadonlyMap<string, Connection>,
	options: MeasureOptions,
): Promise<MeasuredChecks> {
	const measuring = new Measuring(checks, engine, connections, options);
	measuring.settleAndProve();
	await measuring.scanRelations();
	await measuring.runAlone();
	await measuring.gatherEvidence();
	return measuring.result();
}
