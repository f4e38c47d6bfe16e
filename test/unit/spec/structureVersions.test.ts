import { describe, expect, test } from 'vitest';
import { contract, findings, mended, property, rule, server, structural } from './structureShow.ts';

describe('constructs newer than the declared version', () => {
	test.each([
		[
			'a key',
			contract('context: x\n', 'v3.1.0'),
			'warning newer-construct "context" "context" is new in v3.2.0, but the contract says v3.1.0',
		],
		[
			'a value',
			property('logicalType: timestamp', 'v3.0.2'),
			'warning newer-construct "timestamp" logicalType: timestamp is new in v3.1.0, but the contract says v3.0.2',
		],
		[
			'a server type',
			server('server: a\ntype: exasol\nhost: h', 'v3.1.0'),
			'warning newer-construct "exasol" type: exasol is new in v3.2.0, but the contract says v3.1.0',
		],
		[
			'an id',
			property('id: a:b', 'v3.1.0'),
			'warning newer-construct "a:b" An id with other characters than letters, digits, _ and - is new in v3.2.0, but the contract says v3.1.0',
		],
		[
			'a port of text',
			server('server: a\ntype: oracle\nhost: h\nport: "1"\nserviceName: s', 'v3.1.0'),
			'warning newer-construct "\\"1\\"" port: 1 is new in v3.2.0, but the contract says v3.1.0',
		],
		[
			'team as a map',
			contract('team: { name: a }\n', 'v3.0.0'),
			'warning newer-construct "team" "team" as a map with "members" is new in v3.1.0, but the contract says v3.0.0',
		],
		[
			'a bound by itself',
			property('logicalType: integer\nlogicalTypeOptions: { exclusiveMinimum: 1 }', 'v3.0.2'),
			'warning newer-construct "exclusiveMinimum" "exclusiveMinimum" with a value of its own is new in v3.1.0, but the contract says v3.0.2',
		],
	])('%s', (_, text, expected) => {
		expect(findings(text)).toEqual([expected]);
		expect(mended(text)).toContain(`apiVersion: ${/new in (v[\d.]+)/.exec(expected)?.[1]}`);
	});

	test('a status that is not there is one too', () => {
		const text = contract('', 'v3.1.0').replace('status: active\n', '');
		expect(findings(text)).toEqual([
			'warning newer-construct "apiVersion" v3.1.0 needs "status" in the contract; from v3.2.0 it can be left out',
		]);
		expect(mended(text)).toContain('apiVersion: v3.2.0');
		expect(mended(text, 'Add status: draft')).toContain('status: draft');
	});
});

describe('constructs that are dead in the declared version', () => {
	test.each([
		['rule', rule('rule: nullCheck\nmustBe: 0'), rule('metric: nullValues\nmustBe: 0')],
		[
			'a boolean bound',
			property('logicalType: integer\nlogicalTypeOptions:\n  minimum: 5\n  exclusiveMinimum: true'),
			property('logicalType: integer\nlogicalTypeOptions:\n  exclusiveMinimum: 5'),
		],
		[
			'a boolean bound that says nothing',
			property('logicalType: integer\nlogicalTypeOptions:\n  minimum: 5\n  exclusiveMinimum: false'),
			property('logicalType: integer\nlogicalTypeOptions:\n  minimum: 5'),
		],
		[
			'team as a list',
			contract('team:\n  - username: a\n    role: b\n  - username: c\nname: x\n'),
			contract('team:\n  members:\n    - username: a\n      role: b\n    - username: c\nname: x\n'),
		],
		[
			'team as a list in line with its key',
			contract('team:\n- username: a\n- username: c\nname: x\n'),
			contract('team:\n  members:\n  - username: a\n  - username: c\nname: x\n'),
		],
		['team as a list in brackets', contract('team: [{ username: a }]\n'), contract('team: { members: [{ username: a }] }\n')],
		['dataProduct', contract('dataProduct: x\n'), contract('customProperties:\n  - property: dataProduct\n    value: x\n')],
		[
			'slaDefaultElement',
			contract(
				'slaDefaultElement: t.a\nslaProperties:\n  - property: latency\n    value: 3\n  - property: retention\n    value: 3\n    element: t.b\n',
			),
			contract(
				'slaProperties:\n  - element: t.a\n    property: latency\n    value: 3\n  - property: retention\n    value: 3\n    element: t.b\n',
			),
		],
	])('%s is rewritten', (_, text, expected) => {
		expect(structural(text)).toMatchObject([{ code: 'contract.deprecated', severity: 'warning', tags: ['deprecated'] }]);
		expect(mended(text)).toBe(expected);
	});

	test.each([
		['rule', rule('rule: nullCheck\nmustBe: 0', 'v3.0.2')],
		['a boolean bound', property('logicalType: integer\nlogicalTypeOptions: { minimum: 5, exclusiveMinimum: true }', 'v3.0.2')],
		['team as a list', contract('team: [{ username: a }]\n', 'v3.0.2')],
		['dataProduct and slaDefaultElement', contract('dataProduct: x\nslaDefaultElement: t.a\n', 'v3.0.2')],
	])('%s is right in its own version', (_, text) => {
		expect(findings(text)).toEqual([]);
	});
});
