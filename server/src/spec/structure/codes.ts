import type { Finding } from '../finding.ts';

interface CodeEntry {
	readonly title: string;
	readonly severity: Finding['severity'];
}

/** Codes of what is wrong with a text as YAML: spec/yaml/. */
export const yamlCodes = {
	'yaml.alias': { title: 'Alias without its anchor', severity: 'error' },
	'yaml.depth': { title: 'Nested too deep', severity: 'error' },
	'yaml.duplicate-key': { title: 'Key that stands twice', severity: 'error' },
	'yaml.encoding': { title: 'Character that YAML forbids', severity: 'error' },
	'yaml.merge': { title: 'Merge key without a map', severity: 'error' },
	'yaml.size': { title: 'File too long to read', severity: 'error' },
	'yaml.syntax': { title: 'Text that is not YAML', severity: 'error' },
	'yaml.tab': { title: 'Tab as indentation', severity: 'error' },
	'yaml.tag': { title: 'Tag without a meaning', severity: 'warning' },
} as const satisfies { readonly [code: string]: CodeEntry };

/** Codes of what one object of a contract says by itself: spec/structure/. */
export const structureCodes = {
	'contract.api-version': { title: 'Version of the standard that does not exist', severity: 'error' },
	'contract.deprecated': { title: 'Construct that the standard has replaced', severity: 'warning' },
	'contract.duplicate-item': { title: 'Item that stands twice', severity: 'error' },
	'contract.invalid-id': { title: 'Id with characters it cannot have', severity: 'error' },
	'contract.list-size': { title: 'List with too few or too many items', severity: 'error' },
	'contract.misplaced-key': { title: 'Key in the wrong place', severity: 'error' },
	'contract.missing-key': { title: 'Key that must be there', severity: 'error' },
	'contract.missing-logical-type': { title: 'Options without a logical type', severity: 'error' },
	'contract.missing-operator': { title: 'Quality rule without a comparison', severity: 'error' },
	'contract.newer-construct': { title: 'Construct newer than the declared version', severity: 'warning' },
	'contract.no-value': { title: 'Key without a value', severity: 'error' },
	'contract.not-a-contract': { title: 'Not a map at the root', severity: 'error' },
	'contract.option-mismatch': { title: 'Option that does not fit the logical type', severity: 'error' },
	'contract.out-of-range': { title: 'Number out of range', severity: 'error' },
	'contract.retired-version': { title: 'Version of the standard that is no longer read', severity: 'error' },
	'contract.several-operators': { title: 'Quality rule with several comparisons', severity: 'error' },
	'contract.unknown-key': { title: 'Key that the standard does not have', severity: 'error' },
	'contract.unknown-value': { title: 'Value that the standard does not have', severity: 'error' },
	'contract.wrong-type': { title: 'Value of the wrong type', severity: 'error' },
} as const satisfies { readonly [code: string]: CodeEntry };

export type StructureCode = keyof typeof structureCodes;
