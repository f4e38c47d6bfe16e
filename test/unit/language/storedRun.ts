import { DeclaredRules } from '../../../server/src/language/declaredRules.ts';
import type { StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import type { CheckResult } from '../../../server/src/spec/result.ts';
import { parsedOf } from './support.ts';

/** Ten minutes before the clock of the tests' workspace. */
export const checkedIso = '2026-01-02T11:50:00Z';

/** A run over a text, ten minutes ago: every rule passed but for what `differ` says by the ends of their ids. */
export async function runOf(text: string, differ: { readonly [idEnd: string]: Partial<CheckResult> }): Promise<StoredRun> {
	const parsed = parsedOf(text);
	const rules = await new DeclaredRules().of(parsed);
	const missing = Object.keys(differ).filter((end) => ![...rules.keys()].some((id) => id.endsWith(end)));
	if (missing.length > 0) throw new Error(`no rule ${missing} among ${[...rules.keys()].join(', ')}`);
	const results = [...rules.values()].map(({ id, rule, object, property, range, hash }): StoredResult => {
		const own = Object.entries(differ).find(([end]) => id.endsWith(end))?.[1];
		const result: CheckResult = {
			id,
			contract: 'orders.odcs.yaml',
			rule,
			...(object === undefined ? {} : { object }),
			...(property === undefined ? {} : { property }),
			family: 'constraint',
			severity: 'error',
			outcome: 'passed',
			message: 'holds',
			location: { file: 'orders.odcs.yaml', range: parsed.linted.lines.rangeAt(range) },
			engine: 'duckdb',
			durationMs: 1,
			...own,
		};
		return { result, checkedIso, ruleHash: hash(), dataFingerprint: 'then' };
	});
	return { uri: parsed.uri, startedIso: checkedIso, durationMs: 5, results, history: [] };
}
