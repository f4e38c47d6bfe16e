import type { StoredRun } from '../shared/messages.ts';
import { type CancellationToken, never } from './cancellation.ts';
import type { DeclaredRules } from './declaredRules.ts';
import { knownResults } from './knownResults.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/**
 * The last results as they are of the text now: each where its rule stands by now, marked where the rule or its data has
 * changed since, and without those whose rule is gone.
 *
 * @returns undefined where there are none
 */
export async function currentRun(
	parsed: Parsed,
	declared: DeclaredRules,
	workspace: Pick<LanguageWorkspace, 'results' | 'settings' | 'nowMs'>,
	token: CancellationToken = never,
): Promise<StoredRun | undefined> {
	const run = workspace.results.of(parsed.uri);
	if (run === undefined) return undefined;
	const rules = await declared.of(parsed, token);
	if (token.isCancellationRequested) return undefined;
	const results = knownResults(parsed, rules, workspace).map(({ stored, range, changed }) => {
		const location = { ...stored.result.location, range: parsed.linted.lines.rangeAt(range) };
		return { ...stored, result: { ...stored.result, location }, ...(changed === undefined ? {} : { stale: changed }) };
	});
	return { ...run, results };
}
