import { expect, test } from 'vitest';
import { complete, inProperty } from './completionSupport.ts';

const world = {
	columns: {
		orders: [
			{ name: 'order_id', type: 'BIGINT' },
			{ name: 'amount', type: 'DECIMAL(18,2)' },
			{ name: 'placed at', type: 'TIMESTAMP' },
			{ name: 'tags', type: 'VARCHAR[]' },
			{ name: '1st', type: 'VARCHAR' },
		],
	},
	values: {
		'orders.status': [
			{ value: 'open', rows: 1204 },
			{ value: 'N/A', rows: 12 },
			{ value: '', rows: 3 },
			{ value: 'yes', rows: 2 },
			{ value: 'a, b', rows: 1 },
			{ value: null, rows: 1 },
		],
		'orders.amount': [
			{ value: 10, rows: 7 },
			{ value: 2.5, rows: 1 },
		],
	},
};

test('columns that nobody declared are offered as whole properties', () => {
	const { labels, taking, item } = complete(inProperty('      - name: order_id\n      - ‸'), world);
	expect(labels.filter((label) => label.startsWith('name: '))).toEqual(['name: amount', 'name: placed at', 'name: tags', 'name: 1st']);
	expect(taking('name: amount')).toBe('      - name: amount\n        logicalType: number\n        physicalType: "DECIMAL(18,2)"');
	expect(taking('name: placed at')).toBe('      - name: placed at\n        logicalType: timestamp\n        physicalType: TIMESTAMP');
	expect(taking('name: tags')).toBe('      - name: tags\n        logicalType: array\n        physicalType: "VARCHAR[]"');
	expect(taking('name: 1st')).toBe('      - name: "1st"\n        logicalType: string\n        physicalType: VARCHAR');
	expect(item('name: amount').detail).toBe('DECIMAL(18,2), in the data');
});

test.each([
	['without its dash', inProperty('      ‸')],
	['after two letters', inProperty('      - am‸')],
])('columns are offered %s', (_, text) => {
	expect(complete(text, world).taking('name: amount')).toBe(
		'      - name: amount\n        logicalType: number\n        physicalType: "DECIMAL(18,2)"',
	);
});

test('a column behind "name:" brings its types, unless others are there', () => {
	expect(complete(inProperty('      - name: ‸'), world).taking('amount')).toBe(
		'      - name: amount\n        logicalType: number\n        physicalType: "DECIMAL(18,2)"',
	);
	expect(complete(inProperty('      - name: am‸\n        logicalType: string'), world).taking('amount')).toBe('      - name: amount');
	expect(complete(inProperty('      - { name: ‸ }'), world).taking('amount')).toBe('      - { name: amount }');
	expect(complete(inProperty('      - name: "‸"'), world).taking('amount')).toBe('      - name: "amount"');
});

test('what is declared already is not offered again, but for the property itself', () => {
	const { labels } = complete(inProperty('      - name: amount\n      - name: order_id‸'), world);
	expect(labels).not.toContain('amount');
	expect(labels).toContain('order_id');
});

test('a column counts as declared by its physical name, in whatever case', () => {
	expect(complete(inProperty('      - name: x\n        physicalName: AMOUNT\n      - ‸'), world).labels).not.toContain('name: amount');
});

test('columns are for columns, not for what is inside of them', () => {
	expect(
		complete(inProperty('      - name: x\n        logicalType: object\n        properties:\n          - ‸'), world).labels,
	).not.toContain('name: amount');
	expect(
		complete(inProperty('      - name: x\n        logicalType: object\n        properties:\n          - name: ‸'), world).labels,
	).not.toContain('amount');
});

test('the physical type is that of the data', () => {
	const { labels, taking } = complete(inProperty('      - name: amount\n        physicalType: ‸'), world);
	expect(labels[0]).toBe('DECIMAL(18,2)');
	expect(taking('DECIMAL(18,2)')).toBe('        physicalType: "DECIMAL(18,2)"');
	expect(complete(inProperty('      - name: amount\n        physicalName: ‸'), world).labels).toContain('order_id');
});

const rule = (list: string) =>
	inProperty(
		`      - name: status\n        logicalType: string\n        quality:\n          - metric: invalidValues\n            arguments:\n              ${list}`,
	);

test('values of the data are offered as valid ones, with how often they occur', () => {
	const { labels, item, taking } = complete(rule('validValues: [‸]'), world);
	expect(labels).toEqual(['open', 'N/A', '""', 'yes', 'a, b']);
	expect(item('open').detail).toBe('1,204 rows in the data');
	expect(item('a, b').detail).toBe('1 row in the data');
	expect(taking('open')).toBe('              validValues: [open]');
	expect(taking('""')).toBe('              validValues: [""]');
	expect(taking('yes')).toBe('              validValues: ["yes"]');
	expect(taking('a, b')).toBe('              validValues: ["a, b"]');
});

test.each([
	['behind others', 'validValues: [open, ‸]', 'N/A', '              validValues: [open, N/A]'],
	['as an item', 'validValues:\n                - ‸', 'open', '                - open'],
	['as an item without its dash', 'validValues:\n                ‸', 'open', '                - open'],
	['as a further item', 'validValues:\n                - open\n                - ‸', 'N/A', '                - N/A'],
])('values are offered %s', (_, list, label, expected) => {
	const { labels, taking } = complete(rule(list), world);
	expect(taking(label)).toBe(expected);
	if (label !== 'open') expect(labels).not.toContain('open');
});

test('values are offered where a value is written', () => {
	expect(complete(inProperty('      - name: status\n        examples: [‸]'), world).labels).toContain('open');
	expect(
		complete(inProperty('      - name: status\n        enum:\n          - value: ‸').replace('v3.1.0', 'v3.2.0'), world).labels,
	).toContain('open');
	expect(complete(inProperty('      - name: status\n        description: ‸'), world).labels).toEqual([]);
});

test('valid values are those of the enumeration, too', () => {
	const text = rule('validValues: [‸]')
		.replace('v3.1.0', 'v3.2.0')
		.replace('        quality:', '        enum: [{ value: closed }, { value: open }]\n        quality:');
	expect(complete(text).labels).toEqual(['closed', 'open']);
	expect(complete(text, world).labels).toEqual(['open', 'N/A', '""', 'yes', 'a, b', 'closed']);
});

test('gaps are those of the data first', () => {
	const { labels } = complete(rule('missingValues: [‸]').replace('invalidValues', 'missingValues'), world);
	expect(labels.slice(0, 2)).toEqual(['N/A', '""']);
	expect(labels.filter((label) => label === 'N/A')).toHaveLength(1);
	expect(labels).not.toContain('open');
});

test('numbers stay numbers, and become text in a column of text', () => {
	expect(complete(inProperty('      - name: amount\n        logicalType: number\n        examples: [‸]'), world).taking('10')).toBe(
		'        examples: [10]',
	);
	expect(complete(inProperty('      - name: amount\n        logicalType: string\n        examples: [‸]'), world).taking('10')).toBe(
		'        examples: ["10"]',
	);
});

test('where a list is wanted and there is none yet, a value brings its brackets', () => {
	expect(complete(rule('validValues: ‸'), world).taking('open')).toBe('              validValues: [open]');
	expect(complete(rule('validValues: ‸'), world).taking('a, b')).toBe('              validValues: ["a, b"]');
	expect(complete(rule('validValues: o‸'), world).taking('yes')).toBe('              validValues: ["yes"]');
	expect(complete(inProperty('      - name: amount\n        examples: ‸'), world).taking('2.5')).toBe('        examples: [2.5]');
	expect(complete(`tags: [a]\n${inProperty('      - name: amount\n        tags: ‸')}`).taking('a')).toBe('        tags: [a]');
});

test('of several contracts in a file, each is offered its own data', () => {
	const columns = { orders: [{ name: 'first', type: 'DATE' }], '2/orders': [{ name: 'second', type: 'DATE' }] };
	const [one, two] = [inProperty('      - name: ‸'), inProperty('      - name: x')];
	expect(complete(`${one}\n---\n${two}`, { columns }).labels).toEqual(['first']);
	expect(complete(`---\n${two}\n---\n${one}`, { columns }).labels).toEqual(['second']);
});

test('the columns of the data are offered in queries', () => {
	const { labels, taking } = complete(
		inProperty('      - name: x\n        quality:\n          - type: sql\n            query: |\n              SELECT ‸'),
		world,
	);
	expect(labels).toContain('amount');
	expect(taking('placed at')).toBe('              SELECT "placed at"');
});

test('without the data nothing of it is offered', () => {
	expect(complete(inProperty('      - name: ‸')).labels).toEqual([]);
	expect(complete(rule('validValues: [‸]')).labels).toEqual([]);
});
