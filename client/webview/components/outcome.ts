import type { Outcome } from '../../../server/src/spec/result.ts';

/** The icon of an outcome, which never speaks by its colour alone. */
export const outcomeIcons: Readonly<Record<Outcome, string>> = {
	passed: 'pass',
	failed: 'error',
	warned: 'warning',
	errored: 'circle-slash',
	notEnforced: 'circle-large-outline',
};
