import { semanticCodes } from '../../../server/src/spec/rules/codes.ts';
import type { Comparison } from './compare.ts';

/**
 * Every way in which our verdict may differ from the standard's JSON Schema, with its reason. A difference that none of
 * these explains fails the test.
 */
export interface Difference {
	readonly name: string;
	readonly reason: string;
	/** Whether it explains that we reject (one of our errors) what a schema accepts, or accept what both schemas reject. */
	readonly explains: (comparison: Comparison) => boolean;
}

/** We reject, the schema of the declared version or of the newest accepts. Explains one error finding each. */
export const stricter: readonly (Omit<Difference, 'explains'> & {
	readonly explains: (code: string, comparison: Comparison, message: string) => boolean;
})[] = [
	{
		name: 'semantic rules',
		reason:
			'What the standard says in words and a schema cannot check: references, uniqueness by name, order of bounds, SQL, patterns, dates.',
		explains: (code) => Object.hasOwn(semanticCodes, code),
	},
	{
		name: 'objects that 3.0 left open',
		reason:
			'The 3.0.2 schema forgot to close most objects, which 3.1.0 mended. A key that no version has is a mistake: most often a misspelt one.',
		explains: (code, { version, declared }) =>
			version === '3.0.2' && declared.length === 0 && /^contract\.(unknown|misplaced)-key$/.test(code),
	},
	{
		name: 'values of keys that 3.0 left open',
		reason:
			'The 3.0.2 schema does not know constructs of later versions, so it checks nothing inside them; the model knows them, and judges them as their version does.',
		explains: (_, { version, declared, newest }) => version === '3.0.2' && declared.length === 0 && newest.length > 0,
	},
	{
		name: 'the same value twice in enum',
		reason: 'The schema compares whole items, so the same value with two labels passes; one value cannot mean two things.',
		explains: (code, _, message) => code === 'contract.duplicate-item' && message.includes('"enum"'),
	},
];

/** We accept, both schemas reject; or the newest accepts and the declared version's rejects, without a warning of ours. */
export const laxer: readonly Difference[] = [
	{
		name: 'formats of addresses',
		reason:
			'A location may hold templates and wildcards ({model}, *), which no URI has; in draft 2019-09 "format" is an annotation, not a rule.',
		explains: (comparison) => causes(comparison).every((error) => error.keyword === 'format' && error.params.format === 'uri'),
	},
	{
		name: 'deprecated constructs',
		reason: 'What was right in 3.0 (rule, a boolean exclusiveMinimum) is a deprecation with a mend in later versions, not an error.',
		explains: ({ findings }) =>
			findings.some(({ code, message }) => code === 'contract.deprecated' && /"rule"|holds the bound itself/.test(message)),
	},
	{
		name: 'variables',
		reason: 'Since 3.2.0 ${VAR} may stand in any string; the schema cannot say that it may stand for a number or a boolean too.',
		explains: (comparison) => causes(comparison).some((error) => String(valueAt(comparison.document, error.instancePath)).includes('${')),
	},
	{
		name: 'delimiter of local files',
		reason: 'The standard gives a delimiter to files everywhere but on a local server; it is read there too, with a warning.',
		explains: ({ findings }) =>
			findings.some((finding) => finding.severity === 'warning' && finding.message.includes('"delimiter" on a local server')),
	},
	{
		name: 'constructs of two versions',
		reason:
			'A contract that mixes constructs of its own version with later ones fits neither schema; each construct is judged by its own version.',
		explains: ({ findings, version, newest }) =>
			version !== '3.2.0' && newest.length > 0 && findings.some((finding) => finding.code === 'contract.newer-construct'),
	},
	{
		name: 'mistakes of the 3.0.2 schema',
		reason: 'It wants the schema of a duckdb server to be a whole number, which its text and every later version say is a name.',
		explains: (comparison) =>
			comparison.version === '3.0.2' && causes(comparison).every((error) => /^\/servers\/\d+\/schema$/.test(error.instancePath)),
	},
];

/** What a schema complains of, without what only follows from it. */
function causes({ declared, newest }: Comparison): Comparison['newest'] {
	const errors = newest.length > 0 ? newest : declared;
	return errors.filter((error) => !['if', 'oneOf', 'anyOf', 'allOf', 'not', 'unevaluatedProperties'].includes(error.keyword));
}

function valueAt(document: unknown, path: string): unknown {
	let value: unknown = document;
	for (const step of path.split('/').slice(1)) value = value !== null && typeof value === 'object' ? Reflect.get(value, step) : undefined;
	return value;
}
