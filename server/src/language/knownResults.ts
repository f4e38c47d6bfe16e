import type { StoredResult } from '../shared/messages.ts';
import { durationMsOf } from '../shared/settings.ts';
import type { Range } from '../spec/range.ts';
import { contractOf, inFile } from '../workspace/fileIds.ts';
import type { DeclaredRule } from './declaredRules.ts';
import type { Parsed } from './parsed.ts';
import { placeOfResult } from './resultPlace.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** A result of an earlier check, on the rule as it stands in the text now. */
export interface KnownResult {
	readonly stored: StoredResult;
	readonly range: Range;
	/** What was changed since the check, if anything. */
	readonly changed?: 'rule' | 'data';
	/** Whether it is older than the user lets a result be (`staleAfter`). */
	readonly isOld: boolean;
}

/** Every result whose rule is still there. */
export function knownResults(
	{ uri, linted }: Parsed,
	rules: ReadonlyMap<string, DeclaredRule>,
	{ results, settings, nowMs }: Pick<LanguageWorkspace, 'results' | 'settings' | 'nowMs'>,
): KnownResult[] {
	const known = results.of(uri)?.results ?? [];
	if (known.length === 0) return [];
	const staleAfterMs = durationMsOf(settings(uri).staleAfter) ?? Number.POSITIVE_INFINITY;
	const now = nowMs();
	return known.flatMap((stored): KnownResult[] => {
		const place = placeOfResult(stored, linted, rules);
		if (place === undefined) return [];
		const isOld = now - Date.parse(stored.checkedIso) > staleAfterMs;
		const { range } = place;
		if (place.hash !== stored.ruleHash) return [{ stored, range, isOld, changed: 'rule' }];
		const { object, id } = stored.result;
		const data = object === undefined ? undefined : results.fingerprint(uri, inFile(object, contractOf(id)));
		const isOtherData = data !== undefined && stored.dataFingerprint !== undefined && data !== stored.dataFingerprint;
		return [{ stored, range, isOld, ...(isOtherData ? { changed: 'data' as const } : {}) }];
	});
}

/** Whether a result may no longer be so. */
export function isStale({ changed, isOld }: KnownResult): boolean {
	return changed !== undefined || isOld;
}
