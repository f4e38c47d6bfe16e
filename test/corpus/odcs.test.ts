import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintText } from '../../server/src/spec/lint.ts';

const folder = join(import.meta.dirname, '../../../shared/odcs');
const present = existsSync(folder);
if (!present) console.warn(`SKIPPED: the standard's own documents are not at ${folder}; their 46 verdicts are not checked.`);

/** `code @line "text of the range"`; lines as people count them. */
type Place = string;

/** The standard's 18 valid documents, and what we say of them all the same. None of it is an error. */
const examples: { readonly [file: string]: readonly Place[] } = {
	'all-data-types.odcs.yaml': [
		'contract.newer-construct @25 "exclusiveMinimum"',
		'contract.newer-construct @30 "timestamp"',
		'contract.newer-construct @37 "timestamp"',
		'contract.newer-construct @42 "timezone"',
		'contract.newer-construct @43 "defaultTimezone"',
		'contract.newer-construct @46 "time"',
		'contract.newer-construct @51 "timezone"',
		'contract.newer-construct @63 "exclusiveMaximum"',
	],
	'all-schema-types.odcs.yaml': [],
	'azure-server.odcs.yaml': [],
	'basic-four-dpo.odcs.yaml': ['contract.newer-construct @9 "team"', 'contract.newer-construct @21 "description"'],
	'column-accuracy.odcs.yaml': [],
	'column-completeness.odcs.yaml': ['contract.newer-construct @25 "metric"'],
	'column-custom.odcs.yaml': [],
	'column-validity.odcs.yaml': [],
	'database-table-sla.odcs.yaml': [
		'contract.deprecated @7 "dataProduct"',
		'contract.sla-element @14 "tab1"',
		'contract.sla-element @25 "tab1"',
		'contract.sla-element @30 "tab1"',
		'contract.sla-element @33 "tab1"',
		'contract.sla-element @37 "tab1"',
	],
	'full-example.odcs.yaml': [
		'contract.deprecated @3 "dataProduct"',
		'contract.dangling-reference @217 "receiver_types"',
		'contract.sla-element @273 "tab1"',
		'contract.sla-element @283 "tab1"',
		'contract.sla-element @288 "tab1"',
		'contract.sla-element @291 "tab1"',
		'contract.sla-element @295 "tab1"',
	],
	'kafka-schema.odcs.yaml': [],
	'kafka-schemaregistry.odcs.yaml': [],
	'kafka-server.odcs.yaml': [],
	'postgresql-adventureworks-contract.odcs.yaml': [],
	'service-and-operational-roles.odcs.yaml': [],
	'table-column-description.odcs.yaml': [],
	'table-column.odcs.yaml': [],
	'table-columns-with-partition.odcs.yaml': [],
};

/**
 * The standard's 28 invalid documents, and the node that each of them is rejected for: the value that is wrong, or,
 * where something is missing, the first key of the object that lacks it (the last line of the text has no more to show).
 */
const invalid: { readonly [file: string]: readonly Place[] } = {
	'additional-unknown-property.odcs.yaml': ['contract.unknown-key @9 "unknownRootField"'],
	'enum-duplicate-values.odcs.yaml': ['contract.duplicate-item @17 "pending"'],
	'enum-empty.odcs.yaml': ['contract.list-size @15 "[]"'],
	'enum-missing-value.odcs.yaml': ['contract.missing-key @16 "label"'],
	'invalid-api-version.odcs.yaml': ['contract.api-version @5 "v4.0.0"'],
	'invalid-kind.odcs.yaml': ['contract.unknown-value @6 "DataModel"'],
	'invalid-quality-dimension.odcs.yaml': ['contract.unknown-value @20 "validity"'],
	'invalid-quality-metric.odcs.yaml': ['contract.unknown-value @17 "invalidMetric"'],
	'invalid-quality-type.odcs.yaml': ['contract.unknown-value @17 "unknown"'],
	'map-missing-block.odcs.yaml': ['contract.missing-key @13 "name"'],
	'map-missing-key.odcs.yaml': ['contract.missing-key @16 "value"'],
	'map-missing-value.odcs.yaml': ['contract.missing-key @16 "key"'],
	'missing-required-fields.odcs.yaml': ['contract.missing-key @4 "version"'],
	'quality-custom-missing-implementation.odcs.yaml': ['contract.missing-key @17 "type"'],
	'quality-element-field.odcs.yaml': ['contract.missing-operator @17 "description"', 'contract.misplaced-key @18 "element"'],
	'quality-library-missing-metric.odcs.yaml': ['contract.missing-key @17 "type"'],
	'quality-multiple-operators.odcs.yaml': ['contract.several-operators @20 "mustNotBe"'],
	'quality-mustbebetween-wrong-size.odcs.yaml': ['contract.list-size @15 "[100]"'],
	'quality-sql-missing-query.odcs.yaml': ['contract.missing-key @17 "type"'],
	'relationship-property-level-with-from.odcs.yaml': ['contract.misplaced-key @17 "from"'],
	'relationship-schema-level-missing-from-to.odcs.yaml': ['contract.missing-key @13 "type"'],
	'schema-property-invalid-logicaltype.odcs.yaml': ['contract.unknown-value @14 "binary"'],
	'schema-property-missing-name.odcs.yaml': ['contract.missing-key @13 "logicalType"'],
	'server-invalid-type.odcs.yaml': ['contract.unknown-value @11 "mongodb"'],
	'server-missing-conditional-fields.odcs.yaml': ['contract.missing-key @10 "server"'],
	'server-missing-required-fields.odcs.yaml': ['contract.missing-key @10 "host"'],
	'sla-missing-required-value.odcs.yaml': ['contract.missing-key @10 "property"'],
	'synonym-missing-term.odcs.yaml': ['contract.missing-key @18 "description"'],
};

describe.skipIf(!present)("the standard's own documents", () => {
	test('are all accounted for', () => {
		expect(Object.keys(examples)).toEqual(readdirSync(join(folder, 'examples')).sort());
		expect(Object.keys(invalid)).toEqual(readdirSync(join(folder, 'invalid')).sort());
		expect([Object.keys(examples).length, Object.keys(invalid).length]).toEqual([18, 28]);
	});

	test.each(Object.entries(examples))('%s is clean of errors', (file, expected) => {
		const found = findingsOf('examples', file);
		expect(found.filter((finding) => finding.severity === 'error')).toEqual([]);
		expect(found.map((finding) => finding.place)).toEqual(expected);
	});

	test.each(Object.entries(invalid))('%s is rejected on the offending node', (file, expected) => {
		const errors = findingsOf('invalid', file).filter((finding) => finding.severity === 'error');
		expect(errors.map((finding) => finding.place)).toEqual(expected);
	});
});

function findingsOf(kind: 'examples' | 'invalid', file: string) {
	const text = readFileSync(join(folder, kind, file), 'utf8');
	const { findings, lines } = lintText(text, { file, workspace: { read: () => undefined } });
	return findings.map(({ code, severity, message, range }) => {
		const line = lines.positionAt(range.start).line + 1;
		return { severity, message, place: `${code} @${line} "${text.slice(range.start, range.end)}"` };
	});
}
