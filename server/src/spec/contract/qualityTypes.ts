/** The comparisons of library and SQL rules. */
export const operatorKeys = [
	'mustBe',
	'mustNotBe',
	'mustBeGreaterThan',
	'mustBeGreaterOrEqualTo',
	'mustBeLessThan',
	'mustBeLessOrEqualTo',
	'mustBeBetween',
	'mustNotBeBetween',
] as const;

/** Which keys only rules of a type have, and which of them must be there. */
export const qualityTypes: { readonly [type: string]: { readonly keys: readonly string[]; readonly required: readonly string[] } } = {
	text: { keys: [], required: [] },
	library: { keys: ['metric', 'rule', 'arguments', ...operatorKeys], required: ['metric'] },
	sql: { keys: ['query', ...operatorKeys], required: ['query'] },
	custom: { keys: ['engine', 'implementation'], required: ['engine', 'implementation'] },
};

/** The keys that depend on a rule's type. */
export const typedQualityKeys: ReadonlySet<string> = new Set(Object.values(qualityTypes).flatMap((type) => type.keys));
