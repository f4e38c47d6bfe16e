import { describe, expect, it } from 'vitest';
import { age, count, counted, duration, figure, percent, share } from '../../../server/src/report/words.ts';

describe('words of figures', () => {
	it.each([
		[0, '0'],
		[999, '999'],
		[1000, '1,000'],
		[-1420, '-1,420'],
		[3_000_000, '3,000,000'],
		[1234.5678, '1,234.5678'],
		[1e21, '1e+21'],
	])('writes %d as %s', (value, text) => {
		expect(count(value)).toBe(text);
	});

	it('says one of a thing in the singular', () => {
		expect([counted(1, 'row'), counted(0, 'row'), counted(2, 'entry', 'entries')]).toEqual(['1 row', '0 rows', '2 entries']);
	});

	it.each([
		[0, 10, '0 %'],
		[12, 3_000_000, '0.0004 %'],
		[1, 3, '33 %'],
		[10, 10, '100 %'],
		[999_999, 1_000_000, '99.9999 %'],
		[1, 1e15, '0.0000000000001 %'],
		[5, 0, '0 %'],
		[3, 200, '1.5 %'],
		[1, 100, '1 %'],
	])('gives %d of %d enough digits: %s', (part, total, text) => {
		expect(share(part, total)).toBe(text);
	});

	it.each([
		[2.280537332083724, '2.28 %'],
		[99.99995, '99.99995 %'],
		[0.000412, '0.00041 %'],
		[0, '0 %'],
		[100, '100 %'],
		[50, '50 %'],
	])('writes a measured %d percent as %s', (value, text) => {
		expect(percent(value)).toBe(text);
	});

	it.each([
		[1204, '1,204'],
		[17.283456, '17.28'],
		[123456.789, '123,456.8'],
		[0.00041234, '0.0004123'],
	])('writes a measured %d as %s', (value, text) => {
		expect(figure(value)).toBe(text);
	});

	it.each([
		[0.4, '0 ms'],
		[840, '840 ms'],
		[999.6, '1.0 s'],
		[1234, '1.2 s'],
		[59_960, '1 min'],
		[125_000, '2 min 5 s'],
		[7_200_000, '120 min'],
	])('says %d ms as %s', (ms, text) => {
		expect(duration(ms)).toBe(text);
	});

	it.each([
		[0.25, '0.25 s'],
		[45, '45 s'],
		[16_200, '4 h 30 min'],
		[801_686_840.773, '25 y 147 d'],
		[-172_800, '-2 d'],
		[31_557_600, '1 y'],
	])('says an age of %d seconds as %s', (seconds, text) => {
		expect(age(seconds)).toBe(text);
	});
});
