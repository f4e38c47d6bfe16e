import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocumentEdit } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { definitionAt } from '../../../server/src/language/definition.ts';
import { referencesAt } from '../../../server/src/language/references.ts';
import { renameAt, renamePlaceAt } from '../../../server/src/language/rename.ts';
import type { Client } from '../../../server/src/protocol/client.ts';
import { editFor } from '../../../server/src/protocol/workspaceEdit.ts';
import { parseYaml } from '../../../server/src/spec/yaml/parse.ts';
import { addressOf, documentOf, type Files, marked, parsedOf, shown, workspaceOf } from './support.ts';

const head = 'apiVersion: v3.2.0\nkind: DataContract\nid: c\nversion: 1.0.0\n';
const here = 'orders.odcs.yaml';

/** The open document is a file of the workspace as well. */
function open(textWithCursor: string, files: Files['files'] = {}) {
	const { text, document, position } = marked(head + textWithCursor);
	const workspace = workspaceOf({ files: { ...files, [here]: text } });
	return { text, document, position, workspace, parsed: parsedOf(text, workspace) };
}

function nameOf(uri: string): string {
	return decodeURIComponent(uri.split('/').at(-1) ?? '');
}

function definitions(textWithCursor: string, files: Files['files'] = {}): string[] {
	const { document, position, workspace, parsed } = open(textWithCursor, files);
	return definitionAt(parsed, position, workspace, never).map((link) => {
		const target = link.targetUri === document.uri ? document : documentOf(files[nameOf(link.targetUri)] ?? '');
		const origin = link.originSelectionRange === undefined ? '' : document.getText(link.originSelectionRange);
		const where = link.targetUri === document.uri ? '' : `${nameOf(link.targetUri)} `;
		return `${origin} → ${where}${shown(target, link.targetSelectionRange)}`;
	});
}

function references(textWithCursor: string, files: Files['files'] = {}, includeDeclaration = true): string[] {
	const { document, position, workspace, parsed } = open(textWithCursor, files);
	return referencesAt(parsed, position, { includeDeclaration }, workspace, never).map(({ uri, range }) => {
		const text = uri === document.uri ? document : documentOf(files[nameOf(uri)] ?? '');
		return `${uri === document.uri ? '' : `${nameOf(uri)} `}${shown(text, range)}`;
	});
}

/** The changed lines of each file, or the reason why there are none. */
function rename(textWithCursor: string, newName: string, files: Files['files'] = {}): string[] | string {
	const { text, position, workspace, parsed } = open(textWithCursor, files);
	const answer = renameAt(parsed, position, newName, workspace, never);
	if (!answer.ok) return answer.reason;
	const changed: string[] = [];
	for (const change of answer.edit.documentChanges ?? []) {
		if (!TextDocumentEdit.is(change)) throw new Error('not a text edit');
		const name = nameOf(change.textDocument.uri);
		const before = name === here ? text : files[name]!;
		const after = TextDocument.applyEdits(
			documentOf(before),
			change.edits.filter((edit) => 'newText' in edit),
		);
		expect(parseYaml(after).problems).toEqual([]);
		const lines = before.split('\n');
		for (const [index, line] of after.split('\n').entries()) {
			if (line !== lines[index]) changed.push(`${name === here ? '' : `${name}: `}${line.trim()}`);
		}
	}
	return changed;
}

const schema = `schema:
  - name: orders
    id: o
    properties:
      - name: id
        id: o_id
      - name: customer
        relationships:
          - to: people.key
      - name: parts
        logicalType: object
        logicalTypeOptions:
          required: [sku]
        properties:
          - name: sku
    quality:
      - metric: duplicateValues
        arguments:
          properties: [id, customer]
        mustBe: 0
  - name: people
    properties:
      - name: key
slaProperties:
  - property: latency
    value: 1
    unit: d
    element: orders.id, people.key
`;

/** The schema above with a cursor in front of the n-th (from 0) occurrence of some text. */
function at(words: string, nth = 0, offset = 0): string {
	let position = -1;
	for (let times = 0; times <= nth; times++) position = schema.indexOf(words, position + 1);
	if (position < 0) throw new Error(words);
	return `${schema.slice(0, position + offset)}‸${schema.slice(position + offset)}`;
}

describe('definition', () => {
	it('goes from each part of a reference to what it names', () => {
		expect(definitions(at('people.key'))).toEqual(['people → 24:10 people']);
		expect(definitions(at('people.key', 0, 8))).toEqual(['key → 26:14 key']);
	});

	it('goes from the elements of a service level', () => {
		expect(definitions(at('orders.id,', 0, 8))).toEqual(['id → 8:14 id']);
		expect(definitions(at('people.key', 1, 9))).toEqual(['key → 26:14 key']);
	});

	it('goes from the properties of a rule, and from those that are required', () => {
		expect(definitions(at('customer]'))).toEqual(['customer → 10:14 customer']);
		expect(definitions(at('sku]'))).toEqual(['sku → 18:18 sku']);
	});

	it('goes to another contract, by names and by ids', () => {
		const files = {
			'people.odcs.yaml': `${head}schema:\n  - name: people\n    id: p\n    properties:\n      - name: key\n        id: k\n`,
		};
		const to = (reference: string) =>
			`schema:\n  - name: a\n    properties:\n      - name: b\n        relationships:\n          - to: ${reference}\n`;
		expect(definitions(to('people.odcs.yaml#people.k‸ey'), files)).toEqual(['key → people.odcs.yaml 8:14 key']);
		expect(definitions(to('people.odcs.yaml#/schema/p/properties/‸k'), files)).toEqual(['k → people.odcs.yaml 8:14 key']);
		expect(definitions(to('people.odcs.y‸aml#/schema/p/properties/k'), files)).toEqual(['people.odcs.yaml → people.odcs.yaml 0:0 ']);
		expect(definitions(to('missing.odcs.y‸aml#/schema/p/properties/k'), files)).toEqual([]);
	});

	it('goes by the physical name, where a reference gives that', () => {
		const text =
			'schema:\n  - name: a\n    physicalName: t_a\n    properties:\n      - name: x\n      - name: y\n        relationships:\n          - to: t_‸a.x\n';
		expect(definitions(text)).toEqual(['t_a → 5:10 a']);
	});

	it('finds names with dots, and names in quotes', () => {
		const text = (to: string) =>
			`schema:\n  - name: my.table\n    properties:\n      - name: "x y"\n      - name: z\n        relationships:\n          - to: ${to}\n`;
		expect(definitions(text('my.ta‸ble.x y'))).toEqual(['my.table → 5:10 my.table']);
		expect(definitions(text(`'"my.table".x‸ y'`))).toEqual(['x y → 7:14 "x y"']);
	});

	it('goes from an alias to its anchor', () => {
		expect(definitions('tags: &t [a]\nschema:\n  - name: a\n    tags: *‸t\n')).toEqual(['*t → 4:6 &t']);
	});

	it('has none for words that name nothing', () => {
		expect(definitions('name: he‸llo\n')).toEqual([]);
		expect(definitions('schema:\n  - name: a\n    quality:\n      - type: sql\n        query: SELECT ‸a FROM a\n')).toEqual([]);
	});
});

describe('references', () => {
	it('finds every place, whichever of them is asked at', () => {
		const all = ['26:14 key', '12:23 key', '31:31 key'];
		expect(references(at('key\n', 1))).toEqual(all);
		expect(references(at('people.key', 0, 8))).toEqual(all);
		expect(references(at('people.key', 1, 8), {}, false)).toEqual(all.slice(1));
	});

	it('finds names and ids of one thing', () => {
		expect(references(at('o_id'))).toEqual(['8:14 id', '9:12 o_id', '22:23 id', '31:20 id']);
	});

	it('finds places in other contracts', () => {
		const files = {
			'b.odcs.yaml': `${head}schema:\n  - name: b\n    properties:\n      - name: x\n        relationships:\n          - to: orders.odcs.yaml#/schema/o/properties/o_id\n`,
			'c.odcs.yaml': `${head}schema:\n  - name: orders\n    properties:\n      - name: id\n`,
		};
		expect(references(at('o_id'), files, false)).toEqual(['22:23 id', '31:20 id', 'b.odcs.yaml 9:54 o_id']);
	});

	it('keeps things of one name apart', () => {
		const text = 'schema:\n  - name: a\n    properties:\n      - name: i‸d\n  - name: b\n    properties:\n      - name: id\n';
		expect(references(text)).toEqual(['7:14 id']);
	});
});

describe('rename', () => {
	it('renames a property where it is declared and named', () => {
		expect(rename(at('key\n', 1), 'person_id')).toEqual([
			'- to: people.person_id',
			'- name: person_id',
			'element: orders.id, people.person_id',
		]);
	});

	it('renames an object, from one of its references', () => {
		expect(rename(at('orders.id,'), 'purchases')).toEqual(['- name: purchases', 'element: purchases.id, people.key']);
	});

	it('renames an id without its name, and the name without its id', () => {
		const by = (cursor: string) =>
			`schema:\n  - name: o\n    id: o‸\n    properties:\n      - name: x\n        id: x\n        relationships:\n          - to: /schema/o/properties/x\n${cursor}`;
		expect(rename(by(''), 'ord')).toEqual(['id: ord', '- to: /schema/ord/properties/x']);
		expect(rename(by('').replace('‸', '').replace('name: o', 'name: ‸o'), 'ord')).toEqual(['- name: ord']);
	});

	it('tells what it changes in other contracts apart, and leaves none of it out unless somebody picks it', () => {
		const files = {
			'b.odcs.yaml': `${head}schema:\n  - name: b\n    properties:\n      - name: x\n        relationships:\n          - to: orders.odcs.yaml#orders.id\n`,
		};
		const { position, workspace, parsed } = open(at('id\n        id', 0), files);
		const answer = renameAt(parsed, position, 'number', workspace, never);
		if (!answer.ok) throw new Error(answer.reason);
		const changes = answer.edit.documentChanges?.filter(TextDocumentEdit.is) ?? [];
		expect(changes.map(({ textDocument }) => [nameOf(textDocument.uri), textDocument.version])).toEqual([
			['orders.odcs.yaml', 1],
			['b.odcs.yaml', null],
		]);
		expect(Object.keys(answer.edit.changeAnnotations ?? {})).toEqual(['here', 'elsewhere']);
		expect(Object.values(answer.edit.changeAnnotations ?? {}).filter((each) => each.needsConfirmation)).toEqual([]);
		expect(changes[1]?.edits).toMatchObject([{ annotationId: 'elsewhere', newText: 'number' }]);
		expect(changes[0]?.edits[0]).toMatchObject({ annotationId: 'here' });
	});

	it('renames what queries seem to say of it, once the user has agreed', () => {
		const text = `schema:
  - name: orders
    properties:
      - name: am‸ount
      - name: other
        quality:
          - type: sql
            query: SELECT max(amount) FROM orders WHERE o.Amount > 1 -- amount
            mustBe: 0
    quality:
      - type: sql
        query: |
          SELECT count(*), 'amount' FROM {object} WHERE "amount" = amounts
            AND amount(3) < \`amount\`
        mustBe: 0
  - name: refunds
    quality:
      - { type: sql, query: "SELECT amount FROM orders", mustBe: 0 }
`;
		const queries = (newName: string, written = text) => [rename(written, newName)].flat().filter((line) => !/^- name/.test(line));
		expect(queries('price')).toEqual([
			'query: SELECT max(price) FROM orders WHERE o.price > 1 -- amount',
			`SELECT count(*), 'amount' FROM {object} WHERE price = amounts`,
			'AND amount(3) < price',
		]);
		expect(queries('net price')[0]).toBe('query: SELECT max("net price") FROM orders WHERE o."net price" > 1 -- amount');
		expect(queries('price', text.replace('name: am‸ount', 'name: am‸ount\n        physicalName: amt'))).toEqual([]);
		const ofObject = text.replace('am‸ount', 'amount').replace('name: orders', 'name: or‸ders');
		expect(queries('sales', ofObject)).toEqual([
			'query: SELECT max(amount) FROM sales WHERE o.Amount > 1 -- amount',
			'- { type: sql, query: "SELECT amount FROM sales", mustBe: 0 }',
		]);
		// What stands in quotes of YAML cannot hold those of SQL.
		expect(queries('all sales', ofObject)).toEqual(['query: SELECT max(amount) FROM "all sales" WHERE o.Amount > 1 -- amount']);

		const { parsed, position, workspace } = open(text);
		const answer = renameAt(parsed, position, 'price', workspace, never);
		if (!answer.ok) throw new Error(answer.reason);
		expect(Object.entries(answer.edit.changeAnnotations ?? {}).map(([id, { needsConfirmation }]) => [id, needsConfirmation])).toEqual([
			['here', undefined],
			['inQueries', true],
		]);
		const clientThatCannotAsk = { can: { documentChanges: true, changeAnnotations: false } } as Client;
		const left = editFor(clientThatCannotAsk, answer.edit).documentChanges!.filter(TextDocumentEdit.is);
		expect(left.flatMap(({ edits }) => edits)).toHaveLength(1);
	});

	it('renames servers', () => {
		expect(rename('servers:\n  - server: lo‸cal\n    type: local\n    path: x\n', 'prod')).toEqual(['- server: prod']);
	});

	it('renames ids that nothing refers to', () => {
		const text = 'schema:\n  - name: a\n    quality:\n      - id: q‸1\n        metric: rowCount\n        mustBe: 1\n      - id: q2\n';
		expect(rename(text, 'rows')).toEqual(['- id: rows']);
		expect(rename(text, 'q2')).toMatch(/"q2" is the id of another item/);
	});

	it.each([
		['12', '- name: "12"', '- to: a.12'],
		['true', '- name: "true"', '- to: a.true'],
		['x y', '- name: x y', '- to: a.x y'],
		['x.y', '- name: x.y', '- to: "a.\\"x.y\\""'],
		['größe', '- name: größe', '- to: a.größe'],
		['a: b', '- name: "a: b"', '- to: "a.a: b"'],
		["it's", '- name: "it\'s"', '- to: "a.it\'s"'],
		['x"y', '- name: "x\\"y"', '- to: "a.`x\\"y`"'],
	])('writes %s so that it is read as it is', (newName, declared, named) => {
		const text = 'schema:\n  - name: a\n    properties:\n      - name: ‸b\n      - name: c\n        relationships:\n          - to: a.b\n';
		expect(rename(text, newName)).toEqual([declared, named]);
		const renamed = text.replace('name: ‸b', `${declared.slice(2)}‸`).replace('- to: a.b', named);
		expect(references(renamed)).toHaveLength(2);
	});

	it('keeps the quotes that are there', () => {
		const text = `schema:\n  - name: 'a‸'\n    properties:\n      - name: b\n        relationships:\n          - to: "a.b"\n`;
		expect(rename(text, "o'x")).toEqual(["- name: 'o''x'", `- to: "o'x.b"`]);
	});

	it.each([
		['', 'name', /cannot be empty/],
		['a\nb', 'name', /one line/],
		[' a', 'name', /blank/],
		['people', 'name', /"people" is the name of another object already/],
		['a b', 'id', /An id cannot hold blanks/],
		['a/b', 'id', /An id cannot hold/],
	])('refuses %j as %s', (newName, by, reason) => {
		expect(rename(by === 'id' ? at('o\n    prop') : at('orders\n'), newName)).toMatch(reason);
	});

	it('refuses the name of another property of the object, not that of one elsewhere', () => {
		expect(rename(at('id\n'), 'customer')).toMatch(/"customer" is the name of another property of orders/);
		expect(rename(at('key\n', 1), 'customer')).not.toBeTypeOf('string');
	});

	it('refuses to rename what is declared by way of an alias, rather than half of it', () => {
		const text =
			'tags: [&n orders]\nschema:\n  - name: *n\n    properties:\n      - name: a\n      - name: b\n        relationships:\n          - to: ord‸ers.a\n';
		expect(rename(text, 'purchases')).toMatch(/behind an alias/);
	});

	it('says what would be renamed', () => {
		const place = (text: string) => {
			const { document, position, workspace, parsed } = open(text);
			const found = renamePlaceAt(parsed, position, workspace, never);
			return found && `${shown(document, found.range)} = ${found.placeholder}`;
		};
		expect(place(at('people.key', 0, 8))).toBe('12:23 key = key');
		expect(place('schema:\n  - name: "my‸ table"\n')).toBe('5:11 my table = my table');
		expect(place('name: hel‸lo\n')).toBeUndefined();
		expect(place('sche‸ma: []\n')).toBeUndefined();
		expect(place(`id: x\n`.replace('x', '‸'))).toBeUndefined();
	});

	it('gives addresses as the workspace has them', () => {
		const { position, workspace, parsed } = open(at('orders\n'));
		const answer = renameAt(parsed, position, 'x', workspace, never);
		expect(answer.ok && answer.edit.documentChanges?.map((change) => 'textDocument' in change && change.textDocument.uri)).toEqual([
			addressOf(here),
		]);
	});
});
