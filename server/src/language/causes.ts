import type { StoredResult } from '../shared/messages.ts';
import type { CheckResult } from '../spec/result.ts';
import { contractOf, inFile } from '../workspace/fileIds.ts';

/** One cause is told once: what could not be checked because of it is not told again at every rule. */
export class Causes {
	readonly #reasons = new Set<string | undefined>();
	/** Properties whose column is missing or of another type. */
	readonly #broken = new Set<string>();

	constructor(results: readonly StoredResult[]) {
		for (const { result } of results) {
			const { rule, outcome, reason, property } = result;
			if (rule === 'data.source' && outcome === 'errored') this.#reasons.add(reason);
			if ((rule === 'data.presence' || rule === 'data.type') && outcome === 'failed') this.#broken.add(placeOf(result, property));
		}
	}

	/** Whether another result says already why this one could not be had. */
	explain(result: CheckResult): boolean {
		const { rule, outcome, reason, property } = result;
		if (reason === undefined) return false;
		if (outcome === 'errored') return rule !== 'data.source' && this.#reasons.has(reason);
		if (outcome !== 'notEnforced' || !reason.startsWith('not run: ')) return false;
		const missing = /^not run: column missing: (.+)$/.exec(reason)?.[1];
		return this.#broken.has(placeOf(result, missing ?? property)) || this.#broken.has(placeOf(result, property));
	}
}

/** The same names in another contract of the file are others. */
function placeOf({ id, object }: CheckResult, property: string | undefined): string {
	return inFile(`${object}.${property}`, contractOf(id));
}
