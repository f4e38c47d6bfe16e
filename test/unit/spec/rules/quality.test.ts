import { expect, test } from 'vitest';
import { findings, fixed, indent, places, withProperties } from './findings.ts';

function onProperty(rule: string, more = 'logicalType: string'): string {
	return withProperties(`- name: amount\n${indent(more, 2)}  quality:\n${indent(rule, 4)}`);
}

function onObject(rule: string, properties = '- { name: a }\n- { name: b }'): string {
	return withProperties(properties, indent(`quality:\n${indent(rule, 2)}`, 4));
}

test('rowCount on a property moves to its object', () => {
	const text = onProperty('- metric: rowCount\n  mustBeGreaterThan: 10\n- metric: nullValues\n  mustBe: 0');
	expect(findings(text)).toEqual([
		'error contract.metric-level @13 "rowCount" rowCount counts rows of an object; move this rule to the quality of orders',
	]);
	expect(fixed(text, 'contract.metric-level')).toMatchInlineSnapshot(`
		"apiVersion: v3.2.0
		kind: DataContract
		id: test
		version: 1.0.0
		status: active
		schema:
		  - name: orders
		    logicalType: object
		    quality:
		      - metric: rowCount
		        mustBeGreaterThan: 10
		    properties:
		      - name: amount
		        logicalType: string
		        quality:
		          - metric: nullValues
		            mustBe: 0
		"
	`);
});

test('a lone rule takes its list along, and joins the list that is there', () => {
	const text = onProperty('- metric: rowCount\n  mustBe: 1 # one') + indent('quality:\n  - { metric: rowCount, mustBe: 2 }\n', 4);
	expect(fixed(text, 'contract.metric-level').split('\n').slice(8)).toEqual([
		'    properties:',
		'      - name: amount',
		'        logicalType: string',
		'    quality:',
		'      - { metric: rowCount, mustBe: 2 }',
		'      - metric: rowCount',
		'        mustBe: 1 # one',
		'',
	]);
});

test.each(['nullValues', 'missingValues', 'invalidValues'])('%s of an object moves down to a property', (metric) => {
	const text = onObject(`- metric: ${metric}\n  mustBe: 0\n  arguments: { missingValues: [x], validValues: [x] }`, '- name: a\n- name: b');
	expect(findings(text)).toEqual([
		`error contract.metric-level @13 "${metric}" ${metric} looks at one property; move this rule to the quality of a property of orders`,
	]);
	expect(fixed(text, 'contract.metric-level', { index: 1 })).toContain(
		`      - name: b\n        quality:\n          - metric: ${metric}\n            mustBe: 0\n`,
	);
});

test('CRLF texts are mended with CRLF', () => {
	const text = onObject('- metric: nullValues\n  mustBe: 0', '- name: a').replaceAll('\n', '\r\n');
	const after = fixed(text, 'contract.metric-level');
	expect(after).toContain('- name: a\r\n        quality:\r\n          - metric: nullValues\r\n            mustBe: 0\r\n');
	expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('a flow rule that cannot be moved as text has no fix, and is found', () => {
	expect(places(onObject('[{ metric: nullValues, mustBe: 0 }]'))).toEqual(['contract.metric-level @13 "nullValues"']);
});

test('duplicateValues of an object needs its properties, and they exist', () => {
	const text = onObject('- metric: duplicateValues\n  mustBe: 0', '- { name: a, primaryKey: true }\n- { name: b }');
	expect(findings(text)).toEqual(['error contract.metric-arguments @13 "duplicateValues" duplicateValues needs arguments.properties']);
	expect(fixed(text, 'contract.metric-arguments')).toContain('        mustBe: 0\n        arguments: { properties: [a] }\n');
	expect(
		findings(onObject('- metric: duplicateValues\n  mustBe: 0\n  arguments: { properties: [aa, b] }', '- { name: aaa }\n- { name: b }')),
	).toEqual(['warning contract.dangling-reference @15 "aa" No property "aa" in orders; did you mean "aaa"?']);
	expect(findings(onProperty('- metric: duplicateValues\n  mustBe: 0'))).toEqual([]);
});

test('missingValues and invalidValues need their arguments', () => {
	expect(findings(onProperty('- metric: missingValues\n  mustBe: 0'))).toEqual([
		'error contract.metric-arguments @13 "missingValues" missingValues needs arguments.missingValues',
	]);
	expect(findings(onProperty('- metric: invalidValues\n  mustBe: 0\n  arguments: { validValue: [a] }'))).toEqual([
		'error contract.metric-arguments @15 "validValue" invalidValues needs arguments.validValues or arguments.pattern, not "validValue"',
	]);
	expect(findings(onProperty('- metric: invalidValues\n  mustBe: 0\n  arguments:\n    validValues: []'))).toEqual([
		'error contract.metric-arguments @16 "validValues" arguments.validValues is empty; invalidValues needs at least one value',
	]);
	expect(findings(onProperty('- metric: invalidValues\n  mustBe: 0\n  arguments:\n    validValues: new'))).toEqual([
		'warning contract.metric-arguments @16 "new" arguments.validValues is a list; write [new]',
	]);
	const enumerated = onProperty('- metric: invalidValues\n  mustBe: 0', 'logicalType: string\nenum: [{ value: a }, { value: "1" }]');
	expect(fixed(enumerated, 'contract.metric-arguments')).toContain('arguments: { validValues: [a, "1"] }');
	expect(findings(onProperty('- metric: invalidValues\n  mustBe: 0\n  arguments: { pattern: "^a" }'))).toEqual([]);
	expect(findings(onProperty('- metric: missingValues\n  mustBe: 0\n  arguments: { missingValues: ["", null, N/A] }'))).toEqual([]);
});

test('valid values are of the type of their column', () => {
	const valid = (values: string, type: string) =>
		onProperty(`- metric: invalidValues\n  mustBe: 0\n  arguments: { validValues: ${values} }`, `logicalType: ${type}`);
	expect(findings(valid('["1", 2, x, null]', 'integer'))).toEqual([
		'warning contract.valid-values-type @15 ""1"" orders.amount: "1" is text to YAML; write 1',
		'warning contract.valid-values-type @15 "x" orders.amount: "x" is no integer',
	]);
	expect(findings(valid('[01, true, a]', 'string'))).toEqual([
		'warning contract.valid-values-type @15 "01" orders.amount: "01" is a number to YAML; write "01"',
		'warning contract.valid-values-type @15 "true" orders.amount: "true" is a boolean to YAML; write "true"',
	]);
	expect(findings(valid('["", null, "n/a"]', 'string'))).toEqual([]);
});

test('thresholds are numbers, in order, and within reach', () => {
	expect(findings(onProperty('- metric: nullValues\n  mustBe: "0"'))).toEqual([
		'error contract.threshold-type @14 ""0"" mustBe "0" is no number; write 0',
	]);
	expect(findings(onProperty('- metric: nullValues\n  mustBe: 5%'))).toEqual([
		'error contract.threshold-type @14 "5%" mustBe "5%" is no number; write 5 and unit: percent',
	]);
	const reversed = onObject('- metric: rowCount\n  mustBeBetween: [10, 5]');
	expect(findings(reversed)).toEqual([
		'error contract.threshold-order @14 "[10, 5]" mustBeBetween wants the smaller number first; write [5, 10]',
	]);
	expect(fixed(reversed, 'contract.threshold-order')).toContain('mustBeBetween: [5, 10]');
	expect(places(onProperty('- type: sql\n  query: SELECT 1\n  mustNotBeBetween: [2, 1]'))).toEqual([
		'contract.threshold-order @15 "[2, 1]"',
	]);
	for (const operator of ['mustBe: -1', 'mustBeLessThan: 0', 'mustBeLessOrEqualTo: -1', 'mustBe: 0.5', 'mustBeBetween: [-3, -1]']) {
		expect(places(onProperty(`- metric: nullValues\n  ${operator}`)), operator).toHaveLength(1);
	}
	for (const operator of [
		'mustBe: 101',
		'mustBeGreaterThan: 100',
		'mustBeGreaterOrEqualTo: 100.5',
		'mustBeBetween: [101, 102]',
		'mustNotBeBetween: [0, 100]',
	]) {
		expect(places(onProperty(`- metric: nullValues\n  unit: percent\n  ${operator}`)), operator).toHaveLength(1);
	}
	for (const operator of [
		'mustBe: 0',
		'mustBeLessThan: 1',
		'mustBeGreaterThan: 1000000',
		'mustNotBe: -1',
		'mustBeBetween: [0, 5]',
		'mustBe: ${MAX:-3}',
	]) {
		expect(findings(onProperty(`- metric: nullValues\n  ${operator}`)), operator).toEqual([]);
	}
	expect(findings(onProperty('- metric: nullValues\n  unit: percent\n  mustBe: 0.5'))).toEqual([]);
	expect(fixed(onProperty('- metric: nullValues\n  mustBeLessThan: 0'), 'contract.threshold-impossible')).toContain(
		'mustBeLessOrEqualTo: 0',
	);
});

test('a threshold that an option of the property rules out', () => {
	expect(findings(onProperty('- metric: nullValues\n  mustBeGreaterThan: 0', 'required: true'))).toEqual([
		'warning contract.threshold-impossible @14 "0" mustBeGreaterThan 0 and required: true allows no nulls: remove one of the two',
	]);
	expect(places(onProperty('- metric: duplicateValues\n  mustBe: 3', 'unique: true'))).toEqual(['contract.threshold-impossible @14 "3"']);
	expect(findings(onProperty('- metric: nullValues\n  mustBe: 0', 'required: true'))).toEqual([]);
});

test('a query may be compared with anything', () => {
	expect(findings(onProperty('- type: sql\n  query: SELECT max(a) FROM t\n  mustBe: done'))).toEqual([]);
});

test('units, severities and schedules', () => {
	expect(findings(onProperty('- metric: nullValues\n  mustBe: 0\n  unit: "%"'))).toEqual([
		'warning contract.quality-unit @15 ""%"" A metric counts rows or percent, not "%"; write percent',
	]);
	expect(findings(onProperty('- metric: nullValues\n  mustBe: 0\n  unit: minutes'))).toEqual([
		'warning contract.quality-unit @15 "minutes" A metric counts rows or percent, not "minutes"; write rows or percent',
	]);
	expect(findings(onObject('- metric: rowCount\n  unit: percent\n  mustBe: 1'))).toEqual([
		'warning contract.quality-unit @14 "percent" rowCount counts rows; percent of what? Remove the unit',
	]);
	expect(findings(onProperty('- metric: nullValues\n  mustBe: 0\n  severity: eror'))).toEqual([
		'info contract.quality-severity @15 "eror" Severity "eror" is a word of your own; write error',
	]);
	expect(findings(onProperty('- metric: nullValues\n  mustBe: 0\n  severity: Warning'))).toEqual([]);
	expect(findings(onProperty('- metric: nullValues\n  mustBe: 0\n  scheduler: cron\n  schedule: 0 25 * * *'))).toEqual([
		'info contract.schedule @16 "25" "25" is no hour; it goes from 0 to 23',
	]);
	expect(findings(onProperty('- metric: nullValues\n  mustBe: 0\n  scheduler: cron\n  schedule: every day'))).toEqual([
		'info contract.schedule @16 "every day" cron wants 5 fields, not 2: minute, hour, day, month, weekday, e.g. 0 20 * * *',
	]);
});

test.each([
	'0 20 * * *',
	'*/5 8-18 1,15 jan-mar MON-FRI',
	'@daily',
	'0 0 12 1/1 * ? *',
	'0 0 L * *',
	'0 9 * * 1#2',
	'0 0 * * 7',
	'0 22 * * fri-mon',
	'H 4 * * *',
])('cron reads %s', (schedule) => {
	expect(findings(onProperty(`- metric: nullValues\n  mustBe: 0\n  scheduler: cron\n  schedule: "${schedule}"`))).toEqual([]);
});

function plumbline(implementation: string, on = onProperty, more = ''): string {
	return on(`- type: custom\n  engine: plumbline\n${more}  implementation:${implementation}`);
}

test('rules of our own engine', () => {
	expect(findings(plumbline('\n    metric: mean\n    mustBeBetween: [1, 2]'))).toEqual([]);
	expect(findings(plumbline(' mean'))).toEqual([
		'error contract.plumbline-implementation @15 "mean" implementation of engine plumbline is a map: a metric, and one operator',
	]);
	expect(findings(plumbline('\n    metric: maen\n    mustBe: 1'))).toEqual([
		'error contract.plumbline-metric @16 "maen" No metric "maen" in engine plumbline; did you mean mean?',
	]);
	expect(findings(plumbline('\n    mustBe: 1'))).toEqual([
		'error contract.plumbline-metric @15 "implementation" implementation names no metric; write e.g. metric: mean',
	]);
	expect(findings(plumbline('\n    metric: mean'))).toEqual([
		'error contract.plumbline-implementation @16 "metric" implementation has no operator; add one, e.g. mustBeLessThan: 0.2',
	]);
	expect(findings(plumbline('\n    metric: mean\n    mustBe: 1\n    mustNotBe: 2'))).toEqual([
		'error contract.plumbline-implementation @18 "mustNotBe" mustBe and mustNotBe: an implementation has exactly one operator; remove one',
	]);
	expect(findings(plumbline('\n    metric: mean\n    mustBeLesThan: 2'))).toEqual([
		'error contract.plumbline-implementation @17 "mustBeLesThan" No key "mustBeLesThan" in an implementation; did you mean mustBeLessThan?',
	]);
	expect(findings(plumbline('\n    metric: psi\n    mustBeLessThan: 0.2'))).toEqual([
		'error contract.plumbline-implementation @16 "psi" psi needs reference; write e.g. reference: train@2026-10, a path, or git:REV',
	]);
	expect(findings(plumbline('\n    metric: quantile\n    share: 95\n    mustBeLessThan: 2'))).toEqual([
		'error contract.plumbline-implementation @17 "95" share of a quantile is 0 to 1; write e.g. 0.95',
	]);
	expect(findings(plumbline('\n    metric: mean\n    mustBeBetween: [2, 1]'))).toEqual([
		'error contract.threshold-order @17 "[2, 1]" mustBeBetween wants the smaller number first; write [1, 2]',
	]);
});

test('an implementation written as a block of text becomes a map', () => {
	const text = plumbline(' |\n    metric: mean\n    mustBe: 1');
	expect(places(text)).toEqual(['contract.plumbline-implementation @16 "metric: mean"']);
	expect(findings(fixed(text, 'contract.plumbline-implementation'))).toEqual([]);
});

test('an operator beside the implementation moves inside', () => {
	const text = plumbline('\n    metric: mean', onProperty, '  mustBeLessThan: 5\n');
	expect(findings(text)).toEqual([
		'error contract.plumbline-implementation @15 "mustBeLessThan" Write mustBeLessThan inside implementation: engine plumbline looks for it there',
	]);
	expect(fixed(text, 'contract.plumbline-implementation')).toContain(
		'implementation:\n              metric: mean\n              mustBeLessThan: 5\n',
	);
});

test('an operator on both sides is one too many', () => {
	const text = plumbline('\n    metric: mean\n    mustBe: 1', onProperty, '  mustBeLessThan: 5\n');
	expect(places(text)).toEqual(['contract.plumbline-implementation @15 "mustBeLessThan"']);
	expect(fixed(text, 'contract.plumbline-implementation')).not.toContain('mustBeLessThan');
});

test('metrics of our own engine stand at their level', () => {
	const onRows = (rule: string) => onObject(rule, '- name: a\n- name: b');
	expect(places(plumbline('\n    metric: mean\n    mustBe: 1', onRows))).toEqual(['contract.metric-level @16 "mean"']);
	expect(places(plumbline('\n    metric: duplicateRows\n    mustBe: 0'))).toEqual(['contract.metric-level @16 "duplicateRows"']);
	expect(places(plumbline('\n    metric: duplicateRows\n    mustBe: 0', onRows))).toEqual([]);
});

test('rules of other engines are theirs', () => {
	expect(
		findings(onProperty('- type: custom\n  engine: soda\n  implementation: { type: duplicate_percent, must_be_less_than: 1.0 }')),
	).toEqual([]);
	expect(findings(onProperty('- type: custom\n  engine: great-expectations\n  implementation: ""'))).toEqual([]);
	expect(findings(onProperty('- type: custom\n  engine: plumblin\n  implementation: { metric: mean, mustBe: 1 }'))).toEqual([
		'warning contract.plumbline-implementation @14 "plumblin" No engine "plumblin"; did you mean plumbline?',
	]);
});

test('a key of an implementation that nothing looks at is told, words for people are not', () => {
	expect(findings(plumbline('\n    metric: uniqueShare\n    unit: percent\n    mustBe: 100\n    description: all'))).toEqual([
		'warning contract.plumbline-implementation @17 "unit" An implementation has no key "unit": nothing looks at it',
	]);
});
