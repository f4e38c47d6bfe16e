import { describe, expect, test } from 'vitest';
import { inProperty } from './completionSupport.ts';
import { hover, runOf, said } from './hoverSupport.ts';
import { marked, shown } from './support.ts';

const rule = (lines: string) => inProperty(`      - name: amount\n        quality:\n          - ${lines}\n`);
const property = (lines: string) => inProperty(`      - name: amount\n        ${lines}\n`);
const objectRule = (lines: string) => `apiVersion: v3.1.0\nschema:\n  - name: orders\n    quality:\n      - ${lines}\n`;

describe('keys', () => {
	test.each([
		['at the root', 'api‸Version: v3.1.0\n', 'Version of the standard that the contract follows.'],
		['with its link', 'api‸Version: v3.1.0\n', '(https://bitol-io.github.io/open-data-contract-standard/latest/fundamentals/)'],
		['with its default', property('req‸uired: true'), 'Default: `false`.'],
		['with its birth', 'apiVersion: v3.2.0\ncont‸ext: x\n', 'Since v3.2.0.'],
		['with what replaced it', 'apiVersion: v3.1.0\ndataPro‸duct: x\n', 'Deprecated since v3.1.0: write `customProperties`.'],
		['of an option', property('logicalType: integer\n        logicalTypeOptions: { mini‸mum: 0 }'), 'Least value.'],
		['of a server', 'apiVersion: v3.1.0\nservers:\n  - server: a\n    type: local\n    pa‸th: x\n', 'relative to the contract'],
		['of a service level', 'apiVersion: v3.1.0\nslaProperties:\n  - prop‸erty: latency\n', '/service-level-agreement/'],
		[
			'of an argument',
			rule('metric: missingValues\n            arguments:\n              missing‸Values: [N/A]\n            mustBe: 0'),
			'count as missing',
		],
		[
			'of a figure of ours',
			rule(
				'type: custom\n            engine: plumbline\n            implementation:\n              metric: quantile\n              sha‸re: 0.5',
			),
			'0.5 is the median',
		],
		['that says bounds are inclusive', rule('metric: nullValues\n            mustBe‸Between: [0, 3]'), 'Both bounds are inclusive'],
		['of an operator, with what the rule says', rule('metric: nullValues\n            must‸Be: 0'), 'No row may have a null in `amount`.'],
	])('%s', async (_, text, expected) => {
		expect(await said(text)).toContain(expected);
	});
});

describe('values', () => {
	test.each([
		['a logical type', property('logicalType: ti‸mestamp'), '**timestamp** · A day and a time. Since v3.1.0.'],
		['a status', 'apiVersion: v3.1.0\nstatus: act‸ive\n', 'In force.'],
		['a type of server', 'apiVersion: v3.1.0\nservers:\n  - server: a\n    type: du‸ckdb\n', 'A DuckDB database file.'],
		['a format of files', 'apiVersion: v3.1.0\nservers:\n  - server: a\n    type: local\n    format: par‸quet\n', 'Apache Parquet.'],
		['a delimiter', 'apiVersion: v3.1.0\nservers:\n  - server: a\n    type: s3\n    delimiter: new‸_line\n', 'one JSON object a line'],
		['a format of numbers', property('logicalType: integer\n        logicalTypeOptions: { format: u‸8 }'), '0 to 255'],
		['a format of texts', property('logicalType: string\n        logicalTypeOptions: { format: uu‸id }'), 'A UUID'],
		[
			'a format of dates',
			property('logicalType: date\n        logicalTypeOptions: { format: dd.MM‸.yyyy }'),
			'`dd` day, `MM` month, `yyyy` year',
		],
		['a flag', property('required: tr‸ue'), 'Whether nulls are forbidden.'],
		['a bound', property('logicalType: integer\n        logicalTypeOptions: { minimum: ‸0 }'), 'Least value.'],
		['a classification', property('classification: res‸tricted'), 'Only those who are named may see it.'],
		['a driver', 'apiVersion: v3.1.0\nslaProperties:\n  - property: latency\n    value: 1\n    driver: reg‸ulatory\n', 'A law'],
		['a unit of rows', rule('metric: nullValues\n            unit: per‸cent\n            mustBe: 0'), '0 to 100'],
		['a severity', rule('metric: nullValues\n            severity: war‸ning\n            mustBe: 0'), 'fails nothing'],
		[
			'psi',
			rule(
				'type: custom\n            engine: plumbline\n            implementation:\n              metric: ps‸i\n              reference: a\n              mustBeLessThan: 0.2',
			),
			'Population stability index',
		],
	])('%s has its meaning', async (_, text, expected) => {
		expect((await said(text)).toLowerCase()).toContain(expected.toLowerCase());
	});

	test.each([
		['a text of its author', 'apiVersion: v3.1.0\nname: some‸thing\n'],
		['a comment', 'apiVersion: v3.1.0 # com‸ment\n'],
		['an empty line', 'apiVersion: v3.1.0\n‸\nkind: DataContract\n'],
		['a key that nobody knows', 'apiVersion: v3.1.0\nnons‸ense: 1\n'],
		['what may be anything', 'apiVersion: v3.1.0\ncustomProperties:\n  - property: a\n    value: { b‸: 1 }\n'],
		['a description of a rule', rule('type: text\n            description: What‸ ever')],
		['an empty file', '‸'],
	])('%s has none', async (_, text) => {
		expect(await said(text)).toBe('');
	});
});

describe('rules in plain words', () => {
	test.each([
		['metric: null‸Values\n            mustBe: 0', 'No row may have a null in `amount`.'],
		['metric: null‸Values\n            mustBe: 1', 'Exactly 1 row must have a null in `amount`.'],
		['metric: null‸Values\n            mustBeLessThan: 1200', 'Fewer than 1,200 rows may have a null in `amount`.'],
		[
			'metric: null‸Values\n            unit: percent\n            mustBeLessOrEqualTo: 0.5',
			'At most 0.5 % of rows may have a null in `amount`.',
		],
		['metric: null‸Values\n            mustBeBetween: [1, 5]', '1 to 5 rows (both included) must have a null in `amount`.'],
		['metric: null‸Values\n            mustNotBeBetween: [1, 5]', 'Fewer than 1 or more than 5 rows must have a null in `amount`.'],
		['metric: null‸Values\n            mustNotBe: 7', 'Any number of rows but 7 may have a null in `amount`.'],
		['metric: null‸Values\n            mustBeGreaterOrEqualTo: 2', 'At least 2 rows must have a null in `amount`.'],
		[
			'metric: missing‸Values\n            arguments: { missingValues: ["", N/A] }\n            mustBe: 0',
			'No row may have null or `""` or `N/A` in `amount`.',
		],
		[
			'metric: invalid‸Values\n            arguments: { validValues: [A, B] }\n            unit: percent\n            mustBeLessOrEqualTo: 5',
			'At most 5 % of rows may have a value other than `A` and `B` in `amount`. A null breaks nothing here.',
		],
		[
			'metric: invalid‸Values\n            arguments: { validValues: [a, b, c, d, e, f, g] }\n            mustBe: 0',
			'`a`, `b`, `c`, `d` and 3 more',
		],
		[
			'metric: invalid‸Values\n            arguments: { pattern: "^a|b$" }\n            mustBe: 0',
			'No row may have a value in `amount` that does not match `^a|b$`.',
		],
		['metric: duplicate‸Values\n            mustBe: 0', 'No row may have the same `amount` as another row.'],
		[
			'type: s‸ql\n            query: SELECT 1\n            mustBeGreaterThan: 3',
			'The number that the query returns must be greater than 3.',
		],
		['type: sql\n            query: SEL‸ECT 1\n            mustBeBetween: [3, 4]', 'must lie between 3 and 4, both included.'],
		[
			'type: cus‸tom\n            engine: plumbline\n            implementation: { metric: mean, mustBeBetween: [1, 2] }',
			'The `mean` of `amount` must lie between 1 and 2, both included.',
		],
		[
			'type: cus‸tom\n            engine: soda\n            implementation: x',
			'A rule for `soda`, in its own language; Plumbline does not run it.',
		],
		['type: te‸xt\n            description: x', 'In words, for people; nothing is executed.'],
		['name: my ‸rule\n            metric: nullValues\n            mustBe: 0', 'No row may have a null in `amount`.'],
		['metric: null‸Values\n            mustBe: ${MOST}', 'Exactly `${MOST}` rows'],
	])('%s', async (lines, expected) => {
		expect(await said(rule(lines))).toContain(expected);
	});

	test.each([
		['metric: row‸Count\n        mustBeGreaterThan: 0', '`orders` must have more than 0 rows.'],
		['metric: row‸Count\n        mustBe: 0', '`orders` must have no row.'],
		[
			'metric: duplicate‸Values\n        arguments: { properties: [a, b] }\n        mustBe: 0',
			'No row may have the same `a` and `b` as another row.',
		],
	])('of an object: %s', async (lines, expected) => {
		expect(await said(objectRule(lines))).toContain(expected);
	});

	test('a rule that is not complete says what its words mean', async () => {
		expect(await said(rule('metric: null‸Values'))).toBe('**nullValues** · Rows in which the property is null.');
	});

	test('a nested property is named with its way', async () => {
		const text = inProperty(
			'      - name: address\n        logicalType: object\n        properties:\n          - name: zip\n            quality:\n              - metric: null‸Values\n                mustBe: 0\n',
		);
		expect(await said(text)).toContain('in `address.zip`');
	});
});

describe('results', () => {
	const text = property('logicalType: number\n        required: true\n        logicalTypeOptions:\n          minimum: 0');
	const results = async (more = {}) => ({
		'orders.odcs.yaml': await runOf(text, {
			'schema.orders.amount.minimum': { outcome: 'failed', message: 'amount: 3 of 3,000,000 rows below 0 (minimum 0)', ...more },
			'schema.orders.amount.required': { message: 'amount: no nulls in 3,000,000 rows' },
		}),
	});
	const failed = 'amount: 3 of 3,000,000 rows below 0 (minimum 0)';

	test.each([
		['on the value', text.replace('minimum: 0', 'minimum: ‸0')],
		['on the key', text.replace('minimum: 0', 'mini‸mum: 0')],
		['on the name of the property', text.replace('amount', 'amo‸unt')],
	])('stand %s', async (_, at) => {
		expect(await said(at, { results: await results() })).toContain(failed);
	});

	test('of a property are counted, and what failed is named', async () => {
		const markdown = await said(text.replace('amount', 'amo‸unt'), { results: await results() });
		expect(markdown).toContain('1 failed, 1 passed · 2 min ago');
		expect(markdown).not.toContain('no nulls');
	});

	test('that are not as they should be lead to the page of their rule', async () => {
		expect(await said(text.replace('minimum: 0', 'minimum: ‸0'), { results: await results() })).toMatch(
			/\[data\.minimum\]\(https:.*data\.minimum\.md\)/,
		);
		expect(await said(text.replace('required: true', 'required: ‸true'), { results: await results() })).not.toContain('.md');
	});

	test('bring the distribution of their column', async () => {
		const histogram = { edges: [0, 10, 20, 30], counts: [5, 40, 20], bounds: [0] };
		const markdown = await said(text.replace('amount', 'amo‸unt'), { results: await results({ histogram }) });
		expect(markdown).toContain('`▂█▅` 65 values, from 0 to 30');
		const changed = await said(text.replace('amount', 'amo‸unt').replace('minimum: 0', 'minimum: 5'), {
			results: await results({ histogram }),
		});
		expect(changed).not.toContain('65 values');
	});

	test('of a rule that was changed since say so', async () => {
		expect(await said(text.replace('minimum: 0', 'minimum: ‸5'), { results: await results() })).toContain('*rule changed since*');
	});

	test('are found again where lines moved', async () => {
		expect(await said(`# a\n# b\n${text.replace('minimum: 0', 'minimum: ‸0')}`, { results: await results() })).toContain(failed);
	});

	test('show what somebody wrote as it is', async () => {
		const markdown = await said(text.replace('minimum: 0', 'minimum: ‸0'), {
			results: await results({ message: '<img src=x> [a](command:b) *c* `d`' }),
		});
		expect(markdown).toContain('\\<img src=x\\> \\[a\\](command:b) \\*c\\* \\`d\\`');
	});

	test('of a quality rule stand on each of its words', async () => {
		const quality = rule('metric: nullValues\n            mustBe: 0');
		const run = { 'orders.odcs.yaml': await runOf(quality, await firstRule(quality)) };
		expect(await said(quality.replace('nullValues', 'null‸Values'), { results: run })).toContain('· 2 min ago');
		expect(await said(quality.replace('mustBe: 0', 'mustBe: ‸0'), { results: run })).toContain('· 2 min ago');
		expect(await said(quality.replace('mustBe: 0', 'must‸Be: 0'), { results: run })).toContain('· 2 min ago');
	});
});

/** The id of the rule that a text has, whatever it is. */
async function firstRule(text: string) {
	const { DeclaredRules } = await import('../../../server/src/language/declaredRules.ts');
	const { parsedOf } = await import('./support.ts');
	const id = [...(await new DeclaredRules().of(parsedOf(text))).keys()].find(
		(each) => each.includes('quality') || each.includes('nullValues'),
	);
	return { [id!]: { message: 'amount: 0 nulls' } };
}

describe('properties and objects', () => {
	test('a property has its type, its description, its limits', async () => {
		const text = property(
			'logicalType: string\n        physicalType: VARCHAR(20)\n        description: What it *costs*\n        required: true\n        unique: true\n        primaryKey: true\n        logicalTypeOptions: { minLength: 1, maxLength: 20, pattern: "^a_b$" }',
		);
		expect(await said(text.replace('name: amount', 'name: amo‸unt'))).toBe(
			[
				'**orders.amount** · `string` · `VARCHAR(20)`',
				'What it \\*costs\\*',
				'Primary key, never null, no value twice, 1 to 20 characters, matches `^a_b$`',
			].join('\n\n'),
		);
	});

	test.each([
		['{ minimum: -60 }', 'At least -60'],
		['{ maximum: 3000 }', 'At most 3,000'],
		['{ minimum: 1, maximum: 1 }', 'Exactly 1'],
		['{ exclusiveMinimum: 0, multipleOf: 5 }', 'Above 0, a multiple of 5'],
		['{ format: i32 }', 'Format `i32`'],
	])('limits %s', async (options, expected) => {
		expect(
			await said(property(`logicalType: integer\n        logicalTypeOptions: ${options}`).replace('name: amount', 'name: amo‸unt')),
		).toContain(expected);
	});

	test('an enumeration is listed', async () => {
		const text = property('enum: [{ value: a }, { value: b }, { value: 3 }]').replace('v3.1.0', 'v3.2.0');
		expect(await said(text.replace('name: amount', 'name: amo‸unt'))).toContain('One of `a`, `b` and `3`');
	});

	test('a property has a line of what the data is', async () => {
		const world = {
			columns: { orders: [{ name: 'amount', type: 'BIGINT' }] },
			values: {
				'orders.amount': [
					{ value: 'A', rows: 1204 },
					{ value: null, rows: 602 },
				],
			},
		};
		expect(await said(property('description: x').replace('name: amount', 'name: amo‸unt'), world)).toContain(
			'`BIGINT` in the data · most frequent █ `A` 1,204 ▅ `null` 602',
		);
	});

	test('a listed value has its rows', async () => {
		const world = { values: { 'orders.amount': [{ value: 'A', rows: 1204 }] } };
		expect(await said(property('examples: [‸A, B]'), world)).toContain('`A`: 1,204 rows in the data');
		expect(await said(property('enum:\n          - value: ‸A').replace('v3.1.0', 'v3.2.0'), world)).toContain('1,204 rows');
	});

	test('an object has its keys', async () => {
		const text = inProperty('      - name: a\n        primaryKey: true\n      - name: b\n').replace(
			'- name: orders',
			'- name: ord‸ers\n    description: All of them',
		);
		expect(await said(text)).toBe('**orders**\n\nAll of them\n\n2 properties, primary key `a`');
	});
});

describe('service levels', () => {
	const level = (lines: string) => `apiVersion: v3.1.0\nslaProperties:\n  - ${lines}\n`;

	test('have their meaning and their target', async () => {
		expect(await said(level('property: late‸ncy\n    value: 4\n    unit: h\n    element: a.b'))).toBe(
			[
				'**latency** of `a.b`',
				'How long it takes until an event is in the data: the newest instant of the element may not be older than this.',
				'Target: at most 4 hours',
			].join('\n\n'),
		);
	});

	test.each([
		['property: ret‸ention\n    value: 1\n    unit: y', 'Target: at most 1 year'],
		['property: Late‸ncy\n    value: P1D', 'Target: at most `P1D`'],
		['property: avail‸ability\n    value: 99.9\n    unit: percent', 'Target: 99.9 percent'],
		['property: latency\n    value: ‸4\n    unit: hours', 'Target: at most 4 hours'],
		['property: ly‸\n    value: 4\n    unit: d', 'newest instant'],
	])('%s', async (lines, expected) => {
		expect(await said(level(lines))).toContain(expected);
	});

	test('have their value of the last check beside the target', async () => {
		const text = `${inProperty('      - name: ts\n        logicalType: timestamp\n')}slaProperties:\n  - property: latency\n    value: 4\n    unit: h\n    element: orders.ts\n`;
		const { DeclaredRules } = await import('../../../server/src/language/declaredRules.ts');
		const { parsedOf } = await import('./support.ts');
		const id = [...(await new DeclaredRules().of(parsedOf(text))).keys()].find((each) => /latency/i.test(each))!;
		const results = {
			'orders.odcs.yaml': await runOf(text, { [id]: { outcome: 'failed', message: 'ts: newest instant 6 h old (latency at most 4 h)' } }),
		};
		expect(await said(text.replace('value: 4', 'value: ‸4'), { results })).toContain(
			'Target: at most 4 hours\n\n**Failed** · ts: newest instant 6 h old',
		);
	});
});

describe('references', () => {
	const text = (to: string) =>
		inProperty(
			`      - name: id\n        logicalType: integer\n        primaryKey: true\n        description: Of an order\n      - name: parent\n        relationships:\n          - to: ${to}\n`,
		);

	test.each([
		['a property', 'orders.‸id'],
		['in a list', '[orders.‸id]'],
		['in quotes', '"orders.‸id"'],
	])('show what they lead to: %s', async (_, to) => {
		expect(await said(text(to))).toBe('**orders.id** · `integer`\n\nOf an order\n\nPrimary key');
	});

	test('show an object', async () => {
		expect(
			await said(
				'apiVersion: v3.1.0\nschema:\n  - name: orders\n    properties:\n      - name: id\nslaProperties:\n  - property: latency\n    value: 1\n    unit: d\n    element: or‸ders\n',
			),
		).toContain('**orders**');
	});

	test('show the one of several that is pointed at', async () => {
		const several = inProperty(
			'      - name: a\n        description: First\n      - name: b\n        description: Second\nslaProperties:\n  - property: availability\n    value: 1\n    element: orders.a, orders.‸b\n',
		);
		expect(await said(several)).toContain('Second');
		const found = await hover(several);
		const { document } = marked(several);
		expect(shown(document, found!.range!)).toContain('orders.b');
	});

	test('show what stands in another file', async () => {
		const files = {
			'other.odcs.yaml':
				'apiVersion: v3.1.0\nkind: DataContract\nschema:\n  - name: people\n    properties:\n      - name: id\n        description: Of a person\n',
		};
		expect(await said(text('other.odcs.yaml#people.‸id'), { files })).toBe('**people.id**\n\nOf a person\n\nIn `other.odcs.yaml`');
	});

	test('that lead nowhere show nothing', async () => {
		expect(await said(text('orders.‸nothing'))).toBe('');
	});
});

test('a variable says where its value is from, and its default', async () => {
	const server = (path: string) => `apiVersion: v3.1.0\nservers:\n  - server: a\n    type: local\n    path: ${path}\n`;
	expect(await said(server('${DA‸TA:-data}/x.csv'))).toBe(
		'**Variable `DATA`**\n\nRead from the environment when data is checked. Default: `data`.',
	);
	expect(await said(server('a/${DA‸TA}'))).toContain('There is no default');
	expect(await said(server('a‸/${DATA}'))).toBe('');
	expect(await said(server('$${DA‸TA}'))).toBe('');
});

test.each([
	['a key', 'apiVer‸sion: v3.1.0\n', '0:0 apiVersion'],
	['a value', 'apiVersion: v3.1.0\nstatus: ac‸tive # now\n', '1:8 active'],
	['a value in quotes', 'apiVersion: v3.1.0\nstatus: "ac‸tive"\n', '1:8 "active"'],
	['a variable', 'apiVersion: v3.1.0\nservers:\n  - server: a\n    path: x/${‸A}/y\n', '3:12 ${A}'],
	['behind wide characters', 'apiVersion: v3.1.0\r\ntags: ["😀"]\r\nstatus: ac‸tive\r\n', '2:8 active'],
])('stands on %s', async (_, text, expected) => {
	const found = await hover(text);
	expect(shown(marked(text).document, found!.range!)).toBe(expected);
});

test("shows somebody's words as they are", async () => {
	const text = property('description: "<script>x</script> [l](http://a) ![i](b) **b** `c` # d | e ~f~ &amp;"');
	expect(await said(text.replace('name: amount', 'name: amo‸unt'))).toContain(
		'\\<script\\>x\\</script\\> \\[l\\](http://a) !\\[i\\](b) \\*\\*b\\*\\* \\`c\\` # d \\| e \\~f\\~ \\&amp;',
	);
	const quoted = property('logicalType: "a`b``c"');
	expect(await said(quoted.replace('name: amount', 'name: amo‸unt'))).not.toMatch(/(?<!`)`a`b/);
});

test('never needs to be scrolled', async () => {
	const long = 'word '.repeat(500);
	const values = Array.from({ length: 500 }, (_, index) => `{ value: some long value ${index} }`).join(', ');
	const text = property(`description: ${long}\n        logicalType: string\n        enum: [${values}]`);
	const markdown = await said(text.replace('name: amount', 'name: amo‸unt'));
	expect(markdown.length).toBeLessThan(700);
	expect(markdown.split('\n').length).toBeLessThan(14);
});

test('answers nothing when nobody waits', async () => {
	const { hoverAt } = await import('../../../server/src/language/hover.ts');
	const { DeclaredRules } = await import('../../../server/src/language/declaredRules.ts');
	const { parsedOf, workspaceOf } = await import('./support.ts');
	expect(
		await hoverAt(parsedOf('apiVersion: v3.1.0\n'), { line: 0, character: 2 }, new DeclaredRules(), workspaceOf(), {
			isCancellationRequested: true,
		}),
	).toBeUndefined();
});
