import { expect, test } from 'vitest';
import { findings, fixed, indent, places, withProperties } from './findings.ts';

const customers = `  - id: customers_obj
    name: customers
    physicalName: crm_customers
    properties:
      - { id: cust_id, name: id, physicalName: CUST_ID, logicalType: string, primaryKey: true }
      - { name: country.code, logicalType: string }
      - name: address
        logicalType: object
        properties:
          - { id: street_id, name: street, logicalType: string }
      - name: lines
        logicalType: array
        items:
          logicalType: object
          properties:
            - { name: sku, logicalType: string }
`;

function pointing(to: string): string {
	return withProperties(`- name: customer\n  logicalType: string\n  relationships:\n    - to: ${to}`, customers);
}

test.each([
	'customers.id',
	'customers.country.code',
	'customers."country.code"',
	'customers.`country.code`',
	'customers.address.street',
	'customers.lines.sku',
	'crm_customers.CUST_ID',
	'schema/customers_obj/properties/cust_id',
	'/schema/customers_obj/properties/cust_id',
	'"#/schema/customers_obj/properties/cust_id"',
	'https://example.com/other.yaml#/schema/x/properties/y',
	'"${OTHER}.id"',
])('%s is found', (to) => {
	expect(findings(pointing(to)).filter((line) => !line.includes('variable-unset'))).toEqual([]);
});

test('a name that is nearly right is named, placed on its own part, and mended', () => {
	expect(findings(pointing('customers.idd'))).toEqual([
		'warning contract.dangling-reference @13 "idd" No property "idd" in customers; did you mean "id"?',
	]);
	expect(findings(pointing('custmers.id'))).toEqual([
		'warning contract.dangling-reference @13 "custmers" No object "custmers"; did you mean "customers"?',
	]);
	expect(fixed(pointing('custmers.id'), 'contract.dangling-reference')).toContain('to: customers.id');
	expect(findings(pointing('"customers.address.stret"'))).toEqual([
		'warning contract.dangling-reference @13 "stret" No property "stret" in customers.address; did you mean "street"?',
	]);
});

test('an object that nothing resembles is recognised by the only object with such a property', () => {
	expect(findings(pointing('x.lines'))).toEqual(['warning contract.dangling-reference @13 "x" No object "x"; did you mean "customers"?']);
});

test('a column alone wants its object', () => {
	const text = withProperties('- name: customer\n  relationships:\n    - to: address', customers);
	expect(findings(text)).toEqual(['error contract.reference-syntax @12 "address" No object "address"; write customers.address']);
	expect(fixed(text, 'contract.reference-syntax')).toContain('to: customers.address');
});

test('in a contract of one object a column alone is understood, and its object wanted', () => {
	const text = withProperties('- name: parent\n  relationships:\n    - to: key\n- name: key');
	expect(findings(text)).toEqual(['error contract.reference-syntax @12 "key" "key" names no object; write orders.key']);
	expect(fixed(text, 'contract.reference-syntax')).toContain('to: orders.key');
});

test('an object alone wants a property', () => {
	expect(findings(pointing('customers'))).toEqual([
		'error contract.reference-syntax @13 "customers" "customers" names an object; add a property, e.g. customers.id',
	]);
});

test('ids that do not exist, and names in place of ids', () => {
	expect(findings(pointing('schema/customers_obj/properties/cust_idd'))).toEqual([
		'warning contract.dangling-reference @13 "cust_idd" No property with id "cust_idd" in customers; did you mean "cust_id"?',
	]);
	expect(findings(pointing('schema/customers/properties/id'))).toEqual([
		'warning contract.reference-by-name @13 "customers" "customers" is a name; a path is made of ids: write its id, "customers_obj"',
		'warning contract.reference-by-name @13 "id" "id" is a name; a path is made of ids: write its id, "cust_id"',
	]);
	expect(findings(pointing('schema/customers_obj/properties/address'))).toEqual([
		'warning contract.reference-by-name @13 "address" "address" is a name; a path is made of ids: it has no id; give it "id: address"',
	]);
});

test.each([
	['tables/customers_obj/properties/cust_id', '"tables"'],
	['schema/customers_obj/fields/cust_id', '"fields"'],
	['schema/customers_obj/properties', '"properties"'],
	['schema', '"schema"'],
	['customers..id', '"customers..id"'],
	['other.yaml/schema/a/properties/b', '"/"'],
])('%s cannot be read, at %s', (to, at) => {
	expect(places(pointing(to))).toEqual([`contract.reference-syntax @13 ${at}`]);
});

test('a name may hold a slash', () => {
	const text = withProperties('- name: n\n  relationships:\n    - to: orders.a/b\n- name: a/b');
	expect(findings(text)).toEqual([]);
});

test('a file may be given by its full address', () => {
	const files = { '/data/my other.yaml': 'schema: [{ name: a, properties: [{ name: b }] }]' };
	expect(findings(pointing('"file:///data/my%20other.yaml#a.b"'), { files, file: '/contracts/orders.odcs.yaml' })).toEqual([]);
	expect(findings(pointing('https://example.com/x.yaml#profiles.user_id'))).toEqual([]);
});

test('other files are read beside the contract', () => {
	const other = `kind: DataContract\nschema:\n  - id: a\n    name: alpha\n    properties:\n      - { id: b, name: beta }\n`;
	const world = {
		file: 'contracts/sub/orders.odcs.yaml',
		files: { 'contracts/other.odcs.yaml': other, 'contracts/sub/note.yaml': 'hello' },
	};
	expect(findings(pointing('../other.odcs.yaml#/schema/a/properties/b'), world)).toEqual([]);
	expect(findings(pointing('./../other.odcs.yaml#schema/a/properties/b'), world)).toEqual([]);
	expect(findings(pointing('../other.odcs.yaml#alpha.beta'), world)).toEqual([]);
	expect(findings(pointing('../other.odcs.yaml#/schema/a/properties/c'), world)).toEqual([
		'warning contract.dangling-reference @13 "c" No property with id "c" in alpha',
	]);
	expect(findings(pointing('../othr.odcs.yaml#/schema/a/properties/b'), world)).toEqual([
		'warning contract.dangling-reference @13 "../othr.odcs.yaml" No file "../othr.odcs.yaml" beside this contract',
	]);
	expect(findings(pointing('../other.yaml#/schema/a/properties/b'), world)).toEqual([
		'warning contract.dangling-reference @13 "../other.yaml" No file "../other.yaml"; did you mean "../other.odcs.yaml"?',
	]);
	expect(findings(pointing('note.yaml#/schema/a/properties/b'), world)).toEqual([
		'warning contract.dangling-reference @13 "note.yaml" "note.yaml" holds no data contract',
	]);
	expect(findings(pointing('orders.odcs.yaml#/schema/customers_obj/properties/cust_id'), world)).toEqual([]);
});

function composite(relationship: string): string {
	const columns = '- { name: a, logicalType: string }\n- { name: b, logicalType: string }';
	return withProperties(columns, indent(`relationships:\n${indent(relationship, 2)}`, 4) + customers);
}

test('both ends of a composite key are of the same length and kind', () => {
	expect(findings(composite('- { from: [orders.a, orders.b], to: [customers.id] }'))).toEqual([
		'error contract.relationship-arity @13 "[customers.id]" from names 2 properties, to names 1 property; they pair one to one',
	]);
	expect(places(withProperties('- name: a\n  relationships:\n    - to: [customers.id, customers.address]', customers))).toEqual([
		'contract.relationship-arity @12 "[customers.id, customers.address]"',
	]);
	expect(findings(composite('- { from: [orders.a, orders.b], to: [customers.id, customers.country.code] }'))).toEqual([]);
});

test('from speaks of the object it stands on', () => {
	expect(findings(composite('- { from: customers.id, to: orders.a }'))).toEqual([
		'warning contract.relationship-from @13 "customers.id" from names customers.id, but stands on orders; move it to that object',
	]);
	expect(findings(composite('- { from: [orders.a, customers.id], to: [customers.id, orders.b] }'))).toEqual([
		'error contract.relationship-from @13 "customers.id" from mixes objects: customers.id is not of orders',
		'error contract.relationship-from @13 "orders.b" to mixes objects: orders.b is not of customers',
	]);
	expect(findings(withProperties('- name: a\n  relationships:\n    - to: orders.a'))).toEqual([
		'warning contract.relationship-from @12 "orders.a" a points at itself, which always holds',
	]);
});

test('types that have no value in common', () => {
	const text = withProperties('- name: customer\n  logicalType: integer\n  relationships:\n    - to: customers.id', customers);
	expect(findings(text)).toEqual([
		'warning contract.relationship-types @13 "customers.id" orders.customer is integer, customers.id is string: no value is in both',
	]);
});
