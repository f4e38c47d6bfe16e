import type { StoredResult } from '../shared/messages.ts';
import type { Range } from '../spec/range.ts';
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
}

/** Every result whose rule is still there. */
export function knownResults(
	{ uri, linted }: Parsed,
	rules: ReadonlyMap<string, DeclaredRule>,
	{ results }: Pick<LanguageWorkspace, 'results'>,
): KnownResult[] {
	return (results.of(uri)?.results ?? []).flatMap((stored): KnownResult[] => {
		const place = placeOfResult(stored, linted, rules);
		if (place === undefined) return [];
		const { range } = place;
		if (place.hash !== stored.ruleHash) return [{ stored, range, changed: 'rule' }];
		const { object } = stored.result;
		const now = object === undefined ? undefined : results.fingerprint(uri, object);
		const isOtherData = now !== undefined && stored.dataFingerprint !== undefined && now !== stored.dataFingerprint;
		return [{ stored, range, ...(isOtherData ? { changed: 'data' as const } : {}) }];
	});
}
