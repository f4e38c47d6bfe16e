import { expect, test } from 'vitest';
import { serverTypes } from '../../../server/src/spec/contract/serverTypes.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { complete, inProperty } from './completionSupport.ts';

const plain = { snippets: false, insertReplace: false };
const head = (version: string) => `apiVersion: ${version}\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\n`;

function findings(text: string): string[] {
	const { findings: found } = lintText(text, { file: 'x.odcs.yaml', workspace: { read: () => undefined } });
	return found.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

test('a new contract is a right one', () => {
	const text = complete('‸', {}, plain).apply('new data contract');
	expect(findings(text)).toEqual([]);
});

test.each(Object.keys(serverTypes))('a server of type %s has all its required fields', (type) => {
	const text = complete(`${head('v3.2.0')}servers:\n  - ‸`, {}, plain).apply(`server: ${type}`);
	// What only its author knows is still to be filled in, and nothing else is wrong.
	expect(findings(text).filter((message) => !/has no value|needs a value|empty|must be/i.test(message))).toEqual([]);
	for (const field of (serverTypes as { [name: string]: { required: readonly string[] } })[type]!.required)
		expect(text).toContain(`    ${field}:`);
});

test('a server of an older version has the fields that it needed then', () => {
	expect(complete(`${head('v3.0.2')}servers:\n  - ‸`).taking('server: athena')).toContain('stagingDir:');
	expect(complete(`${head('v3.2.0')}servers:\n  - ‸`).taking('server: athena')).not.toContain('stagingDir:');
});

test.each([
	['rule: no nulls', '          - metric: nullValues\n            mustBe: ${1:0}'],
	[
		'rule: valid values',
		'          - metric: invalidValues\n            arguments:\n              validValues: [$1]\n            mustBe: ${2:0}',
	],
	[
		'rule: valid pattern',
		"          - metric: invalidValues\n            arguments:\n              pattern: '${1:^[A-Z]+\\$}'\n            mustBe: ${2:0}",
	],
	[
		'rule: missing values',
		"          - metric: missingValues\n            arguments:\n              missingValues: [${1:'', N/A}]\n            unit: percent\n            mustBeLessOrEqualTo: ${2:1}",
	],
	['rule: no duplicates', '          - metric: duplicateValues\n            mustBe: ${1:0}'],
	[
		'rule: SQL',
		'          - type: sql\n            query: |\n              ${1:SELECT COUNT(*) FROM {object\\} WHERE {property\\} IS NULL}\n            mustBe: ${2:0}',
	],
	['rule: in words', '          - type: text\n            description: ${1:What must hold}'],
])('writes "%s" at a property', (label, expected) => {
	expect(complete(inProperty('      - name: x\n        quality:\n          - ‸')).taking(label)).toBe(expected);
	expect(complete(inProperty('      - name: x\n        quality:\n          ‸')).taking(label)).toBe(expected);
	expect(complete(inProperty('      - name: x\n        quality:\n          - ru‸')).taking(label)).toBe(expected);
});

test('rules are those of their level and version', () => {
	const property = complete(inProperty('      - name: x\n        quality:\n          - ‸')).labels;
	const object = complete(`${head('v3.1.0')}schema:\n  - name: x\n    quality:\n      - ‸`).labels;
	const old = complete(`${head('v3.0.2')}schema:\n  - name: x\n    quality:\n      - ‸`);
	expect(property).not.toContain('rule: row count');
	expect(object).toContain('rule: row count');
	expect(object).not.toContain('rule: no nulls');
	expect(old.taking('rule: row count')).toBe('      - rule: rowCount\n        mustBeGreaterThan: ${1:0}');
});

test.each([
	'rule: no nulls',
	'rule: no duplicates',
	'rule: SQL',
	'rule: statistic',
	'rule: in words',
	'rule: other engine',
	'rule: missing values',
	'rule: valid pattern',
])('"%s" is a right rule as it is', (label) => {
	expect(
		findings(
			`${complete(inProperty('      - name: x\n        logicalType: string\n        quality:\n          - ‸'), {}, plain).apply(label)}\n`,
		),
	).toEqual([]);
});

test.each([
	[
		'a property',
		inProperty('      - ‸'),
		'new property',
		'      - name: $1\n        logicalType: ${2|string,date,timestamp,time,integer,number,object,array,boolean|}',
	],
	[
		'a property of 3.0',
		inProperty('      - ‸').replace('v3.1.0', 'v3.0.0'),
		'new property',
		'      - name: $1\n        logicalType: ${2|string,date,integer,number,object,array,boolean|}',
	],
	[
		'an object',
		'apiVersion: v3.1.0\nschema:\n  - ‸',
		'new object',
		'  - name: ${1:orders}\n    properties:\n      - name: ${2:order_id}\n        logicalType: ${3|string,integer,number,date,boolean|}',
	],
	[
		'an object without its dash',
		'apiVersion: v3.1.0\nschema:\n  ‸',
		'new object',
		'  - name: ${1:orders}\n    properties:\n      - name: ${2:order_id}\n        logicalType: ${3|string,integer,number,date,boolean|}',
	],
	[
		'a foreign key of a property',
		inProperty('      - name: x\n        relationships:\n          - ‸'),
		'foreign key',
		'          - type: foreignKey\n            to: $1',
	],
	[
		'a foreign key of an object',
		'apiVersion: v3.1.0\nschema:\n  - name: o\n    relationships:\n      - ‸',
		'foreign key',
		'      - type: foreignKey\n        from: o.$1\n        to: $2',
	],
	['a member of a team', 'apiVersion: v3.1.0\nroles:\n  - ‸', 'role', '  - role: '],
	['a link', 'apiVersion: v3.1.0\nauthoritativeDefinitions:\n  - ‸', 'new authoritative definition', '  - url: $1\n    type: $2'],
	['a custom property', 'apiVersion: v3.1.0\ncustomProperties:\n  - ‸', 'new custom property', '  - property: $1\n    value: $2'],
])('writes %s', (_, text, label, expected) => {
	expect(complete(text).taking(label)).toBe(expected);
});

test('a latency names an instant that is there', () => {
	const text = inProperty(
		'      - name: x\n        logicalType: string\n      - name: ts\n        logicalType: timestamp\nslaProperties:\n  - ‸',
	);
	expect(complete(text).taking('SLA: latency')).toBe(
		'  - property: latency\n    value: ${1:4}\n    unit: ${2|hours,days,months,years|}\n    element: ${3:orders.ts}',
	);
	for (const label of complete(text).labels.filter((each) => each.startsWith('SLA:')))
		expect(findings(`${complete(text, {}, plain).apply(label)}\n`)).toEqual([]);
});

test('constructs are offered for new items only', () => {
	expect(complete(inProperty('      - name: x\n        ‸')).labels.filter((label) => label.startsWith('new'))).toEqual([]);
	expect(complete('apiVersion: v3.1.0\n‸').labels).not.toContain('new data contract');
	expect(complete(inProperty('      - { ‸ }')).labels).not.toContain('new property');
});

test('constructs are told from keys, and come behind them', () => {
	const { labels, item } = complete(inProperty('      - ‸'));
	expect(item('new property')).toMatchObject({ kind: 15, detail: 'A property with its type', insertTextMode: 2 });
	expect(labels.indexOf('name')).toBeLessThan(labels.indexOf('new property'));
});
