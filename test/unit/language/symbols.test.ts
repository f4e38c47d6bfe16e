import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { documentSymbolsOf } from '../../../server/src/language/symbols.ts';
import { workspaceSymbolsOf } from '../../../server/src/language/workspaceSymbols.ts';
import { documentOf, parsedOf, shown, workspaceOf, yaml } from './support.ts';

const head = 'apiVersion: v3.2.0\nkind: DataContract\nid: c\nversion: 1.0.0\n';

function outline(rest: string): string[] {
	const lines: string[] = [];
	const add = (symbol: DocumentSymbol, indent: string) => {
		const kind = Object.entries(SymbolKind).find(([, value]) => value === symbol.kind)?.[0];
		lines.push(`${indent}${kind} ${symbol.name}${symbol.detail === undefined ? '' : ` (${symbol.detail})`}`);
		for (const child of symbol.children ?? []) add(child, `${indent}  `);
	};
	for (const symbol of documentSymbolsOf(parsedOf(head + rest), never)) add(symbol, '');
	return lines;
}

describe('document symbols', () => {
	it('lists servers, objects, properties, rules and service levels', () => {
		const text = yaml`
			servers:
			  - server: local
			    type: local
			    path: data/*.csv
			schema:
			  - name: orders
			    physicalName: tbl_orders
			    physicalType: table
			    properties:
			      - name: id
			        logicalType: integer
			        primaryKey: true
			      - name: lines
			        logicalType: array
			        items:
			          logicalType: object
			          properties:
			            - name: sku
			              required: true
			    quality:
			      - metric: rowCount
			        mustBeGreaterThan: 10
			slaProperties:
			  - property: latency
			    value: 4
			    unit: d
			    element: orders.id
			tags: [a, b]
		`;
		expect(outline(text)).toEqual([
			'Module c (1.0.0 · ODCS 3.2.0)',
			'  Interface local (local)',
			'  Class orders (table · tbl_orders)',
			'    Key id (integer · primary key)',
			'    Field lines (array)',
			'      Field [] (object)',
			'        Field sku (required)',
			'    Boolean rowCount (mustBeGreaterThan 10)',
			'  Event latency (4 d · orders.id)',
			'  Namespace tags (2)',
		]);
	});

	it('selects the name', () => {
		const text = `${head}schema:\n  - physicalName: t\n    name: orders\n`;
		const object = documentSymbolsOf(parsedOf(text), never)[0]?.children?.[0];
		expect(object && shown(documentOf(text), object.selectionRange)).toBe('6:10 orders');
	});

	it('names what has no name yet', () => {
		expect(outline('schema:\n  - properties:\n      - logicalType: date\n  - name: ""\n')).toEqual([
			'Module c (1.0.0 · ODCS 3.2.0)',
			'  Class object',
			'    Field property (date)',
			'  Class ""',
		]);
	});

	it('lists what an alias brings in once, where it stands', () => {
		const text =
			'schema:\n  - name: a\n    properties: &p\n      - name: x\n  - name: b\n    properties: *p\n  - <<: {name: d}\n    tags: []\n';
		expect(outline(text)).toEqual(['Module c (1.0.0 · ODCS 3.2.0)', '  Class a', '    Field x', '  Class b', '  Class d']);
	});

	it('keeps every selection inside its range, and every child inside its parent', () => {
		const file = new URL('../../../examples/movies.odcs.yaml', import.meta.url);
		const text = readFileSync(file, 'utf8');
		const document = documentOf(text);
		let count = 0;
		const hold = (symbol: DocumentSymbol) => {
			count++;
			const start = document.offsetAt(symbol.range.start);
			const end = document.offsetAt(symbol.range.end);
			for (const range of [symbol.selectionRange, ...(symbol.children ?? []).map((child) => child.range)]) {
				expect(document.offsetAt(range.start)).toBeGreaterThanOrEqual(start);
				expect(document.offsetAt(range.end)).toBeLessThanOrEqual(end);
			}
			for (const child of symbol.children ?? []) hold(child);
		};
		for (const symbol of documentSymbolsOf(parsedOf(text), never)) hold(symbol);
		expect(count).toBeGreaterThan(20);
	});

	it('lists each contract of a file', () => {
		expect(outline(`---\n${head}`)).toEqual(['Module c (1.0.0 · ODCS 3.2.0)', 'Module c (1.0.0 · ODCS 3.2.0)']);
	});

	it('marks what is deprecated', () => {
		const text = `${head}schema:\n  - name: orders\n    deprecated: true\n`;
		expect(documentSymbolsOf(parsedOf(text), never)[0]?.children?.[0]?.tags).toEqual([1]);
	});
});

describe('workspace symbols', () => {
	const files = {
		'orders.odcs.yaml': `${head}name: Order book\nschema:\n  - name: orders\n    properties:\n      - name: order_id\n      - name: customer\n`,
		'people.odcs.yaml': `${head}name: People\nschema:\n  - name: customers\n    properties:\n      - name: id\n`,
	};
	const find = (query: string, all: { readonly [name: string]: string } = files) =>
		workspaceSymbolsOf(query, workspaceOf({ files: all }), never).map(({ name, containerName, location }) => {
			const file = decodeURIComponent(location.uri.split('/').at(-1) ?? '');
			return `${containerName ?? ''}/${name} ${file}:${'range' in location ? location.range.start.line : '?'}`;
		});

	it('finds names across contracts, the closest first', () => {
		expect(find('customer')).toEqual([
			'orders/customer orders.odcs.yaml:9',
			'People/customers people.odcs.yaml:6',
			'customers/id people.odcs.yaml:8',
		]);
	});

	it('finds letters in their order', () => {
		expect(find('oid')).toEqual(['orders/order_id orders.odcs.yaml:8', 'customers/id people.odcs.yaml:8']);
	});

	it('finds a property by the object that has it', () => {
		expect(find('customers.id')).toEqual(['customers/id people.odcs.yaml:8']);
	});

	it('gives everything for no query, contracts and objects first', () => {
		expect(find('').slice(0, 2)).toEqual(['/Order book orders.odcs.yaml:4', '/People people.odcs.yaml:4']);
		expect(find('')).toHaveLength(7);
	});

	it('stops where nobody would read on', () => {
		const many = `${head}schema:\n${Array.from({ length: 1_000 }, (_, index) => `  - name: t${index}\n`).join('')}`;
		expect(find('t', { 'many.odcs.yaml': many })).toHaveLength(250);
	});
});
