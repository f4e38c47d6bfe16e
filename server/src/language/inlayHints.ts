import type { InlayHint, Range as PositionRange } from 'vscode-languageserver-types';
import { observedText } from '../report/observed.ts';
import { shorten } from '../report/visible.ts';
import { counted, share } from '../report/words.ts';
import type { CheckResult } from '../spec/result.ts';
import { ago } from './ago.ts';
import type { CancellationToken } from './cancellation.ts';
import { Causes } from './causes.ts';
import type { DeclaredRules } from './declaredRules.ts';
import { isStale, knownResults } from './knownResults.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

const longestLabel = 24;

/**
 * What was observed, behind the rule that it was observed for: `minimum: -60` 12 rows, `required: true` 0.2 % null. None
 * behind a rule that passed with nothing to say, behind a result that may no longer be so, and of what cannot be checked one
 * at its cause only.
 */
export async function inlayHintsOf(
	parsed: Parsed,
	range: PositionRange,
	declared: DeclaredRules,
	workspace: LanguageWorkspace,
	token: CancellationToken,
): Promise<InlayHint[]> {
	const { uri, linted } = parsed;
	if (!workspace.settings(uri).inlayHints.enabled || token.isCancellationRequested) return [];
	if ((workspace.results.of(uri)?.results.length ?? 0) === 0) return [];
	const rules = await declared.of(parsed, token);
	if (token.isCancellationRequested) return [];
	const [from, to] = [linted.lines.offsetAt(range.start), linted.lines.offsetAt(range.end)];
	const hints = new Map<number, InlayHint & { readonly isGood: boolean }>();
	const causes = new Causes(workspace.results.of(uri)?.results ?? []);
	for (const known of knownResults(parsed, rules, workspace)) {
		const { stored, range: rule } = known;
		const { result, checkedIso } = stored;
		if (isStale(known) || rule.end < from || rule.start > to || causes.explain(result)) continue;
		const words = wordsOf(result);
		if (words === undefined) continue;
		const offset = behind(linted.text, rule.end);
		const isGood = result.outcome === 'passed';
		// Of several rules on one value, the one that is broken.
		const other = hints.get(offset);
		if (other !== undefined && (!other.isGood || isGood)) continue;
		hints.set(offset, {
			position: linted.lines.positionAt(offset),
			label: shorten(words, longestLabel),
			paddingLeft: true,
			tooltip: `${result.message} · ${ago(checkedIso, workspace.nowMs())}`,
			isGood,
		});
	}
	return [...hints.entries()].sort(([a], [b]) => a - b).map(([, { isGood: _, ...hint }]) => hint);
}

/** Families whose figure says something even where it is as it should be. */
const telling: ReadonlySet<string> = new Set(['quality', 'statistics', 'serviceLevel']);

function wordsOf(result: CheckResult): string | undefined {
	const { outcome, rule, family, failingRows = 0, totalRows = 0, observed } = result;
	const about = result.approximate === true ? '≈ ' : '';
	if (outcome === 'notEnforced') return undefined;
	if (outcome === 'errored') return 'errored';
	if (outcome === 'passed') return telling.has(family) && observed !== 0 && observed !== undefined ? short(result) : undefined;
	if (rule === 'data.required' && totalRows > 0) return `${about}${share(failingRows, totalRows)} null`;
	if (rule === 'data.presence' || rule === 'data.type') return rule === 'data.presence' ? 'not in the data' : short(result);
	return failingRows > 0 && result.unit !== 'percent' ? about + counted(failingRows, 'row') : short(result);
}

function short(result: CheckResult): string | undefined {
	const { observed, unit } = result;
	if (unit === 'rows' && typeof observed === 'number') return `${result.approximate === true ? '≈ ' : ''}${counted(observed, 'row')}`;
	const text = observedText(result);
	return text === '' ? undefined : text;
}

/** Behind a value; behind the line where the place is a key, which its colon belongs to. */
function behind(text: string, end: number): number {
	if (!/^\s*:/.test(text.slice(end, end + 8))) return end;
	const line = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
	return end + line.replace(/\s#.*$/, '').trimEnd().length;
}
