import { expect, test } from 'vitest';
import { parseIsoDuration, parseTimeUnit } from '../../../../server/src/spec/rules/slaUnits.ts';
import { findings, fixed, indent, withProperties } from './findings.ts';

function level(written: string, more = ''): string {
	const properties = '- { name: created, physicalName: created_at, logicalType: timestamp }\n- { name: note, logicalType: string }';
	return withProperties(properties, `${more}slaProperties:\n  - ${indent(written, 4).trimStart()}`);
}

test.each(['orders.created', 'orders.created_at', 'created', 'created_at', '"orders.created,created"', '"${ELEMENT:-x}"'])(
	'element %s is found',
	(element) => {
		expect(findings(level(`property: latency\nvalue: 4\nunit: d\nelement: ${element}`))).toEqual([]);
	},
);

test('an element that names nothing', () => {
	const text = level('property: latency\nvalue: 4\nunit: d\nelement: orders.created, orders.creatd');
	expect(findings(text)).toEqual(['warning contract.sla-element @16 "creatd" No property "creatd" in orders; did you mean "created"?']);
	expect(fixed(text, 'contract.sla-element')).toContain('element: "orders.created, orders.created"');
	const two = level('property: latency\nvalue: 4\nunit: d\nelement: created').replace('slaProperties', '  - name: other\nslaProperties');
	expect(findings(two)).toEqual(['warning contract.sla-element @17 "created" No object "created"; write orders.created']);
	expect(findings(level('property: availability\nvalue: 99.9\nunit: percent\nelement: nothing.there'))).toEqual([
		'warning contract.sla-element @16 "nothing" No object "nothing"',
	]);
});

test('what is counted from instants names some', () => {
	expect(findings(level('property: retention\nvalue: 4\nunit: d\nelement: orders.note'))).toEqual([
		'warning contract.sla-element @16 "orders.note" note is string, but retention is counted from instants; name one such as created',
	]);
	expect(findings(level('property: latency\nvalue: 4\nunit: d\nelement: orders'))).toEqual([
		'warning contract.sla-element @16 "orders" orders is an object, but latency is counted from instants; name one such as created',
	]);
	expect(findings(level('property: availability\nvalue: 99.9\nunit: percent\nelement: orders.note'))).toEqual([]);
});

test('an element that is missing where the promise needs one', () => {
	const text = level('property: latency\nvalue: 4\nunit: d');
	expect(findings(text)).toEqual([
		'info contract.sla-element @13 "latency" latency without an element is not checked; add element: orders.created',
	]);
	expect(fixed(text, 'contract.sla-element')).toContain('    unit: d\n    element: orders.created');
	expect(findings(level('property: latency\nvalue: 4\nunit: d', 'slaDefaultElement: orders.created\n'))).toEqual([]);
	expect(findings(level('property: availability\nvalue: 99.9'))).toEqual([]);
	expect(findings(level('property: latency\nvalue: 4\nunit: d\nelement: orders.created', 'slaDefaultElement: order.created\n'))).toEqual([
		'warning contract.sla-element @12 "order" No object "order"; did you mean "orders"?',
	]);
});

test('units of time', () => {
	const unit = (written: string) => level(`property: Latency\nvalue: 4\nunit: ${written}\nelement: orders.created`);
	expect(findings(unit('m'))).toEqual([
		'warning contract.sla-unit @15 "m" Unit "m" is minutes to some and months to others; write minutes or months',
	]);
	expect(fixed(unit('m'), 'contract.sla-unit', { index: 1 })).toContain('unit: months');
	expect(findings(unit('hourz'))).toEqual(['warning contract.sla-unit @15 "hourz" No unit of time "hourz"; did you mean hours?']);
	expect(findings(unit('percent'))).toEqual([
		'warning contract.sla-unit @15 "percent" No unit of time "percent"; write seconds, minutes, hours, days, weeks, months or years',
	]);
	for (const written of ['d', 'day', 'Days', 'y', 'yr', 'years', 'h', 'min', 'mo', 's', 'w', 'ms'])
		expect(findings(unit(written)), written).toEqual([]);
	expect(findings(level('property: latency\nvalue: 4\nelement: orders.created'))).toEqual([
		'warning contract.sla-unit @14 "4" latency has no unit; add unit: days, hours or minutes',
	]);
});

test('values', () => {
	const value = (written: string, more = '\nunit: d') => level(`property: frequency\nvalue: ${written}${more}\nelement: orders.created`);
	expect(findings(value('daily'))).toEqual([
		'warning contract.sla-value @14 "daily" frequency "daily" is no number; write one, and its unit beside it',
	]);
	expect(findings(value('-1'))).toEqual(['warning contract.sla-value @14 "-1" frequency -1 is below 0; write how long it may take']);
	expect(findings(value('4h', ''))).toEqual([
		'warning contract.sla-value @14 "4h" Value and unit stand apart: write value: 4 and unit: hours',
	]);
	expect(fixed(value('4h', ''), 'contract.sla-value')).toMatch(/value: 4\n[\s\S]*unit: hours/);
	expect(findings(value('PT4H', ''))).toEqual([]);
	expect(findings(value('"4"'))).toEqual([]);
	expect(findings(level('property: endOfLife\nvalue: soon'))).toEqual([
		'warning contract.invalid-date @14 "soon" endOfLife "soon" is no timestamp; write it as 2024-01-31T09:30:00Z',
	]);
	expect(
		findings(level('property: endOfSupport\nvalue: 2030-01-01', '').concat('  - property: endOfLife\n    value: "2029-01-01T00:00:00Z"\n')),
	).toEqual([
		'warning contract.dates-reversed @16 ""2029-01-01T00:00:00Z"" endOfLife 2029-01-01T00:00:00Z comes before endOfSupport 2030-01-01',
	]);
});

test('a misspelt name is told, a name of one’s own is not', () => {
	expect(findings(level('property: latancy\nvalue: 4'))).toEqual([
		'warning contract.sla-property @13 "latancy" No service level "latancy"; did you mean "latency"?',
	]);
	expect(findings(level('property: cuteness\nvalue: 4'))).toEqual([]);
});

test('units and durations in seconds', () => {
	expect(parseTimeUnit('Weeks')).toEqual({ name: 'weeks', seconds: 604_800 });
	expect(parseTimeUnit('M')).toBe('ambiguous');
	expect(parseIsoDuration('P1DT2H30M')).toBe(95_400);
	for (const text of ['P', 'PT', '1D', 'P1', 'P1H']) expect(parseIsoDuration(text), text).toBeUndefined();
});
