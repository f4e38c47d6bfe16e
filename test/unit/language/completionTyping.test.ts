import { expect, test } from 'vitest';
import { complete, inProperty } from './completionSupport.ts';

/** In any state of the text: what is taken, and what the lines are then. */
test.each([
	['a key after two letters', 'apiVersion: v3.1.0\nsc‸', 'schema', 'schema:\n  - name: $1'],
	['a key on an empty line', 'apiVersion: v3.1.0\n‸', 'kind', 'kind: DataContract'],
	['a key between others', 'apiVersion: v3.1.0\n‸\nkind: DataContract\n', 'id', 'id: '],
	['a key on an indented line', inProperty('      - name: x\n        ‸'), 'physicalType', '        physicalType: '],
	[
		'a key after two letters below others',
		inProperty('      - name: x\n        ph‸\n        required: true'),
		'physicalType',
		'        physicalType: ',
	],
	['a key before others', inProperty('      - name: x\n        ‸\n        required: true'), 'physicalType', '        physicalType: '],
	['a key behind a dash', inProperty('      - ‸'), 'name', '      - name: '],
	['a key behind a dash without a blank', inProperty('      -‸'), 'name', '      - name: '],
	['a key behind a dash after two letters', inProperty('      - na‸'), 'name', '      - name: '],
	['a key behind a dash, with more below', inProperty('      - na‸\n        required: true'), 'name', '      - name: '],
	['a key behind a dash, before a key below', inProperty('      - ‸\n        required: true'), 'name', '      - name: '],
	['a new item between items', inProperty('      - name: a\n      - ‸\n      - name: b'), 'name', '      - name: '],
	['an item where its dash is missing', inProperty('      ‸'), 'name', '      - name: '],
	['an item where its dash is missing, after letters', inProperty('      na‸'), 'name', '      - name: '],
	['an item in line with the dashes above', inProperty('      - name: a\n      ‸'), 'name', '      - name: '],
	['an item in line with the dashes below', inProperty('      ‸\n      - name: a'), 'name', '      - name: '],
	['a key where it is indented too far', inProperty('      - name: x\n            ‸'), 'required', '        required: ${1|true,false|}'],
	[
		'a key in the middle of its word',
		inProperty('      - name: x\n        req‸uired: true'),
		'required',
		inProperty('      - name: x\n        required: true').split('\n').at(-1),
	],
	['another key in place of one', inProperty('      - name: x\n        ‸required: true'), 'unique', '        unique: true'],
	[
		'a key in braces',
		inProperty('      - name: x\n        logicalType: integer\n        logicalTypeOptions: { min‸ }'),
		'minimum',
		'        logicalTypeOptions: { minimum:  }',
	],
	[
		'a key in empty braces',
		inProperty('      - name: x\n        logicalType: integer\n        logicalTypeOptions: {‸}'),
		'minimum',
		'        logicalTypeOptions: {minimum: }',
	],
	[
		'a key in braces behind a comma',
		inProperty('      - name: x\n        logicalType: integer\n        logicalTypeOptions: { minimum: 0, ‸ }'),
		'maximum',
		'        logicalTypeOptions: { minimum: 0, maximum:  }',
	],
	[
		'a key in braces that are not closed',
		inProperty('      - name: x\n        logicalType: integer\n        logicalTypeOptions: { max‸\n        required: true'),
		'maximum',
		'        logicalTypeOptions: { maximum: ',
	],
	[
		'a key in braces of several lines',
		inProperty(
			'      - name: x\n        logicalType: integer\n        logicalTypeOptions: {\n          minimum: 0,\n          ‸\n        }',
		),
		'maximum',
		'          maximum: ',
	],
	['a key in an item in braces', inProperty('      - { name: x, req‸ }'), 'required', '      - { name: x, required: ${1|true,false|} }'],
	['a value behind a colon', inProperty('      - name: x\n        logicalType: ‸'), 'string', '        logicalType: string'],
	['a value behind a colon without a blank', inProperty('      - name: x\n        logicalType:‸'), 'string', '        logicalType: string'],
	['a value after letters', inProperty('      - name: x\n        logicalType: st‸'), 'string', '        logicalType: string'],
	[
		'a value in the middle of its word',
		inProperty('      - name: x\n        logicalType: st‸ring'),
		'integer',
		'        logicalType: integer',
	],
	[
		'a value before a comment',
		inProperty('      - name: x\n        logicalType: ‸ # what?'),
		'string',
		'        logicalType: string # what?',
	],
	['a value in double quotes', inProperty('      - name: x\n        logicalType: "st‸"'), 'string', '        logicalType: "string"'],
	['a value in single quotes', inProperty("      - name: x\n        logicalType: '‸'"), 'string', "        logicalType: 'string'"],
	[
		'a value in a quote that is not closed',
		inProperty('      - name: x\n        logicalType: "st‸\n        required: true'),
		'string',
		'        logicalType: "string',
	],
	[
		'a value in braces',
		inProperty('      - name: x\n        quality: [{ metric: ‸, mustBe: 0 }]'),
		'nullValues',
		'        quality: [{ metric: nullValues, mustBe: 0 }]',
	],
	['a value below its key', inProperty('      - name: x\n        logicalType:\n          ‸'), 'string', '          string'],
	['a value behind an anchor', inProperty('      - name: x\n        logicalType: &t ‸'), 'string', '        logicalType: &t string'],
	[
		'a key of a map with an anchor',
		inProperty('      - &x\n        name: x\n        req‸'),
		'required',
		'        required: ${1|true,false|}',
	],
	['a key below one with an anchor', inProperty('      - &x name: x\n        req‸'), 'required', '        required: ${1|true,false|}'],
	['a key in quotes', inProperty('      - name: x\n        "req‸": true'), 'required', '        "required": true'],
	['a key in JSON', '{ "apiVersion": "v3.1.0", "‸": 1 }', 'kind', '{ "apiVersion": "v3.1.0", "kind": 1 }'],
	['a value in JSON', '{ "apiVersion": "v3.1.0", "kind": "‸" }', 'DataContract', '{ "apiVersion": "v3.1.0", "kind": "DataContract" }'],
])('takes %s', (_, text, label, expected) => {
	expect(complete(text).taking(label)).toBe(expected === text.replace('‸', '').split('\n').at(-1) ? '' : expected);
});

test.each([
	['in a comment', 'apiVersion: v3.1.0 # lo‸'],
	['in a line of comment', 'apiVersion: v3.1.0\n# lo‸\n'],
	['in a text of several lines', 'apiVersion: v3.1.0\ndescription:\n  purpose: |\n    lo‸\n'],
	['on an empty line of such a text', 'apiVersion: v3.1.0\ndescription:\n  purpose: >-\n    a\n    ‸\n    b\n'],
	['in the second line of a plain text', 'apiVersion: v3.1.0\nname: a\n  lo‸\n'],
	['in the second line of a quoted text', 'apiVersion: v3.1.0\nname: "a\n  lo‸ b"\n'],
	['behind a value', 'apiVersion: v3.1.0 ‸'],
	['behind a value in braces', inProperty('      - { name: x ‸ }')],
	['in the name of somebody', 'apiVersion: v3.1.0\nname: lo‸'],
	['on the mark of a document', '---‸\napiVersion: v3.1.0\n'],
	['below a key that the standard does not know', 'apiVersion: v3.1.0\nnonsense:\n  ‸'],
	['in what is indented below a value', 'apiVersion: v3.1.0\nname: a\n    ‸b\n'],
	['in custom values', 'apiVersion: v3.1.0\ncustomProperties:\n  - property: a\n    value:\n      ‸\n'],
	[
		'for another engine',
		inProperty(
			'      - name: x\n        quality:\n          - type: custom\n            engine: soda\n            implementation:\n              ‸',
		),
	],
])('offers nothing %s', (_, text) => {
	expect(complete(text).labels).toEqual([]);
});

test.each([
	['behind a quote that is not closed', 'apiVersion: v3.1.0\nid: "a\nstatus: ‸', 'active'],
	['behind a bracket that is not closed', 'apiVersion: v3.1.0\ntags: [a, b\nstatus: ‸', 'active'],
	['behind a brace too many', 'apiVersion: v3.1.0\ntags: [a]]\nstatus: ‸', 'active'],
	['behind two colons in a line', 'apiVersion: v3.1.0\nname: a: b\nstatus: ‸', 'active'],
	['behind a line that is no key', 'apiVersion: v3.1.0\nnonsense\nstatus: ‸', 'active'],
	['behind a dash astray', 'apiVersion: v3.1.0\n- a\nstatus: ‸', 'active'],
	['behind an alias without an anchor', 'apiVersion: v3.1.0\nname: *nobody\nstatus: ‸', 'active'],
	['behind a tab', 'apiVersion: v3.1.0\n\tname: x\nstatus: ‸', 'active'],
	['in the second document', 'apiVersion: v3.1.0\n---\napiVersion: v3.0.0\nstatus: ‸', 'active'],
	['in the first document', 'apiVersion: v3.1.0\nstatus: ‸\n---\napiVersion: v3.0.0\n', 'active'],
	['without a line break at the end', 'apiVersion: v3.1.0\nstatus: ‸', 'active'],
	['with Windows line ends', 'apiVersion: v3.1.0\r\nstatus: ‸\r\nname: x\r\n', 'active'],
	['with old line ends', 'apiVersion: v3.1.0\rstatus: ‸\rname: x\r', 'active'],
	['where lists are not indented', 'apiVersion: v3.1.0\nschema:\n- name: x\n  properties:\n  - name: y\n    logicalType: ‸', 'string'],
	[
		'where all is indented by four',
		'apiVersion: v3.1.0\nschema:\n    -   name: x\n        properties:\n            -   name: y\n                logicalType: ‸',
		'string',
	],
	['where the whole file is indented', '  apiVersion: v3.1.0\n  status: ‸', 'active'],
	['under a comment in an odd column', inProperty('      - name: x\n  # odd\n        logicalType: ‸'), 'string'],
	['behind a text of several lines', 'apiVersion: v3.1.0\ndescription:\n  purpose: |\n    a: b\n\n   \n  usage: x\nstatus: ‸', 'active'],
	['with a byte order mark', '\uFEFFapiVersion: v3.1.0\nstatus: ‸', 'active'],
])('finds its way %s', (_, text, label) => {
	expect(complete(text).labels).toContain(label);
});

test('keys with Windows line ends are not offered twice', () => {
	const { labels } = complete(inProperty('      - name: x\n        ‸\n        required: true\n').replaceAll('\n', '\r\n'));
	expect(labels).toContain('unique');
	expect(labels).not.toContain('required');
	expect(labels).not.toContain('name');
});

test('follows the layout of the file', () => {
	const flat = 'apiVersion: v3.1.0\nschema:\n- name: x\n  ‸';
	expect(complete(flat).taking('properties')).toBe('  properties:\n  - name: $1');
	const wide = 'apiVersion: v3.1.0\ndescription:\n    purpose: x\nschema:\n    - name: x\n      ‸';
	expect(complete(wide).taking('properties')).toBe('      properties:\n          - name: $1');
	expect(complete('apiVersion: v3.1.0\nservers:\n    - server: a\nde‸').taking('description')).toBe('description:\n  purpose: $1');
});

test('inserts before the rest of a word, or replaces it', () => {
	const text = inProperty('      - name: x\n        logicalType: ‸string');
	expect(complete(text).taking('integer', 'insert')).toBe('        logicalType: integerstring');
	expect(complete(text).taking('integer', 'replace')).toBe('        logicalType: integer');
});

test('edits one line, around the cursor', () => {
	const { list } = complete(inProperty('      - name: x\n        req‸uired: true'));
	for (const { textEdit } of list.items) {
		if (textEdit === undefined || 'range' in textEdit) throw new Error('an insert and a replace range are wanted');
		expect(textEdit.insert).toEqual({ start: { line: 9, character: 8 }, end: { line: 9, character: 11 } });
		expect(textEdit.replace).toEqual({ start: { line: 9, character: 8 }, end: { line: 9, character: 16 } });
	}
});

test('writes plain text for an editor without snippets, and one range for one without two', () => {
	const plain = { snippets: false, insertReplace: false };
	const { item, taking } = complete(inProperty('      - name: x\n        ‸'), {}, plain);
	expect(item('required').textEdit).toMatchObject({ range: {}, newText: 'required: true' });
	expect(taking('quality')).toBe('        quality:\n          - ');
	expect(complete('apiVersion: v3.1.0\nservers:\n  - ‸', {}, plain).taking('server: local')).toBe(
		'  - server: local\n    type: local\n    path: data/*.csv\n    format: csv',
	);
	expect(item('required').insertTextFormat).toBe(1);
});

test('answers nothing when nobody waits', async () => {
	const { completionsAt } = await import('../../../server/src/language/completion.ts');
	const { marked, workspaceOf } = await import('./support.ts');
	const { document, position } = marked('apiVersion: v3.1.0\n‸');
	expect(
		completionsAt(document, position, workspaceOf(), { snippets: true, insertReplace: true }, { isCancellationRequested: true }).items,
	).toEqual([]);
});

test('never throws, wherever the cursor is and whatever the text', () => {
	const text = inProperty(
		'      - name: "x: {y}"\n        quality: [{ metric: a, arguments: {b: [1, "2\n        d: |\n          e\n      -\n  - z: {\n---\n? a\n: b\n- - c: d\n*e : f\n',
	);
	for (let offset = 0; offset <= text.length; offset++) complete(`${text.slice(0, offset)}‸${text.slice(offset)}`);
	for (let offset = 0; offset <= text.length; offset++) complete(`${text.slice(0, offset)}‸`);
});

test.each([
	['braces in braces', '{a: '.repeat(5000)],
	['brackets in brackets', `a: ${'['.repeat(20_000)}`],
	['dashes behind dashes', '- '.repeat(20_000)],
	['keys below keys', Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}items:`).join('\n')],
	[
		'parts of parts',
		`schema:\n- properties:\n  - items:\n${Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth + 6)}items:`).join('\n')}`,
	],
	['quotes that never close', 'a: "\n'.repeat(5000)],
	['texts that never end', `a: |\n${' \n'.repeat(20_000)}`],
	['one long line', `a: ${'x'.repeat(500_000)}`],
	['braces over many lines', `a: {\n${'  b: 1,\n'.repeat(20_000)}`],
	['brackets that never close, each on a line of its own', 'a: [\n'.repeat(5000)],
])('bears %s', (_, text) => {
	const before = process.cpuUsage();
	complete(`${text}\n‸`);
	complete(`${text}‸`);
	expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3000);
});
