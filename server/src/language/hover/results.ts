import { counted } from '../../report/words.ts';
import type { Outcome } from '../../spec/result.ts';
import { documentationUrl } from '../../spec/rules/codes.ts';
import { ago } from '../ago.ts';
import type { KnownResult } from '../knownResults.ts';
import { words } from './markdown.ts';

/** A result in one line: `**Failed** · delay: 12 of 3,000,000 rows below -60 (minimum -60) · 2 min ago`, with the page of its rule. */
export function resultLine({ stored, changed }: KnownResult, nowMs: number): string {
	const { result, checkedIso } = stored;
	const stale = changed === undefined ? '' : ` · *${changed} changed since*`;
	const page = result.outcome === 'passed' ? '' : ` · [${result.rule}](${documentationUrl(result.rule)})`;
	return `**${outcomeWords[result.outcome]}** · ${words(result.message, 140)} · ${ago(checkedIso, nowMs)}${stale}${page}`;
}

/** Several results: those that are not as they should be one by one, the others counted. */
export function resultLines(results: readonly KnownResult[], nowMs: number, most = 3): string | undefined {
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
	const bad = results.filter(({ stored: { result } }) => ['failed', 'warned', 'errored'].includes(result.outcome));
	const more = bad.length > most ? [`- and ${counted(bad.length - most, 'more', 'more')}`] : [];
	return [summary, ...bad.slice(0, most).map((each) => `- ${resultLine(each, nowMs)}`), ...more].join('\n');
}

const outcomeWords: { readonly [outcome in Outcome]: string } = {
	passed: 'Passed',
	failed: 'Failed',
	warned: 'Warned',
	errored: 'Errored',
	notEnforced: 'Not enforced',
};
