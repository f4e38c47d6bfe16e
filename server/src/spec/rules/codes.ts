import type { Finding } from '../finding.ts';
import { structureCodes, yamlCodes } from '../structure/codes.ts';

/** What a code says in three words, and how grave it is where the rule knows nothing better. */
export interface LintCodeEntry {
	readonly title: string;
	readonly severity: Finding['severity'];
}

/** Codes of how the parts of a contract fit together: spec/rules/. */
export const semanticCodes = {
	'contract.bounds-empty': { title: 'No value fits the bounds', severity: 'error' },
	'contract.bounds-reversed': { title: 'Bounds the wrong way round', severity: 'error' },
	'contract.dangling-reference': { title: 'Reference that names nothing', severity: 'warning' },
	'contract.date-format': { title: 'Date format that does not parse', severity: 'error' },
	'contract.date-format-suspect': { title: 'Date format that says something else', severity: 'warning' },
	'contract.dates-reversed': { title: 'End before start', severity: 'warning' },
	'contract.duplicate-id': { title: 'Id used twice', severity: 'error' },
	'contract.duplicate-name': { title: 'Name used twice', severity: 'error' },
	'contract.duplicate-physical-name': { title: 'Two names for one column or table', severity: 'warning' },
	'contract.duplicate-server': { title: 'Server named twice', severity: 'error' },
	'contract.enum-mismatch': { title: 'Enumerated value that cannot occur', severity: 'warning' },
	'contract.example-mismatch': { title: 'Example that breaks its own rules', severity: 'warning' },
	'contract.invalid-date': { title: 'Date that is no date', severity: 'error' },
	'contract.metric-arguments': { title: 'Metric without what it needs', severity: 'error' },
	'contract.metric-level': { title: 'Metric at the wrong level', severity: 'error' },
	'contract.partition-position': { title: 'Partition key position', severity: 'warning' },
	'contract.pattern-dialect': { title: 'Pattern of another dialect', severity: 'warning' },
	'contract.pattern-syntax': { title: 'Pattern that does not compile', severity: 'error' },
	'contract.physical-type': { title: 'Physical type against logical type', severity: 'warning' },
	'contract.plumbline-implementation': { title: 'Implementation of engine plumbline', severity: 'error' },
	'contract.plumbline-metric': { title: 'Unknown metric of engine plumbline', severity: 'error' },
	'contract.primary-key-position': { title: 'Primary key position', severity: 'warning' },
	'contract.quality-severity': { title: "Severity of one's own", severity: 'info' },
	'contract.quality-unit': { title: 'Unit that a metric does not have', severity: 'warning' },
	'contract.reference-by-name': { title: 'Name where an id is wanted', severity: 'warning' },
	'contract.reference-syntax': { title: 'Reference that cannot be read', severity: 'error' },
	'contract.relationship-arity': { title: 'Relationship of unequal sides', severity: 'error' },
	'contract.relationship-from': { title: 'Relationship from another object', severity: 'warning' },
	'contract.relationship-types': { title: 'Relationship between unlike types', severity: 'warning' },
	'contract.required-unknown': { title: 'Required key that is not declared', severity: 'warning' },
	'contract.schedule': { title: 'Schedule that cron cannot read', severity: 'info' },
	'contract.sla-element': { title: 'Service level without its element', severity: 'warning' },
	'contract.sla-property': { title: 'Misspelt service level', severity: 'warning' },
	'contract.sla-unit': { title: 'Unit of a service level', severity: 'warning' },
	'contract.sla-value': { title: 'Value of a service level', severity: 'warning' },
	'contract.sql-placeholder': { title: 'Unknown placeholder in SQL', severity: 'warning' },
	'contract.sql-syntax': { title: 'SQL that does not parse', severity: 'error' },
	'contract.threshold-impossible': { title: 'Threshold that can never hold', severity: 'warning' },
	'contract.threshold-order': { title: 'Threshold the wrong way round', severity: 'error' },
	'contract.threshold-type': { title: 'Threshold that is no number', severity: 'error' },
	'contract.time-zone': { title: 'Unknown time zone', severity: 'error' },
	'contract.valid-values-type': { title: 'Valid value of another type', severity: 'warning' },
	'contract.variable-syntax': { title: 'Variable that cannot be read', severity: 'error' },
	'contract.variable-unset': { title: 'Variable without a value', severity: 'warning' },
} as const satisfies Record<string, LintCodeEntry>;

/** Every code of `lint`. One page each in `docs/rules/`; codes are stable and never reused. */
export const lintCodes: { readonly [code: string]: LintCodeEntry } = { ...yamlCodes, ...structureCodes, ...semanticCodes };

export type SemanticCode = keyof typeof semanticCodes;

const documentation = 'https://github.com/plumbline-dev/plumbline/blob/main/docs/rules';

/** Page of a code, of `lint` or of `check`. */
export function documentationUrl(code: string): string {
	return `${documentation}/${code}.md`;
}
