import type { Finding, Fix } from './finding.ts';

/** The mend of a finding that needs nobody to look at it: its preferred one, unless that only guesses what was meant. */
export function automaticFix({ fixes }: Pick<Finding, 'fixes'>): Fix | undefined {
	const preferred = fixes?.[0];
	return preferred?.guess === true ? undefined : preferred;
}
