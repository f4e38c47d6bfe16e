import type { DataCode } from '../codes.ts';
import { type Draft, errored } from './draft.ts';

/** One quality rule as its kind reads it: what it is called, what to measure, what it must be. */
export type RuleDraft = Pick<Draft, 'rule' | 'expected' | 'measure'> &
	Partial<Pick<Draft, 'family' | 'violation' | 'bound' | 'unit' | 'range' | 'needs' | 'dimension'>>;

/** The rule is wrong as it is written; `lint` says so too. */
export function unreadable(rule: DataCode, expected: string, reason: string): RuleDraft {
	return { rule, expected, measure: errored(reason) };
}
