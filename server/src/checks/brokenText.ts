import type { LintedFile } from '../spec/lint.ts';

/** The finding that keeps a text from being read whole, so that no rule of it is silently left out. */
export function brokenBy({ contracts, findings }: LintedFile): LintedFile['findings'][number] | undefined {
	const errors = findings.filter(({ severity }) => severity === 'error');
	return errors.find(({ code }) => loses.test(code)) ?? (contracts.length === 0 ? errors[0] : undefined);
}

/** Findings after which parts of a text may be missing from what was read of it. */
const loses = /^(?:yaml\..*|contract\.(?:retired-version|not-a-contract))$/;
