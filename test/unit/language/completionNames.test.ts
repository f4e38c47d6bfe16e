import { expect, test } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { relativePath } from '../../../server/src/language/completion/names.ts';
import { completionsAt } from '../../../server/src/language/completion.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { complete, vscode } from './completionSupport.ts';
import { marked, workspaceOf } from './support.ts';

const head = 'apiVersion: v3.1.0\nkind: DataContract\nid: a\nversion: 1.0.0\nstatus: active\nschema:\n';
const customers =
	'  - name: customers\n    properties:\n      - name: email\n        logicalType: string\n      - name: id\n        logicalType: integer\n        primaryKey: true\n      - name: address\n        logicalType: object\n        properties:\n          - name: street\n';
const orders = (lines: string) =>
	`${head}${customers}  - name: orders\n    properties:\n      - name: customer\n        logicalType: integer\n${lines}`;

test('a reference leads to columns of other objects, keys first', () => {
	const { labels, item, taking } = complete(orders('        relationships:\n          - to: ‸'));
	expect(labels).toEqual(['customers.id', 'customers.email', 'customers.address', 'customers.address.street', 'orders.customer']);
	expect(item('customers.id').detail).toBe('integer, primary key');
	expect(taking('customers.id')).toBe('          - to: customers.id');
});

test.each([
	['after some letters', '        relationships:\n          - to: cust‸', '          - to: customers.id'],
	['behind a dot', '        relationships:\n          - to: customers.‸', '          - to: customers.id'],
	['in a list', '        relationships:\n          - to: [‸]', '          - to: [customers.id]'],
	['in quotes', '        relationships:\n          - to: "‸"', '          - to: "customers.id"'],
	['as an item', '        relationships:\n          - to:\n              - ‸', '              - customers.id'],
])('a reference is completed %s', (_, lines, expected) => {
	expect(complete(orders(lines)).taking('customers.id')).toBe(expected);
});

test('what a foreign key comes from is a column of its object', () => {
	expect(complete(orders('    relationships:\n      - from: ‸')).labels).toEqual(['orders.customer']);
});

test('a name with a dot stands in quotes', () => {
	expect(complete(`${head}  - name: a.b\n    properties:\n      - name: c\n    relationships:\n      - from: ‸`).taking('"a.b".c')).toBe(
		`      - from: "\\"a.b\\".c"`,
	);
});

test('a service level is of an instant first', () => {
	const text = orders('      - name: placed\n        logicalType: timestamp\nslaProperties:\n  - property: latency\n    element: ‸');
	expect(complete(text).labels.slice(0, 3)).toEqual(['orders.placed', 'customers', 'orders']);
	expect(complete(orders('slaDefaultElement: ‸')).labels).toContain('orders.customer');
});

test('of several elements the one at the cursor is completed', () => {
	const text = orders('slaProperties:\n  - property: availability\n    element: customers, or‸');
	expect(complete(text).taking('orders.customer')).toBe('    element: "customers, orders.customer"');
	expect(complete(text).item('orders.customer').filterText).toBe('customers, orders.customer');
});

test('tags and names of custom properties are those used elsewhere, the usual ones first', () => {
	const text = `${head}  - name: a\n    tags: [x, pii]\n    customProperties:\n      - property: owner\n        value: b\n  - name: b\n    tags: [pii]\n    customProperties:\n      - property: ‸\n`;
	expect(complete(text).labels).toEqual(['owner']);
	const tags = text.replace('‸', '').replace('tags: [pii]\n', 'tags: [x, ‸]\n');
	expect(complete(tags).labels).toEqual(['pii']);
	expect(complete(`tags: [‸]\n${tags.replace('‸', '')}`).labels).toEqual(['x', 'pii']);
});

test('the columns of a combination are those of the object, each once', () => {
	const text = orders('    quality:\n      - metric: duplicateValues\n        arguments:\n          properties: [customer, ‸]').replace(
		'logicalType: integer\n    quality',
		'logicalType: integer\n      - name: day\n    quality',
	);
	expect(complete(text).labels).toEqual(['day']);
});

test('required parts are those of the object', () => {
	const text = `${head}  - name: o\n    properties:\n      - name: x\n        logicalType: object\n        logicalTypeOptions:\n          required: [‸]\n        properties:\n          - name: street\n          - name: zip\n`;
	expect(complete(text).labels).toEqual(['street', 'zip']);
});

const files = {
	'customers.odcs.yaml': `${head}  - name: people\n    id: p\n    properties:\n      - name: id\n        id: pid\n        primaryKey: true\n      - name: mail\n`,
	'my products.odcs.yaml': `${head}  - name: products\n    properties:\n      - name: sku\n`,
};

test('a reference leads to other files, by ids where there are any', () => {
	const text = orders('        relationships:\n          - to: ‸');
	const { labels, taking, list, item } = complete(text, { files });
	expect(labels).toContain('people.id (customers.odcs.yaml)');
	expect(labels).toContain('products.sku (my products.odcs.yaml)');
	expect(labels.indexOf('customers.id')).toBeLessThan(labels.indexOf('people.id (customers.odcs.yaml)'));
	expect(taking('people.id (customers.odcs.yaml)')).toBe('          - to: "customers.odcs.yaml#schema/p/properties/pid"');
	expect(taking('people.mail (customers.odcs.yaml)')).toBe('          - to: "customers.odcs.yaml#people.mail"');
	expect(list.isIncomplete).toBe(false);
	expect(item('people.id (customers.odcs.yaml)').filterText).toContain('people.id');
});

test('a workspace that is too big for one answer is offered bit by bit', () => {
	const big = (index: number) => `${head}  - name: o${index}\n    properties:\n      - name: c\n#${'x'.repeat(200_000)}\n`;
	const many = Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`f${index}.odcs.yaml`, big(index)]));
	const { document, position } = marked(orders('        relationships:\n          - to: ‸'));
	const workspace = workspaceOf({ files: many });
	const first = completionsAt(document, position, workspace, vscode, never);
	const second = completionsAt(document, position, workspace, vscode, never);
	expect(first.isIncomplete).toBe(true);
	expect(second.isIncomplete).toBe(false);
	expect(second.items.length).toBeGreaterThan(first.items.length);
});

test('of very many columns elsewhere those are offered that hold what is typed', () => {
	const columns = Array.from({ length: 1500 }, (_, index) => `      - name: column_${index}\n`).join('');
	const many = { 'f.odcs.yaml': `${head}  - name: o\n    properties:\n${columns}` };
	const all = complete(orders('        relationships:\n          - to: ‸'), { files: many });
	expect(all.list.isIncomplete).toBe(true);
	expect(all.list.items.length).toBeLessThan(1100);
	const { labels } = complete(orders('        relationships:\n          - to: column_149‸'), { files: many });
	expect(labels.filter((label) => label.startsWith('o.'))).toHaveLength(11);
});

test('a file that changes is read again', () => {
	const texts: { [name: string]: string } = { 'f.odcs.yaml': `${head}  - name: o\n    properties:\n      - name: before\n` };
	const { document, position } = marked(orders('        relationships:\n          - to: ‸'));
	const workspace = workspaceOf({ files: texts });
	const labels = () => completionsAt(document, position, workspace, vscode, never).items.map(({ label }) => label);
	expect(labels()).toContain('o.before (f.odcs.yaml)');
	texts['f.odcs.yaml'] = texts['f.odcs.yaml']!.replace('before', 'after');
	expect(labels()).toContain('o.after (f.odcs.yaml)');
	expect(labels()).not.toContain('o.before (f.odcs.yaml)');
});

test.each(['people.id (customers.odcs.yaml)', 'products.sku (my products.odcs.yaml)', 'customers.id'])(
	'%s is a reference that the linter finds',
	(label) => {
		const text = `${complete(orders('        relationships:\n          - to: ‸'), { files }, { snippets: false, insertReplace: false }).apply(label)}\n`;
		const { findings } = lintText(text, {
			file: 'file:///w/orders.odcs.yaml',
			workspace: { read: (file) => files[decodeURIComponent(file.slice('file:///w/'.length)) as keyof typeof files] },
		});
		expect(findings.filter(({ code }) => code.includes('reference')).map(({ message }) => message)).toEqual([]);
	},
);

test.each([
	['file:///w/a.yaml', 'file:///w/b.yaml', 'b.yaml'],
	['file:///w/x/a.yaml', 'file:///w/b.yaml', '../b.yaml'],
	['file:///w/a.yaml', 'file:///w/x/y/b.yaml', 'x/y/b.yaml'],
	['file:///w/x/a.yaml', 'file:///w/y/b%20c.yaml', '../y/b c.yaml'],
	['file:///w/a.yaml', 'vscode-vfs://github/w/b.yaml', undefined],
])('from %s to %s is %s', (from, to, expected) => {
	expect(relativePath(from, to)).toBe(expected);
});
