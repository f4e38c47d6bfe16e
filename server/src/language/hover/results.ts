import type { Outcome } from '../../spec/result.ts';
import { documentationUrl } from '../../spec/rules/codes.ts';
import { ago } from '../ago.ts';
import type { KnownResult } from '../knownResults.ts';
import { words } from './markdown.ts';

/** A result in one line: `**Failed** · delay: 12 of 3,000,000 rows below -60 (minimum -60) · 2 min ago`, with the page of its rule. */
export function resultLine({ stored, changed, isOld }: KnownResult, nowMs: number): string {
	const { result, checkedIso } = stored;
	const stale = changed !== undefined ? ` · *${changed} changed since*` : isOld ? ' · *stale*' : '';
	const page = result.outcome === 'passed' ? '' : ` · [${result.rule}](${documentationUrl(result.rule)})`;
	return `**${outcomeWords[result.outcome]}** · ${words(result.message, 120)} · ${ago(checkedIso, nowMs)}${stale}${page}`;
}

/** Several results: how many of each outcome, and the worst by name. As short as a hover without a scroll bar wants it. */
export function resultLines(results: readonly KnownResult[], nowMs: number, most = 2): string | undefined {
	if (results.length === 0) return undefined;
	const [first] = results;
	if (results.length === 1 && first !== undefined) return resultLine(first, nowMs);
	const tally = (outcome: Outcome) => results.filter(({ stored }) => stored.result.outcome === outcome).length;
	const shown = (['failed', 'warned', 'errored', 'passed', 'notEnforced'] as const).filter((outcome) => tally(outcome) > 0);
	const newest =
		results
			.map(({ stored }) => stored.checkedIso)
			.sort()
			.at(-1) ?? '';
	const summary = `${shown.map((outcome) => `${tally(outcome)} ${outcomeWords[outcome].toLowerCase()}`).join(', ')} · ${ago(newest, nowMs)}`;
	const bad = (['failed', 'errored', 'warned'] as const).flatMap((outcome) =>
		results.filter(({ stored }) => stored.result.outcome === outcome),
	);
	return [summary, ...bad.slice(0, most).map(shortLine)].join('\n');
}

function shortLine({ stored: { result }, changed }: KnownResult): string {
	const stale = changed === undefined ? '' : ` · *${changed} changed since*`;
	return `- [**${outcomeWords[result.outcome]}**](${documentationUrl(result.rule)}) · ${words(result.message, 100)}${stale}`;
}

const outcomeWords: { readonly [outcome in Outcome]: string } = {
	passed: 'Passed',
	failed: 'Failed',
	warned: 'Warned',
	errored: 'Errored',
	notEnforced: 'Not enforced',
};
