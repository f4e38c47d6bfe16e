import type { CheckResult, Outcome } from '../spec/result.ts';

/** The same words everywhere; see the list of outcomes in `spec/result.ts`. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
	passed: 'passed',
	failed: 'failed',
	warned: 'warned',
	errored: 'errored',
	notEnforced: 'not enforced',
};

export const outcomeMarks: Readonly<Record<Outcome, string>> = { passed: '✓', failed: '✗', warned: '▲', errored: '!', notEnforced: '○' };

/** What a reader must act on, worst first in lists of kinds. */
export const problemOutcomes: readonly Outcome[] = ['errored', 'failed', 'warned'];

export function isProblem(result: CheckResult): boolean {
	return problemOutcomes.includes(result.outcome);
}

/** `flights.delay`, `flights`, or empty for what belongs to the whole contract. */
export function subjectOf(result: CheckResult): string {
	return [result.object, result.property].filter((part) => part !== undefined && part !== '').join('.');
}

/**
 * The sentence of a finding and, where there is more to it, the whole reason. A message that ends in the reason cut
 * short is led up to there, so that nothing is read twice.
 */
export function headline({ message, reason }: CheckResult): { readonly message: string; readonly reason?: string } {
	if (reason === undefined || message.includes(reason)) {
		return { message };
	}
	const start = message.endsWith('…') ? message.indexOf(`: ${reason.slice(0, 8)}`) : -1;
	return { message: start > 0 ? message.slice(0, start) : message, reason };
}
