import { describe, expect, test } from 'vitest';
import { contract, findings, mended, property, rule, server } from './structureShow.ts';

describe('documents', () => {
	test.each([
		['- a', ['error not-a-contract "-" A contract is a map of keys such as "apiVersion" and "schema", but this is a list']],
		['a', ['error not-a-contract "a" A contract is a map of keys such as "apiVersion" and "schema", but this is text']],
		['', ['error not-a-contract "" The file is empty: a contract has at least "apiVersion", "kind", "id" and "version"']],
		['# nothing', ['error not-a-contract "" The file is empty: a contract has at least "apiVersion", "kind", "id" and "version"']],
		['name: x', ['error missing-key "name" The contract needs "apiVersion", "kind", "id" and "version"']],
		[
			'apiVersion: v2.2.2\nuuid: x\nwhatever: 1',
			['error retired-version "v2.2.2" The contract follows ODCS v2.2.2, which is no longer read; rewrite it to v3.2.0'],
		],
		['{ apiVersion: v3.2.0, kind: DataContract, id: x, version: 1.0.0 }', []],
	])('%j', (text, expected) => {
		expect(findings(text)).toEqual(expected);
	});

	test('each document of a file is judged', () => {
		expect(findings(`${contract('tags: [a]\n')}---\n${contract('tag: [a]\n')}`)).toEqual([
			'error unknown-key "tag" Unknown key "tag" in the contract; did you mean "tags"?',
		]);
	});

	test.each([
		['3.1.0', 'v3.1.0'],
		['v3.1', 'v3.1.0'],
		['3.0', 'v3.0.2'],
		['v4.0.0', 'v3.2.0'],
		['latest', 'v3.2.0'],
	])('apiVersion %s was meant to be %s', (written, meant) => {
		const text = `apiVersion: ${written}\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\n`;
		expect(findings(text)).toEqual([
			`error api-version "${written}" Unknown apiVersion ${written}; use v3.2.0, v3.1.0, v3.0.2, v3.0.1 or v3.0.0`,
		]);
		expect(mended(text)).toBe(text.replace(written, meant));
	});
});

describe('keys', () => {
	test.each([
		[
			'misspelt',
			rule('metric: rowCount\nmustBe: 1\ndimenson: accuracy'),
			'error unknown-key "dimenson" Unknown key "dimenson" in a library rule; did you mean "dimension"?',
		],
		[
			'of the wrong case',
			property('LogicalType: string'),
			'error unknown-key "LogicalType" Unknown key "LogicalType" in a property; did you mean "logicalType"?',
		],
		[
			'of nobody',
			contract('foo: bar\n'),
			'error unknown-key "foo" Unknown key "foo" in the contract; your own keys go under "customProperties"',
		],
		[
			'of another level',
			contract('properties: []\n'),
			'error misplaced-key "properties" "properties" belongs in a schema object, not in the contract',
		],
		[
			'of logicalTypeOptions',
			property('logicalType: integer\nminimum: 3'),
			'error misplaced-key "minimum" "minimum" belongs under "logicalTypeOptions" of an integer property',
		],
		[
			'of arguments',
			rule('metric: invalidValues\nvalidValues: [1]\nmustBe: 0'),
			'error misplaced-key "validValues" "validValues" belongs under "arguments" of a library rule',
		],
		[
			'of other standards',
			property('nullable: true'),
			'error unknown-key "nullable" Unknown key "nullable" in a property; the standard says "required: false"',
		],
		[
			'that was meant for a required one',
			contract('schema:\n  - table: t\n'),
			'error unknown-key "table" Unknown key "table" in a schema object; did you mean "name"?',
		],
		['without a value', contract('tags:\n'), 'error no-value "tags" "tags" has no value; write one or leave the key out'],
		['with null for a value', contract('tags: ~\n'), 'error no-value "~" "tags" has no value; write one or leave the key out'],
		['in a list, without a value', contract('tags: [a, null]\n'), 'error no-value "null" An item of "tags" has no value'],
	])('%s', (_, text, expected) => {
		expect(findings(text)).toEqual([expected]);
	});

	test('what may hold anything may hold nothing', () => {
		expect(
			findings(contract('customProperties:\n  - property: a\n    value:\nslaProperties:\n  - property: latency\n    value: null\n')),
		).toEqual([]);
	});

	test('an open object takes any key', () => {
		expect(findings(contract('description: { whatever: 1 }\n'))).toEqual([]);
	});

	test('several missing keys of an object are one finding, at its first key', () => {
		expect(findings(server('type: postgres\nhost: h'))).toEqual([
			'error missing-key "type" A postgres server needs "server", "port", "database" and "schema"',
		]);
	});

	test('a merged key is there', () => {
		expect(findings(contract('schema:\n  - &t\n    name: t\n  - <<: *t\n    description: x\n'))).toEqual([]);
	});

	test('what aliases share is reported once', () => {
		expect(findings(contract('schema:\n  - &t\n    name: t\n    nme: u\n  - *t\n  - *t\n'))).toHaveLength(1);
	});

	test.each([
		['renamed', contract('tag: [a]\n'), contract('tags: [a]\n')],
		[
			'moved under a new key',
			property('logicalType: integer\nminimum: 3'),
			property('logicalType: integer\nlogicalTypeOptions:\n  minimum: 3'),
		],
		[
			'moved under a key that is there',
			property('logicalType: integer\nlogicalTypeOptions:\n  maximum: 4\nminimum: 3'),
			property('logicalType: integer\nlogicalTypeOptions:\n  minimum: 3\n  maximum: 4'),
		],
		['moved to customProperties', contract('foo: bar\n'), contract('customProperties:\n  - property: foo\n    value: bar\n')],
		['negated', property('nullable: true'), property('required: false')],
		['removed', contract('tags:\nname: x\n'), contract('name: x\n')],
	])('mend: %s', (_, text, expected) => {
		expect(mended(text)).toBe(expected);
	});
});

describe('values', () => {
	test.each([
		['a number for text', contract('name: 1.0\n'), 'error wrong-type "1.0" "name" must be text, but 1.0 is a number'],
		['a boolean for text', contract('name: true\n'), 'error wrong-type "true" "name" must be text, but true is a boolean'],
		['text for a boolean', property('required: yes'), 'error wrong-type "yes" "required" must be true or false, but "yes" is text'],
		[
			'text for a number',
			property('primaryKeyPosition: "2"'),
			'error wrong-type "\\"2\\"" "primaryKeyPosition" must be a whole number, but "2" is text',
		],
		[
			'a fraction for a count',
			property('primaryKeyPosition: 1.5'),
			'error wrong-type "1.5" "primaryKeyPosition" must be a whole number, but 1.5 is a number',
		],
		['text for a list', contract('tags: a\n'), 'error wrong-type "a" "tags" must be a list, but "a" is text'],
		[
			'a map for a list',
			contract('servers:\n  server: a\n  type: kinesis\n'),
			'error wrong-type "servers" "servers" must be a list of maps, but this is a map; begin each item with "- "',
		],
		['a list for text', contract('name: [a]\n'), 'error wrong-type "name" "name" must be text, but this is a list'],
		['text for a map', contract('description: Orders\n'), 'error wrong-type "Orders" "description" must be a map, but "Orders" is text'],
		[
			'an unknown word',
			contract('schema:\n  - name: t\n    logicalType: table\n'),
			'error unknown-value "table" Unknown logicalType "table"; did you mean "object"?',
		],
		[
			'an abbreviation',
			rule('metric: rowCount\nmustBe: 1\ndimension: cp'),
			'error unknown-value "cp" Unknown dimension "cp"; did you mean "completeness"?',
		],
		[
			'an id with a space',
			contract('schema:\n  - name: t\n    id: a b\n'),
			'error invalid-id "a b" An id can hold no whitespace and none of . # / \\ @ ! % & ^',
		],
		[
			'a negative count',
			property('logicalType: string\nlogicalTypeOptions: { minLength: -1 }'),
			'error out-of-range "-1" "minLength" must be 0 or greater, but is -1',
		],
		[
			'a multiple of nothing',
			property('logicalType: integer\nlogicalTypeOptions: { multipleOf: 0 }'),
			'error out-of-range "0" "multipleOf" must be greater than 0, but is 0',
		],
		[
			'an empty list where one must not be',
			property('logicalType: string\nenum: []'),
			'error list-size "[]" "enum" must hold at least 1 item, but holds 0',
		],
		[
			'a value twice',
			property('logicalType: string\nenum: [{ value: a }, { value: b }, { value: a }]'),
			'error duplicate-item "a" The value a stands twice in "enum"',
		],
	])('%s', (_, text, expected) => {
		expect(findings(text)).toEqual([expected]);
	});

	test('a date is text, quoted or not', () => {
		expect(findings(contract('team: { members: [{ username: a, dateIn: 2022-08-02 }] }\n'))).toEqual([]);
	});

	test('variables stand for any scalar', () => {
		expect(findings(server('server: a\ntype: ${TYPE}\nport: ${PORT:-1}'))).toEqual([]);
		expect(findings(property('primaryKey: ${PK}\nlogicalType: ${TYPE}\nprimaryKeyPosition: ${N}'))).toEqual([]);
	});

	test('a variable is no list', () => {
		expect(findings(contract('tags: ${TAGS}\n'))).toHaveLength(1);
	});

	test.each([
		['quoted', contract('name: 1.0\n'), contract('name: "1.0"\n')],
		['made a boolean', property('required: yes'), property('required: true')],
		['unquoted', property('primaryKeyPosition: "2"'), property('primaryKeyPosition: 2')],
		['made a list', contract('tags: a\n'), contract('tags: [a]\n')],
		['made an item', contract('servers:\n  server: a\n  type: kinesis\n'), contract('servers:\n  - server: a\n    type: kinesis\n')],
		['put under purpose', contract('description: Orders\n'), contract('description: \n  purpose: Orders\n')],
		['replaced', rule('metric: rowCount\nmustBe: 1\ndimension: cp'), rule('metric: rowCount\nmustBe: 1\ndimension: completeness')],
		['made an id', contract('schema:\n  - name: t\n    id: a b\n'), contract('schema:\n  - name: t\n    id: a_b\n')],
	])('mend: %s', (_, text, expected) => {
		expect(mended(text)).toBe(expected);
	});
});

describe('servers', () => {
	test.each([
		[
			'unknown type',
			server('server: a\ntype: postgre'),
			['error unknown-value "postgre" Unknown type "postgre"; did you mean "postgres"?'],
		],
		['missing fields', server('server: a\ntype: local\npath: x'), ['error missing-key "server" A local server needs "format"']],
		[
			'a field under its other name',
			server('server: a\ntype: local\nlocation: x\nformat: csv'),
			['error unknown-key "location" A local server has no "location"; did you mean "path"?'],
		],
		[
			'a field of another type',
			server('server: a\ntype: kinesis\nwarehouse: x'),
			['error unknown-key "warehouse" A kinesis server has no "warehouse"; its fields are region, format and encoding'],
		],
		[
			'delimiter of local files',
			server('server: a\ntype: local\npath: x\nformat: csv\ndelimiter: ";"'),
			['warning unknown-key "delimiter" The standard has no "delimiter" on a local server: it is read here, but other tools refuse it'],
		],
	])('%s', (_, text, expected) => {
		expect(findings(text).filter((finding) => !finding.includes('needs "path"'))).toEqual(expected);
	});
});

describe('quality rules', () => {
	test.each([
		[
			'two operators',
			'metric: rowCount\nmustBeGreaterThan: 5\nmustBeLessThan: 10',
			'error several-operators "mustBeLessThan" Two operators on one rule; write the pair as "mustBeBetween: [5, 10]"',
		],
		[
			'two operators of no pair',
			'metric: rowCount\nmustBe: 5\nmustNotBe: 10',
			'error several-operators "mustNotBe" A rule compares once, but has 2 operators: mustBe, mustNotBe',
		],
		[
			'no operator',
			'metric: rowCount',
			'error missing-operator "metric" The metric is compared with nothing; add an operator such as "mustBe: 0" or "mustBeLessThan: 5"',
		],
		[
			'no operator in SQL',
			'type: sql\nquery: SELECT 1',
			'error missing-operator "query" The query is compared with nothing; add an operator such as "mustBe: 0" or "mustBeLessThan: 5"',
		],
		[
			'an operator without a metric',
			'mustBe: 5',
			'error missing-key "mustBe" "mustBe" has nothing to compare: the rule needs a "metric" (or type: sql and a "query")',
		],
		['library without a metric', 'type: library\nmustBe: 5', 'error missing-key "type" A library rule needs "metric"'],
		[
			'a query without a type',
			'query: SELECT 1\nmustBe: 1',
			'error missing-key "query" A rule with a "query" needs "type: sql"; without a type it counts as library',
		],
		[
			'words without a type',
			'description: Rows are true',
			'warning missing-key "description" A rule that only describes needs "type: text"; without a type it counts as library',
		],
		['custom without an implementation', 'type: custom\nengine: soda', 'error missing-key "type" A custom rule needs "implementation"'],
		[
			'custom with an operator',
			'type: custom\nengine: soda\nimplementation: x\nmustBe: 1',
			'error misplaced-key "mustBe" A custom rule has no "mustBe": its comparison belongs in "implementation"',
		],
		['one bound', 'metric: rowCount\nmustBeBetween: [1]', 'error list-size "[1]" "mustBeBetween" must hold exactly 2 items, but holds 1'],
		['equal bounds', 'metric: rowCount\nmustBeBetween: [1, 1]', 'error duplicate-item "1" Both bounds are 1; write "mustBe: 1"'],
	])('%s', (_, keys, expected) => {
		expect(findings(rule(keys))).toEqual([expected]);
	});

	test.each([
		['two operators', 'metric: rowCount\nmustBeGreaterThan: 5\nmustBeLessThan: 10', 'metric: rowCount\nmustBeBetween: [5, 10]'],
		['equal bounds', 'metric: rowCount\nmustBeBetween: [1, 1]', 'metric: rowCount\nmustBe: 1'],
		['a query without a type', 'query: SELECT 1\nmustBe: 1', 'type: sql'],
	])('mend: %s', (_, keys, expected) => {
		expect(mended(rule(keys))).toContain(expected.replaceAll('\n', '\n        '));
	});

	test('before 3.1 the schema let SQL go without a comparison, so that is a warning', () => {
		expect(findings(rule('type: sql\nquery: SELECT 1', 'v3.0.2'))[0]).toMatch(/^warning missing-operator/);
	});
});

describe('logical types', () => {
	test.each([
		[
			'options without a type',
			'logicalTypeOptions: { maxLength: 4 }',
			'error missing-logical-type "logicalTypeOptions" "logicalTypeOptions" needs a "logicalType" beside it, here string',
		],
		[
			'an option of another type',
			'logicalType: integer\nlogicalTypeOptions: { maxLength: 4 }',
			'error option-mismatch "maxLength" "maxLength" does not fit logicalType integer: it belongs to string',
		],
		[
			'an option of a type without options',
			'logicalType: boolean\nlogicalTypeOptions: { minimum: 4 }',
			'warning option-mismatch "minimum" "minimum" does not fit logicalType boolean: boolean has no options',
		],
		[
			'a misspelt option',
			'logicalType: string\nlogicalTypeOptions: { maxLenght: 4 }',
			'error unknown-key "maxLenght" Unknown key "maxLenght" in logicalTypeOptions; did you mean "maxLength"?',
		],
		[
			'a bound of text',
			'logicalType: integer\nlogicalTypeOptions: { minimum: "3" }',
			'error wrong-type "\\"3\\"" "minimum" of integer must be a number, but "3" is text',
		],
		[
			'a bound of a number',
			'logicalType: date\nlogicalTypeOptions: { minimum: 2020 }',
			'error wrong-type "2020" "minimum" of date must be text, but 2020 is a number',
		],
		[
			'a format of another system',
			'logicalType: integer\nlogicalTypeOptions: { format: int32 }',
			'error unknown-value "int32" Unknown format "int32" of integer; use i8, i16, i32, i64, i128, u8, u16, u32, u64 or u128',
		],
		[
			'items of text',
			'logicalType: string\nitems: { logicalType: string }',
			'error misplaced-key "items" "items" belongs to logicalType array, but this property is string',
		],
		['a map without its block', 'logicalType: map', 'error missing-key "name" A map property needs "map"'],
		[
			'a map block without its type',
			'map: { key: { logicalType: string }, value: { logicalType: string } }',
			'error missing-logical-type "map" "map" needs "logicalType: map" beside it',
		],
		[
			'a vector without dimensions',
			'logicalType: vector\nlogicalTypeOptions: { normalized: true }',
			'error missing-key "logicalTypeOptions" A vector needs "dimensions" among its logicalTypeOptions',
		],
	])('%s', (_, keys, expected) => {
		expect(findings(property(keys))).toEqual([expected]);
	});

	test.each([
		['{ maxLength: 4 }', 'string'],
		['{ minimum: 4.5 }', 'number'],
		['{ minimum: 4 }', 'integer'],
		['{ minimum: "2020-01-01" }', 'date'],
		['{ timezone: true }', 'timestamp'],
		['{ uniqueItems: true }', 'array'],
		['{ dimensions: 3 }', 'vector'],
	])('options %s are most likely those of %s', (options, type) => {
		expect(mended(property(`logicalTypeOptions: ${options}`))).toContain(`logicalType: ${type}`);
	});
});

describe('relationships', () => {
	const on = (keys: string) => contract(`schema:\n  - name: t\n    relationships:\n      - ${keys}\n`);
	test('of an object name both ends', () => {
		expect(findings(on('to: a.b'))).toEqual(['error missing-key "to" A relationship needs "from"']);
	});

	test('of a property start from it', () => {
		const text = property('relationships:\n  - from: t.p\n    to: a.b');
		expect(findings(text)).toEqual(['error misplaced-key "from" A relationship of a property starts from the property: leave "from" out']);
		expect(mended(text)).toBe(property('relationships:\n  - to: a.b'));
	});

	test('have two ends of one kind', () => {
		expect(findings(on('{ from: t.a, to: [a.b] }'))).toEqual([
			'error wrong-type "t.a" "from" and "to" must both be text, or both be lists of equal length',
		]);
	});
});
