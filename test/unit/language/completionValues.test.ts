import { expect, test } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { textPatterns } from '../../../server/src/language/completion/patterns.ts';
import { completionsAt } from '../../../server/src/language/completion.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { complete, inProperty, vscode } from './completionSupport.ts';
import { marked, workspaceOf } from './support.ts';

const rule = (lines: string) => inProperty(`      - name: x\n        quality:\n          - ${lines}`);
const property = (lines: string) => inProperty(`      - name: x\n        ${lines}`);
const objectRule = (lines: string) => `apiVersion: v3.1.0\nschema:\n  - name: x\n    quality:\n      - ${lines}`;

/** The place, values that are offered there in this order, and values that are not. */
test.each([
	['the version of the standard', 'apiVersion: ‸', ['v3.2.0', 'v3.1.0', 'v3.0.2', 'v3.0.1', 'v3.0.0'], []],
	['the kind', 'apiVersion: v3.1.0\nkind: ‸', ['DataContract'], []],
	['a status', 'status: ‸', ['proposed', 'draft', 'active', 'deprecated', 'retired'], []],
	['a logical type', property('logicalType: ‸'), ['string', 'timestamp', 'integer'], ['map', 'vector', 'blob']],
	['a logical type of 3.0', property('logicalType: ‸').replace('v3.1.0', 'v3.0.0'), ['string', 'date'], ['timestamp', 'time']],
	['a logical type of 3.2', property('logicalType: ‸').replace('v3.1.0', 'v3.2.0'), ['map', 'vector'], []],
	['the type of an object', 'apiVersion: v3.1.0\nschema:\n  - logicalType: ‸', ['object'], ['blob', 'string']],
	['the type of elements', property('logicalType: array\n        items:\n          logicalType: ‸'), ['string'], []],
	['a flag', property('required: ‸'), ['true', 'false'], []],
	[
		'the format of an integer',
		property('logicalType: integer\n        logicalTypeOptions:\n          format: ‸'),
		['i8', 'i16', 'u128'],
		['f32', 'email'],
	],
	['the format of a number', property('logicalType: number\n        logicalTypeOptions:\n          format: ‸'), ['f32', 'f64'], ['i8']],
	[
		'the format of a string',
		property('logicalType: string\n        logicalTypeOptions:\n          format: ‸'),
		['email', 'uuid', 'uri', 'ipv4'],
		['i8', 'yyyy-MM-dd'],
	],
	[
		'the format of a date',
		property('logicalType: date\n        logicalTypeOptions:\n          format: ‸'),
		['yyyy-MM-dd', 'yyyyMMdd', 'dd.MM.yyyy'],
		['HH:mm', 'email'],
	],
	[
		'the format of a timestamp',
		property('logicalType: timestamp\n        logicalTypeOptions:\n          format: ‸'),
		["yyyy-MM-dd'T'HH:mm:ssXXX", 'yyyy-MM-dd HH:mm:ss'],
		['yyyy-MM-dd'],
	],
	['the format of a time', property('logicalType: time\n        logicalTypeOptions:\n          format: ‸'), ['HH:mm:ss', 'HH:mm'], []],
	['the format of an integer in braces', property('logicalType: integer\n        logicalTypeOptions: { format: ‸ }'), ['i8'], []],
	[
		'a pattern',
		property('logicalType: string\n        logicalTypeOptions:\n          pattern: ‸'),
		['email', 'uuid', 'IBAN', 'semantic version'],
		[],
	],
	[
		'a time zone',
		property('logicalType: timestamp\n        logicalTypeOptions:\n          defaultTimezone: ‸'),
		['Etc/UTC', 'Europe/Zurich'],
		[],
	],
	[
		'the element type of a vector',
		property('logicalType: vector\n        logicalTypeOptions:\n          elementType: ‸').replace('v3.1.0', 'v3.2.0'),
		['float16', 'float32'],
		[],
	],
	[
		'a distance',
		property('logicalType: vector\n        logicalTypeOptions:\n          distanceMetric: ‸').replace('v3.1.0', 'v3.2.0'),
		['cosine', 'dotProduct'],
		[],
	],
	['the part in analysis', property('semanticType: ‸').replace('v3.1.0', 'v3.2.0'), ['column', 'measure', 'dimension'], []],
	['a classification', property('classification: ‸'), ['public', 'internal', 'confidential', 'restricted'], []],
	[
		'the physical type of an integer',
		property('logicalType: integer\n        physicalType: ‸'),
		['INTEGER', 'BIGINT'],
		['VARCHAR', 'DATE'],
	],
	['a physical type', property('physicalType: ‸'), ['VARCHAR', 'INTEGER', 'DATE'], []],
	['a metric of a property', rule('metric: ‸'), ['nullValues', 'missingValues', 'invalidValues', 'duplicateValues'], ['rowCount']],
	['a metric of an object', objectRule('metric: ‸'), ['duplicateValues', 'rowCount'], ['nullValues']],
	['the type of a rule', rule('type: ‸'), ['text', 'library', 'sql', 'custom'], []],
	['the type of a rule with a metric', rule('metric: nullValues\n            type: ‸'), ['library'], ['text', 'sql', 'custom']],
	['the type of a rule with a query', rule('type: ‸\n            query: SELECT 1'), ['sql'], ['text', 'library', 'custom']],
	['the type of a rule that compares', rule('mustBe: 0\n            type: ‸'), ['library', 'sql'], ['text', 'custom']],
	['a unit', rule('metric: nullValues\n            unit: ‸'), ['rows', 'percent'], []],
	['a severity', rule('severity: ‸'), ['error', 'warning', 'info'], []],
	['a dimension', rule('dimension: ‸'), ['accuracy', 'completeness', 'uniqueness'], []],
	['an engine', rule('type: custom\n            engine: ‸'), ['plumbline', 'soda', 'greatExpectations'], []],
	[
		'a metric of ours',
		rule('type: custom\n            engine: plumbline\n            implementation:\n              metric: ‸'),
		['minimum', 'mean', 'outlierShare'],
		['nullValues', 'psi', 'labelCoverage', 'driftedShare', 'duplicateRows'],
	],
	[
		'an engine for an object, of which ours measures nothing yet',
		objectRule('type: custom\n        engine: ‸'),
		['soda', 'greatExpectations'],
		['plumbline'],
	],
	['a unit of a share', 'apiVersion: v3.1.0\nslaProperties:\n  - property: availability\n    unit: ‸', ['percent'], ['days']],
	['a unit of time', 'apiVersion: v3.1.0\nslaProperties:\n  - property: latency\n    unit: ‸', ['hours', 'days'], ['percent']],
	['a metric of ours before its engine', rule('implementation:\n              metric: ‸\n            engine: plumbline'), ['mean'], []],
	['a scheduler', rule('scheduler: ‸'), ['cron'], []],
	['a schedule', rule('schedule: ‸'), ['0 * * * *', '0 6 * * *'], []],
	['the type of a server', 'apiVersion: v3.1.0\nservers:\n  - type: ‸', ['local', 'postgres', 's3', 'zen'], ['iceberg']],
	['the type of a server of 3.2', 'apiVersion: v3.2.0\nservers:\n  - type: ‸', ['hana', 'iceberg'], []],
	['the format of files', 'apiVersion: v3.1.0\nservers:\n  - type: local\n    format: ‸', ['csv', 'json', 'parquet'], []],
	['what separates JSON', 'apiVersion: v3.1.0\nservers:\n  - type: s3\n    format: json\n    delimiter: ‸', ['new_line', 'array'], [',']],
	['what separates CSV', 'apiVersion: v3.1.0\nservers:\n  - type: s3\n    format: csv\n    delimiter: ‸', [',', ';'], ['new_line']],
	['an environment', 'apiVersion: v3.1.0\nservers:\n  - environment: ‸', ['prod', 'staging', 'dev'], []],
	['an encoding', 'apiVersion: v3.2.0\nservers:\n  - encoding: ‸', ['utf-8'], []],
	['a service level', 'slaProperties:\n  - property: ‸', ['availability', 'retention', 'frequency', 'latency', 'timeToRepair'], []],
	['the unit of a service level', 'slaProperties:\n  - unit: ‸', ['minutes', 'hours', 'days', 'months', 'years'], ['m']],
	['a driver', 'slaProperties:\n  - driver: ‸', ['regulatory', 'analytics', 'operational'], []],
	['the type of a definition', 'authoritativeDefinitions:\n  - type: ‸', ['businessDefinition', 'tutorial'], []],
	['a tool', 'support:\n  - tool: ‸', ['email', 'slack', 'teams'], []],
	['the type of a relationship', property('relationships:\n          - type: ‸'), ['foreignKey'], []],
	['what a query is made of', rule('type: sql\n            query: SELECT ‸'), ['{object}', '{property}', 'x', 'COUNT(*)', 'FROM'], []],
	[
		'a query of several lines',
		rule('type: sql\n            query: |\n              SELECT COUNT(*)\n              FROM {‸'),
		['{object}', '{property}', '${table}', 'orders', 'WHERE'],
		[],
	],
	['a query of an object', objectRule('type: sql\n        query: |\n          ‸'), ['{object}', '${table}'], ['{property}', '${column}']],
	['a gap', rule('metric: missingValues\n            arguments:\n              missingValues: [‸]'), ['""', 'N/A', 'unknown'], []],
	[
		'a further gap',
		rule('metric: missingValues\n            arguments:\n              missingValues: [N/A, ‸]'),
		['""', 'unknown'],
		['N/A'],
	],
])('offers %s', (_, text, wanted, unwanted) => {
	const { labels } = complete(text);
	expect(labels.filter((label) => wanted.includes(label))).toEqual(wanted.filter((label) => labels.includes(label)));
	expect(wanted.filter((label) => !labels.includes(label))).toEqual([]);
	expect(unwanted.filter((label) => labels.includes(label))).toEqual([]);
});

test.each([
	['in plain text', 'email', '          pattern: "^[^@\\\\s]+@[^@\\\\s]+\\\\.[^@\\\\s]+$"', 'pattern: ‸'],
	['in single quotes', 'email', "          pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'", "pattern: '‸'"],
	['in double quotes', 'digits only', '          pattern: "^\\\\d+$"', 'pattern: "‸"'],
])('writes a pattern %s so that it reads back as it is', (_, label, expected, line) => {
	const { taking, item } = complete(
		property(`logicalType: string\n        logicalTypeOptions:\n          ${line}`),
		{},
		{ snippets: false, insertReplace: false },
	);
	expect(taking(label)).toBe(expected);
	expect(item(label).detail).toContain('^');
});

test.each(textPatterns)('the pattern for $name matches its example, and runs in linear time', ({ pattern, example }) => {
	expect(example).toMatch(new RegExp(pattern, 'u'));
	const text = `${property('logicalType: string\n        logicalTypeOptions:\n          pattern: ')}${JSON.stringify(pattern)}\n`;
	const { findings } = lintText(text, { file: 'x.odcs.yaml', workspace: { read: () => undefined } });
	expect(findings.filter(({ code }) => code.startsWith('contract.pattern'))).toEqual([]);
});

test.each(['date', 'timestamp', 'time'])('each format of a %s is one that the linter takes', (type) => {
	const text = property(`logicalType: ${type}\n        logicalTypeOptions:\n          format: ‸`);
	const { labels, apply } = complete(text, {}, { snippets: false, insertReplace: false });
	for (const label of labels) {
		const { findings } = lintText(`${apply(label)}\n`, { file: 'x.odcs.yaml', workspace: { read: () => undefined } });
		expect(findings.filter(({ code }) => code.includes('format'))).toEqual([]);
	}
});

test.each([
	['plain', 'query: SELECT am‸', '            query: SELECT x'],
	['in single quotes', "query: 'SELECT am‸'", "            query: 'SELECT x'"],
	['in double quotes', 'query: "SELECT am‸ FROM y"', '            query: "SELECT x FROM y"'],
	['of several lines', 'query: >\n              SELECT am‸ FROM y', '              SELECT x FROM y'],
])('completes a name in a query, %s', (_, line, expected) => {
	expect(complete(rule(`type: sql\n            ${line}`)).taking('x')).toBe(expected);
});

test('a blank between the words of a query asks for nothing', () => {
	const { document, position } = marked(rule('type: sql\n            query: |\n              SELECT ‸'));
	expect(completionsAt(document, position, workspaceOf(), vscode, never, ' ').items).toEqual([]);
	expect(completionsAt(document, position, workspaceOf(), vscode, never).items).not.toEqual([]);
});

test('completes a placeholder that was begun', () => {
	expect(complete(rule('type: sql\n            query: |\n              SELECT {pro‸}')).taking('{property}')).toBe(
		'              SELECT {property}',
	);
	expect(
		complete(rule('type: sql\n            query: |\n              SELECT ${‸'), {}, { snippets: false, insertReplace: false }).taking(
			'${table}',
		),
	).toBe('              SELECT ${table}');
});

test('says what values mean', () => {
	expect(complete(rule('metric: ‸')).item('nullValues').documentation).toEqual({
		kind: 'markdown',
		value: 'Rows in which the property is null.',
	});
	expect(complete(property('logicalType: ‸').replace('v3.1.0', 'v3.2.0')).item('map').documentation).toMatchObject({
		value: expect.stringContaining('Since v3.2.0'),
	});
	expect(complete('slaProperties:\n  - property: ‸').item('latency').documentation).toMatchObject({
		value: expect.stringContaining('newest instant'),
	});
});
