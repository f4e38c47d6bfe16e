import { describe, expect, test } from 'vitest';
import { resolveCompletion } from '../../../server/src/language/completion.ts';
import { complete, inProperty } from './completionSupport.ts';

const rule = (lines: string) => inProperty(`      - name: x\n        quality:\n          - ${lines}`);
const property = (lines: string) => inProperty(`      - name: x\n        ${lines}`);
const server = (lines: string, version = 'v3.1.0') => `apiVersion: ${version}\nservers:\n  - server: a\n    ${lines}`;

/** The place, keys that are offered there, and keys that are not. */
test.each([
	['a new file', '‸', ['apiVersion', 'kind', 'id', 'version'], []],
	['a contract', 'apiVersion: v3.1.0\n‸', ['kind', 'schema', 'servers', 'slaProperties'], ['apiVersion', 'context', 'slaDefaultElement']],
	['a contract of 3.2', 'apiVersion: v3.2.0\n‸', ['context'], []],
	['a contract of 3.0', 'apiVersion: v3.0.2\n‸', ['slaDefaultElement', 'dataProduct'], ['context']],
	[
		'an object',
		'apiVersion: v3.1.0\nschema:\n  - name: x\n    ‸',
		['properties', 'quality', 'relationships', 'physicalName'],
		['name', 'required', 'context'],
	],
	['an object of 3.0', 'apiVersion: v3.0.2\nschema:\n  - name: x\n    ‸', ['properties', 'quality'], ['relationships', 'id']],
	['a blob', 'apiVersion: v3.2.0\nschema:\n  - name: x\n    logicalType: blob\n    ‸', ['description'], ['properties']],
	[
		'a property without a type',
		property('‸'),
		['logicalType', 'required', 'quality'],
		['logicalTypeOptions', 'properties', 'items', 'map', 'enum', 'name'],
	],
	['a string', property('logicalType: string\n        ‸'), ['logicalTypeOptions'], ['properties', 'items', 'map', 'logicalType']],
	['an object property', property('logicalType: object\n        ‸'), ['properties', 'logicalTypeOptions'], ['items']],
	['an array', property('logicalType: array\n        ‸'), ['items', 'logicalTypeOptions'], ['properties']],
	['a boolean', property('logicalType: boolean\n        ‸'), ['required'], ['logicalTypeOptions']],
	[
		'a property of 3.2',
		property('logicalType: map\n        ‸').replace('v3.1.0', 'v3.2.0'),
		['map', 'enum', 'semanticType', 'synonyms', 'deprecated'],
		['items'],
	],
	['a key property', property('primaryKey: true\n        ‸'), ['primaryKeyPosition'], ['partitionKeyPosition']],
	['no key property', property('primaryKey: false\n        ‸'), [], ['primaryKeyPosition']],
	['a partitioned property', property('partitioned: true\n        ‸'), ['partitionKeyPosition'], []],
	[
		'options of a string',
		property('logicalType: string\n        logicalTypeOptions:\n          ‸'),
		['minLength', 'maxLength', 'pattern', 'format'],
		['minimum', 'minItems'],
	],
	[
		'options of an integer',
		property('logicalType: integer\n        logicalTypeOptions:\n          minimum: 0\n          ‸'),
		['maximum', 'multipleOf', 'format'],
		['minimum', 'pattern', 'timezone'],
	],
	[
		'options of a timestamp',
		property('logicalType: timestamp\n        logicalTypeOptions:\n          ‸'),
		['format', 'timezone', 'defaultTimezone', 'minimum'],
		['multipleOf'],
	],
	[
		'options of an array',
		property('logicalType: array\n        logicalTypeOptions:\n          ‸'),
		['minItems', 'maxItems', 'uniqueItems'],
		['minLength'],
	],
	[
		'options of a vector',
		property('logicalType: vector\n        logicalTypeOptions:\n          ‸').replace('v3.1.0', 'v3.2.0'),
		['dimensions', 'distanceMetric'],
		['minimum'],
	],
	['options whose type comes later', property('logicalTypeOptions:\n          ‸\n        logicalType: integer'), ['minimum'], ['pattern']],
	['elements of an array', property('logicalType: array\n        items:\n          ‸'), ['logicalType', 'name', 'required'], []],
	['a new rule', rule('‸'), ['metric', 'type', 'description', 'severity'], ['query', 'engine', 'mustBe', 'arguments']],
	[
		'a metric',
		rule('metric: nullValues\n            ‸'),
		['mustBe', 'mustBeBetween', 'unit', 'dimension'],
		['arguments', 'query', 'rule', 'implementation', 'metric'],
	],
	['a metric with its operator', rule('metric: nullValues\n            mustBe: 0\n            ‸'), ['unit'], ['mustBe', 'mustBeLessThan']],
	['a metric with arguments', rule('metric: invalidValues\n            ‸'), ['arguments', 'mustBe'], []],
	[
		'its arguments',
		rule('metric: invalidValues\n            arguments:\n              ‸'),
		['validValues', 'pattern'],
		['missingValues', 'properties'],
	],
	[
		'arguments of missing values',
		rule('metric: missingValues\n            arguments:\n              ‸'),
		['missingValues'],
		['validValues'],
	],
	['arguments in braces', rule('metric: missingValues\n            arguments: { ‸ }'), ['missingValues'], ['validValues']],
	['arguments that come first', rule('arguments:\n              ‸\n            metric: missingValues'), ['missingValues'], []],
	['duplicates of a property', rule('metric: duplicateValues\n            ‸'), ['mustBe'], ['arguments']],
	['a SQL rule', rule('type: sql\n            ‸'), ['query', 'mustBe'], ['metric', 'engine', 'arguments']],
	['a custom rule', rule('type: custom\n            ‸'), ['engine', 'implementation'], ['query', 'metric', 'mustBe', 'unit']],
	['a rule in words', rule('type: text\n            ‸'), ['description'], ['query', 'metric', 'mustBe', 'unit']],
	[
		'a rule of ours',
		rule('type: custom\n            engine: plumbline\n            implementation:\n              ‸'),
		['metric'],
		['mustBe', 'reference'],
	],
	[
		'a quantile of ours',
		rule('type: custom\n            engine: plumbline\n            implementation:\n              metric: quantile\n              ‸'),
		['share', 'mustBe', 'mustBeBetween'],
		['metric', 'reference', 'fences'],
	],
	['a rule of 3.0', rule('‸').replace('v3.1.0', 'v3.0.2'), ['rule', 'type'], ['metric', 'id', 'arguments']],
	[
		'a rule of an object',
		'apiVersion: v3.1.0\nschema:\n  - name: x\n    quality:\n      - metric: duplicateValues\n        ‸',
		['arguments'],
		[],
	],
	[
		'a row count',
		'apiVersion: v3.1.0\nschema:\n  - name: x\n    quality:\n      - metric: rowCount\n        ‸',
		['mustBeGreaterThan'],
		['unit', 'arguments'],
	],
	['a server without a type', server('‸'), ['type', 'description', 'environment'], ['server', 'path', 'host', 'format']],
	['a local server', server('type: local\n    ‸'), ['path', 'format'], ['host', 'location', 'type', 'encoding']],
	['a local server of 3.2', server('type: local\n    ‸', 'v3.2.0'), ['encoding'], ['host']],
	['a postgres server', server('type: postgres\n    ‸'), ['host', 'port', 'database', 'schema'], ['path', 'catalog']],
	['a server of a type yet to come', server('type: unheard-of\n    ‸'), ['host', 'path'], []],
	['a relationship of a property', property('relationships:\n          - ‸'), ['to', 'type'], ['from']],
	[
		'a relationship of an object',
		'apiVersion: v3.1.0\nschema:\n  - name: x\n    relationships:\n      - ‸',
		['to', 'from', 'type'],
		['id'],
	],
	[
		'a service level',
		'apiVersion: v3.1.0\nslaProperties:\n  - ‸',
		['property', 'value', 'unit', 'element', 'driver'],
		['customProperties'],
	],
	['a service level of 3.2', 'apiVersion: v3.2.0\nslaProperties:\n  - ‸', ['customProperties'], []],
	['a team', 'apiVersion: v3.1.0\nteam:\n  ‸', ['name', 'members', 'description'], ['username']],
	['a team of 3.0', 'apiVersion: v3.0.2\nteam:\n  ‸', ['username', 'role'], ['members']],
	['a member', 'apiVersion: v3.1.0\nteam:\n  members:\n    - ‸', ['username', 'role', 'dateIn'], []],
	['a description', 'apiVersion: v3.1.0\ndescription:\n  ‸', ['purpose', 'usage', 'limitations'], []],
	['a price', 'apiVersion: v3.1.0\nprice:\n  ‸', ['priceAmount', 'priceCurrency', 'priceUnit'], []],
	['a role', 'apiVersion: v3.1.0\nroles:\n  - ‸', ['role', 'access'], []],
	['a channel', 'apiVersion: v3.1.0\nsupport:\n  - ‸', ['channel', 'url', 'tool'], []],
	['a custom property', 'apiVersion: v3.1.0\ncustomProperties:\n  - ‸', ['property', 'value', 'description'], ['vendor']],
	['an enum value', property('enum:\n          - ‸').replace('v3.1.0', 'v3.2.0'), ['value', 'label', 'description'], []],
	['a nested property', property('logicalType: object\n        properties:\n          - ‸'), ['name', 'logicalType'], []],
	['parts of a map', property('logicalType: map\n        map:\n          ‸').replace('v3.1.0', 'v3.2.0'), ['key', 'value'], []],
	[
		'the key of a map',
		property('logicalType: map\n        map:\n          key:\n            ‸').replace('v3.1.0', 'v3.2.0'),
		['logicalType'],
		[],
	],
	['a file of no version', 'kind: DataContract\n‸', ['context', 'schema'], []],
])('offers the keys of %s', (_, text, wanted, unwanted) => {
	const { labels } = complete(text);
	expect(wanted.filter((key) => !labels.includes(key))).toEqual([]);
	expect(unwanted.filter((key) => labels.includes(key))).toEqual([]);
});

describe('order', () => {
	test.each([
		['a new file', '‸', ['apiVersion', 'kind', 'id', 'version']],
		['a local server', server('type: local\n    ‸'), ['path', 'format']],
		['a postgres server', server('type: postgres\n    ‸'), ['host', 'port', 'database', 'schema']],
		['a service level', 'apiVersion: v3.1.0\nslaProperties:\n  - ‸', ['property', 'value']],
		['a SQL rule', rule('type: sql\n            ‸'), ['query', 'mustBe']],
		['a status that was required', 'apiVersion: v3.0.2\nkind: DataContract\nid: a\nversion: 1\n‸', ['status']],
		['an athena server of 3.0', 'apiVersion: v3.0.2\nservers:\n  - server: a\n    type: athena\n    ‸', ['schema', 'stagingDir']],
	])('puts what must be there first in %s', (_, text, first) => {
		const { labels, item } = complete(text);
		expect(new Set(labels.slice(0, first.length))).toEqual(new Set(first));
		expect(item(first[0]!).detail ?? 'required').toBe('required');
	});

	test('puts what was replaced last, and marks it', () => {
		const { labels, item } = complete('apiVersion: v3.1.0\n‸');
		expect(labels.at(-1)).toBe('dataProduct');
		expect(item('dataProduct')).toMatchObject({ detail: 'deprecated', tags: [1] });
	});

	test('knows what is replaced in which version', () => {
		expect(complete('apiVersion: v3.0.2\n‸').item('dataProduct').tags).toBeUndefined();
	});
});

test.each([
	['a flag', property('‸'), 'required', '        required: ${1|true,false|}'],
	[
		'an enumeration',
		property('‸'),
		'logicalType',
		'        logicalType: ${1|string,date,timestamp,time,number,integer,object,array,boolean|}',
	],
	[
		'an enumeration of 3.0',
		property('‸').replace('v3.1.0', 'v3.0.2'),
		'logicalType',
		'        logicalType: ${1|string,date,number,integer,object,array,boolean|}',
	],
	['a metric, by its level', rule('‸'), 'metric', '          - metric: ${1|nullValues,missingValues,invalidValues,duplicateValues|}'],
	['a list of words', property('‸'), 'tags', '        tags: [$1]'],
	['a list of objects', 'apiVersion: v3.1.0\n‸', 'slaProperties', 'slaProperties:\n  - property: $1\n    value: $2'],
	['a list of rules', property('‸'), 'quality', '        quality:\n          - $1'],
	['a list in braces', inProperty('      - { name: x, ‸ }'), 'quality', '      - { name: x, quality: [{ $1 }] }'],
	['options', property('logicalType: string\n        ‸'), 'logicalTypeOptions', '        logicalTypeOptions:\n          $1'],
	[
		'options of a vector',
		property('logicalType: vector\n        ‸').replace('v3.1.0', 'v3.2.0'),
		'logicalTypeOptions',
		'        logicalTypeOptions:\n          $1',
	],
	['elements', property('logicalType: array\n        ‸'), 'items', '        items:\n          logicalType: $1'],
	[
		'a map',
		property('logicalType: map\n        ‸').replace('v3.1.0', 'v3.2.0'),
		'map',
		'        map:\n          key:\n            logicalType: $1\n          value:\n            logicalType: $2',
	],
	['an operator', rule('metric: nullValues\n            ‸'), 'mustBe', '            mustBe: ${1:0}'],
	[
		'an operator with two bounds',
		rule('metric: nullValues\n            ‸'),
		'mustBeBetween',
		'            mustBeBetween: [${1:0}, ${2:1}]',
	],
	[
		'arguments, by the metric',
		rule('metric: missingValues\n            ‸'),
		'arguments',
		'            arguments:\n              missingValues: [$1]',
	],
	['a query', rule('type: sql\n            ‸'), 'query', '            query: |\n              $1'],
	['a bound', property('logicalType: integer\n        logicalTypeOptions:\n          ‸'), 'minimum', '          minimum: '],
	['a team', 'apiVersion: v3.1.0\n‸', 'team', 'team:\n  $1'],
	['a team of 3.0', 'apiVersion: v3.0.2\n‸', 'team', 'team:\n  - $1'],
	['a version', 'apiVersion: v3.1.0\n‸', 'version', 'version: ${1:1.0.0}'],
	['a status', 'apiVersion: v3.1.0\n‸', 'status', 'status: ${1|active,draft,proposed,deprecated,retired|}'],
	['an argument', rule('metric: invalidValues\n            arguments:\n              ‸'), 'validValues', '              validValues: [$1]'],
	['a key that has its colon', property('req‸: true'), 'required', '        required: true'],
	['a key before its colon only', property('req‸:'), 'required', '        required:'],
])('writes %s with what follows', (_, text, label, expected) => {
	expect(complete(text).taking(label)).toBe(expected);
});

describe('documentation', () => {
	const documentation = (text: string, label: string) => {
		const { documentation: found } = resolveCompletion(complete(text).item(label));
		return typeof found === 'object' ? found.value : found;
	};

	test('comes when an item is looked at', () => {
		expect(complete('‸').item('apiVersion').documentation).toBeUndefined();
		expect(documentation('‸', 'apiVersion')).toContain('Version of the standard that the contract follows.');
	});

	test.each([
		['since when', 'apiVersion: v3.2.0\n‸', 'context', 'Since v3.2.0.'],
		['what replaced it', 'apiVersion: v3.1.0\n‸', 'dataProduct', 'Deprecated since v3.1.0: write `customProperties`.'],
		['its default', property('‸'), 'required', 'Default: `false`.'],
		['the standard', property('‸'), 'required', 'https://bitol-io.github.io/open-data-contract-standard/latest/schema/'],
		['that bounds are inclusive', rule('metric: nullValues\n            ‸'), 'mustBeBetween', 'inclusive'],
		['what an argument is', rule('metric: missingValues\n            arguments:\n              ‸'), 'missingValues', 'count as missing'],
	])('says %s', (_, text, label, expected) => {
		expect(documentation(text, label)).toContain(expected);
	});

	test('leaves other items as they are', () => {
		expect(resolveCompletion({ label: 'x' })).toEqual({ label: 'x' });
		expect(resolveCompletion({ label: 'x', data: { object: 'nothing', key: 'toString' } })).toMatchObject({ label: 'x' });
	});
});
