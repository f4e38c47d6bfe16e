import type { Severity } from '../../spec/result.ts';

/**
 * How grave a violation is, from the standard's free text: `error`, `critical`, `blocker` … fail; `warning`, `minor` …
 * and `info`, `low` … only warn. A rule that says nothing, or a word that we do not know, is an error: a rule must not
 * lose its teeth over a spelling.
 */
export function severityOf(text: string | undefined): Severity {
	const word = text?.trim().toLowerCase() ?? '';
	if (WARNING.has(word)) return 'warning';
	return INFO.has(word) ? 'info' : 'error';
}

const WARNING = new Set(['warning', 'warn', 'medium', 'moderate', 'minor', 'should', 'p3', 'sev3']);
const INFO = new Set([
	'info',
	'information',
	'informational',
	'low',
	'notice',
	'trivial',
	'hint',
	'debug',
	'none',
	'p4',
	'p5',
	'sev4',
	'sev5',
]);

/** A data quality dimension by its full name; the standard's two-letter synonyms are taken too. */
export function dimensionOf(text: string | undefined): string | undefined {
	const word = text?.trim();
	return word ? (DIMENSIONS.get(word.toLowerCase()) ?? word) : undefined;
}

const DIMENSIONS: ReadonlyMap<string, string> = new Map([
	['ac', 'accuracy'],
	['cp', 'completeness'],
	['cf', 'conformity'],
	['cs', 'consistency'],
	['cv', 'coverage'],
	['tm', 'timeliness'],
	['uq', 'uniqueness'],
]);
