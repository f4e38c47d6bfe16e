import { describe, expect, test } from 'vitest';
import { instantBefore } from '../../../../server/src/checks/declare/calendar.ts';
import { type TemporalReading, temporalLiteral } from '../../../../server/src/checks/declare/instant.ts';
import { temporalPattern } from '../../../../server/src/spec/rules/temporal/temporalPattern.ts';

/** RE2's anchors as JavaScript has them. */
function matches(format: string, text: string): boolean {
	const pattern = temporalPattern(format);
	if ('reason' in pattern) throw new Error(pattern.reason);
	return new RegExp(pattern.pattern.replaceAll('\\A', '^').replaceAll('\\z', '$')).test(text);
}

describe('a date format of the JDK is held against the text of a cell', () => {
	test.each([
		['yyyy-MM-dd', ['2024-01-31'], ['2024-1-31', '24-01-31', '2024/01/31', '2024-13-01', '2024-01-32', '2024-01-31 ', '']],
		['d.M.yyyy', ['1.2.2024', '31.12.2024', '01.02.2024'], ['1/2/2024', '32.1.2024']],
		["yyyy-MM-dd'T'HH:mm:ss", ['2024-01-31T23:59:59'], ['2024-01-31 23:59:59', '2024-01-31T24:00:00', '2024-01-31T23:60:59']],
		[
			"yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX",
			['2024-01-31T00:00:00Z', '2024-01-31T00:00:00.123+02:00'],
			['2024-01-31T00:00:00', '2024-01-31T00:00:00.1Z'],
		],
		['yyyy-MM-dd HH:mm:ssZ', ['2024-01-31 00:00:00+1000', '2024-01-31 00:00:00+10:00'], ['2024-01-31 00:00:00']],
		['hh:mm a', ['01:30 PM', '12:00 am'], ['13:30 PM', '1:30 PM']],
		['dd MMM yyyy', ['31 Jan 2024'], ['31 January 2024', '31 jan 2024']],
		['EEEE, d MMMM yyyy', ['Wednesday, 31 January 2024'], ['Wed, 31 January 2024']],
		["h 'o''clock' a", ["3 o'clock PM"], ['3 oclock PM']],
		['yyyyMMdd', ['20240131'], ['2024-01-31']],
		['(yyyy)', ['(2024)'], ['2024']],
	])('%s', (format, valid, invalid) => {
		expect(valid.filter((text) => !matches(format, text))).toEqual([]);
		expect(invalid.filter((text) => matches(format, text))).toEqual([]);
	});

	test.each(["yyyy-'MM", 'yyyy{MM}', 'j', 'wYY', 'MMMMM', 'QQQ'])('%s cannot be run, with a reason', (format) => {
		expect(temporalPattern(format)).toMatchObject({ reason: expect.stringMatching(/./) });
	});
});

describe('a bound is a date, an instant or a time as its property is', () => {
	const date: TemporalReading = { logicalType: 'date', instants: false };
	const timestamp: TemporalReading = { logicalType: 'timestamp', instants: false };
	const sydney: TemporalReading = { logicalType: 'timestamp', instants: true, defaultTimezone: 'Australia/Sydney' };
	const localSydney: TemporalReading = { logicalType: 'timestamp', instants: false, defaultTimezone: 'Australia/Sydney' };
	test.each([
		['2024-02-29', date, { type: 'date', text: '2024-02-29' }],
		['2023-02-29', date, undefined],
		['31.01.2024', { ...date, format: 'dd.MM.yyyy' }, { type: 'date', text: '2024-01-31' }],
		['5 Mar 2024', { ...date, format: 'd MMM yyyy' }, { type: 'date', text: '2024-03-05' }],
		['0099-01-01', date, { type: 'date', text: '0099-01-01' }],
		['never', date, undefined],
		['2024-01-31 10:20:30', timestamp, { type: 'timestamp', text: '2024-01-31T10:20:30' }],
		['2024-01-31T10:20:30.25Z', timestamp, { type: 'timestampTz', text: '2024-01-31T10:20:30.25Z' }],
		['2024-01-31 10:20:30+1000', timestamp, { type: 'timestampTz', text: '2024-01-31T10:20:30+10:00' }],
		['2024-01-31', timestamp, { type: 'timestamp', text: '2024-01-31T00:00:00' }],
		['2024-01-31 25:00:00', timestamp, undefined],
		['2024-01-31 10:00:00', sydney, { type: 'timestampTz', text: '2024-01-31T10:00:00+11:00' }],
		['2024-07-31 10:00:00', sydney, { type: 'timestampTz', text: '2024-07-31T10:00:00+10:00' }],
		['2024-07-31 00:00:00Z', localSydney, { type: 'timestamp', text: '2024-07-31T10:00:00.000' }],
		['10:00', { logicalType: 'time', instants: false }, { type: 'time', text: '10:00:00' }],
		['2024-060', { ...date, format: 'yyyy-DDD' }, undefined],
		['5 Mar 2024 GMT+2', { ...timestamp, format: 'd MMM yyyy O' }, { type: 'timestampTz', text: '2024-03-05T00:00:00+02:00' }],
		['10:00:01 500', { logicalType: 'time', instants: false, format: 'HH:mm:ss n' }, { type: 'time', text: '10:00:01.000000500' }],
		['24:00', { logicalType: 'time', instants: false }, undefined],
		['03:05 PM', { logicalType: 'time', instants: false, format: 'hh:mm a' }, { type: 'time', text: '15:05:00' }],
	] satisfies [string, TemporalReading, object | undefined][])('%s', (text, reading, expected) => {
		expect(temporalLiteral(text, reading)).toEqual(expected);
	});
});

test('months are counted on the calendar, and a day that is not there is the last', () => {
	expect(instantBefore('2024-03-31T12:00:00Z', 1, 'months')).toBe('2024-02-29T12:00:00.000Z');
	expect(instantBefore('2025-02-28T00:00:00Z', 12, 'months')).toBe('2024-02-28T00:00:00.000Z');
	expect(instantBefore('2024-01-15T00:00:00Z', 13, 'months')).toBe('2022-12-15T00:00:00.000Z');
	expect(instantBefore('2024-03-31T12:00:00Z', 90, 'seconds')).toBe('2024-03-31T11:58:30.000Z');
});
