import { expect, test } from 'vitest';
import { type Cursor, cursorAt } from '../../../server/src/language/cursor.ts';
import { marked, parsedOf, yaml } from './support.ts';

const contract = yaml`
	apiVersion: v3.1.0
	kind: DataContract
	id: orders
	version: 1.0.0
	status: active
	servers:
	  - server: local
	    type: local
	schema:
	  - name: orders
	    properties:
	      - name: amount
	        logicalType: number
	        logicalTypeOptions: { minimum: 0, maximum: 10 }
	        quality:
	          - metric: nullValues
	            mustBe: 0
	      - name: address
	        logicalType: object
	        properties:
	          - name: street
	      - name: lines
	        logicalType: array
	        items:
	          logicalType: object
	          properties:
	            - name: sku
	              quality:
	                - type: sql
	                  query: |
	                    SELECT COUNT(*)
	                    FROM lines
	    relationships:
	      - from: orders.amount
	        to: [a.b, c.d]
	slaProperties:
	  - property: latency
	    value: 1
`;

/** `on path: token`, with the parts around it. */
function show(cursor: Cursor | undefined, text: string): string {
	if (cursor === undefined) return 'nothing';
	const path = cursor.steps.flatMap(({ by }) => by ?? []).join('/');
	const { object, properties, rule, relationship, server, level } = cursor.enclosing;
	const around = [
		object && `object ${object.name?.value}`,
		properties.length > 0 && `property ${properties.map((property) => property.name?.value ?? '[]').join('.')}`,
		rule && `rule ${rule.metric?.value ?? rule.type?.value}`,
		relationship && 'relationship',
		server && `server ${server.server?.value}`,
		level && `level ${level.property?.value}`,
	].filter(Boolean);
	const token = text.slice(cursor.range.start, cursor.range.end).replaceAll(/\s+/g, ' ');
	return `${cursor.on} ${path}: ${token}${around.length > 0 ? ` (${around.join(', ')})` : ''}`;
}

/** Puts the cursor before `words`, `ahead` characters into them. */
function at(words: string, ahead = 1): string {
	const offset = contract.indexOf(words) + ahead;
	return show(cursorAt(parsedOf(contract).linted, offset), contract);
}

test.each([
	['apiVersion: v3', 'key : apiVersion'],
	['v3.1.0', 'value apiVersion: v3.1.0'],
	['server: local', 'key servers/0: server (server local)'],
	['name: orders', 'key schema/0: name (object orders)'],
	['amount\n', 'value schema/0/properties/0/name: amount (object orders, property amount)'],
	['number\n', 'value schema/0/properties/0/logicalType: number (object orders, property amount)'],
	['minimum', 'key schema/0/properties/0/logicalTypeOptions: minimum (object orders, property amount)'],
	['0, max', 'value schema/0/properties/0/logicalTypeOptions/minimum: 0 (object orders, property amount)'],
	['metric: null', 'key schema/0/properties/0/quality/0: metric (object orders, property amount, rule nullValues)'],
	['street', 'value schema/0/properties/1/properties/0/name: street (object orders, property address.street)'],
	['sku', 'value schema/0/properties/2/items/properties/0/name: sku (object orders, property lines.[].sku)'],
	[
		'FROM lines',
		'value schema/0/properties/2/items/properties/0/quality/0/query: | SELECT COUNT(*) FROM lines (object orders, property lines.[].sku, rule sql)',
	],
	['orders.amount', 'value schema/0/relationships/0/from: orders.amount (object orders, relationship)'],
	['c.d', 'value schema/0/relationships/0/to/1: c.d (object orders, relationship)'],
	['latency', 'value slaProperties/0/property: latency (level latency)'],
])('knows where %j stands', (words, expected) => {
	expect(at(words)).toBe(expected);
});

test('touches a token at both of its ends, and nothing on blanks', () => {
	expect(at('status: active', 0)).toBe('key : status');
	expect(at('status: active', 6)).toBe('key : status');
	expect(at('status: active', 8)).toBe('value status: active');
	expect(at('status: active', 14)).toBe('value status: active');
	expect(at('      - name: amount', 6)).toBe('blank schema/0/properties:  (object orders)');
});

test.each([
	[
		'beside a key without a value',
		'apiVersion: v3.1.0\nkind: DataContract\nschema:\n- name: a\n  properties:\n  - name:‸\n',
		'value schema/0/properties/0/name:  (object a, property [])',
	],
	['behind a mistake', 'apiVersion: v3.1.0\nid: "a\nschema:\n- name: ‸x\n', 'value schema/0/name: x (object x)'],
	['in the second document', 'apiVersion: v3.1.0\nid: a\n---\napiVersion: v3.1.0\nid: ‸b\n', 'value id: b'],
	[
		'with Windows line ends',
		'apiVersion: v3.1.0\r\nschema:\r\n- name: a\r\n  quality:\r\n  - metric: ‸rowCount\r\n',
		'value schema/0/quality/0/metric: rowCount (object a, rule rowCount)',
	],
	['on an alias', 'schema:\n- &a\n  name: x\n- *‸a\n', 'value schema/1: *a (object x)'],
	['in a file without a contract', '# ‸nothing', 'nothing'],
])('knows where it stands %s', (_, text, expected) => {
	const { text: clean, offset } = marked(text);
	expect(show(cursorAt(parsedOf(clean).linted, offset), clean)).toBe(expected);
});

test('says what the standard expects', () => {
	const find = (words: string) => cursorAt(parsedOf(contract).linted, contract.indexOf(words) + 1);
	expect(find('minimum')?.key?.doc).toBe('Least value.');
	expect(find('nullValues')?.steps.at(-1)?.shape?.kind).toBe('choice');
	expect(find('c.d')?.key?.doc).toContain('What is pointed at');
});
