import { expect, test } from 'vitest';
import { findings, fixed, indent, places, withProperties } from './findings.ts';

test('ids are unique in their list, and nowhere else', () => {
	const text = withProperties(
		'- { id: x, name: a }\n- { id: x, name: b }\n- { id: X, name: c, quality: [{ id: x, type: text }, { id: x, type: text }] }',
		'roles:\n  - { id: x, role: r }\n  - { id: x, role: s }\n',
	);
	expect(findings(text)).toEqual([
		'error contract.duplicate-id @11 "x" Id "x" is used twice in this list; give each its own',
		'error contract.duplicate-id @12 "x" Id "x" is used twice in this list; give each its own',
		'error contract.duplicate-id @15 "x" Id "x" is used twice in this list; give each its own',
	]);
	expect(findings(withProperties('- { name: a, customProperties: [{ property: p, value: [{ id: 1 }, { id: 1 }] }] }'))).toEqual([]);
});

test('names are unique', () => {
	expect(findings(withProperties('- { name: a }\n- { name: a }\n- { name: A }', '  - name: orders\n'))).toEqual([
		'error contract.duplicate-name @13 "orders" Two objects of the schema are named "orders"; rename one',
		'error contract.duplicate-name @11 "a" Two properties of orders are named "a"; rename one',
		'warning contract.duplicate-name @12 "A" "A" and "a" differ by case only: one column to most engines',
	]);
	expect(findings(withProperties('- name: a\n  properties:\n    - { name: b }\n    - { name: b }'))).toEqual([
		'error contract.duplicate-name @13 "b" Two properties of orders.a are named "b"; rename one',
	]);
});

test('two names for one column or table', () => {
	expect(findings(withProperties('- { name: a }\n- { name: b, physicalName: a }'))).toEqual([
		'warning contract.duplicate-physical-name @11 "a" The properties a and b are both "a" in the data',
	]);
	expect(places(withProperties('- name: a', '  - { name: other, physicalName: orders }\n'))).toEqual([
		'contract.duplicate-physical-name @11 "orders"',
	]);
	const topics =
		'  - { name: created, physicalName: events, physicalType: topic }\n  - { name: gone, physicalName: events, physicalType: topic }\n';
	expect(findings(withProperties('- name: a', topics))).toEqual([]);
});

test('servers are told apart by name', () => {
	const servers = (second: string) =>
		withProperties('- name: a', `servers:\n  - { server: main, type: local, environment: prod }\n  - ${second}\n`);
	expect(findings(servers('{ server: main, type: s3, environment: prod }'))).toEqual([
		'error contract.duplicate-server @13 "main" Two servers are named "main"; rename one, so that --server can tell them apart',
	]);
	expect(findings(servers('{ server: main, type: s3, environment: dev }'))).toEqual([
		'warning contract.duplicate-server @13 "main" Two servers are named "main"; rename one, so that --server can tell them apart',
	]);
});

function keys(...columns: string[]): string {
	return withProperties(columns.map((column, index) => `- name: c${index}\n${indent(column, 2)}`).join(''));
}

test('positions of a primary key', () => {
	const twice = keys('primaryKey: true\nprimaryKeyPosition: 1', 'primaryKey: true\nprimaryKeyPosition: 1');
	expect(findings(twice)).toEqual([
		'error contract.primary-key-position @15 "1" primaryKeyPosition 1 is taken by c0; give each column its own',
	]);
	expect(fixed(twice, 'contract.primary-key-position')).toContain('name: c1\n        primaryKey: true\n        primaryKeyPosition: 2');
	expect(findings(keys('primaryKey: true\nprimaryKeyPosition: 1', 'primaryKey: true\nprimaryKeyPosition: 3'))).toEqual([
		'warning contract.primary-key-position @15 "3" Positions of the primary key skip 2; count 1 to 2 without gaps',
	]);
	expect(findings(keys('primaryKey: true\nprimaryKeyPosition: 0'))).toEqual([
		'warning contract.primary-key-position @12 "0" primaryKeyPosition 0 is no position; count from 1',
	]);
	const partly = keys('primaryKey: true\nprimaryKeyPosition: 2', 'primaryKey: true');
	expect(findings(partly)).toEqual([
		'warning contract.primary-key-position @14 "primaryKey" c1 is in a composite primary key without primaryKeyPosition; number all columns of the key',
	]);
	expect(fixed(partly, 'contract.primary-key-position')).toContain('name: c1\n        primaryKey: true\n        primaryKeyPosition: 1');
	const outside = keys('primaryKeyPosition: 1', 'primaryKey: false\nprimaryKeyPosition: 2');
	expect(findings(outside)).toEqual([
		'warning contract.primary-key-position @11 "1" primaryKeyPosition without primaryKey: true has no effect; add it, or remove the position',
		'warning contract.primary-key-position @14 "2" primaryKeyPosition without primaryKey: true has no effect; add it, or remove the position',
	]);
	expect(fixed(outside, 'contract.primary-key-position', { index: 1 })).toContain('- name: c0\n      - name: c1');
});

test('keys that need no word', () => {
	expect(findings(keys('primaryKey: true\nrequired: false'))).toEqual([]);
	expect(findings(keys('primaryKey: true', 'primaryKey: true'))).toEqual([]);
	expect(findings(keys('primaryKey: true\nprimaryKeyPosition: -1', 'primaryKey: false\nprimaryKeyPosition: -1'))).toEqual([]);
	expect(findings(keys('primaryKey: true\nprimaryKeyPosition: 2', 'primaryKey: true\nprimaryKeyPosition: 1'))).toEqual([]);
});

test('positions of a partition key', () => {
	expect(
		places(keys('partitioned: true\npartitionKeyPosition: 1', 'partitioned: true\npartitionKeyPosition: 1', 'partitionKeyPosition: 2')),
	).toEqual(['contract.partition-position @17 "2"', 'contract.partition-position @15 "1"']);
});
