import { expect, test } from 'vitest';
import { BackOff } from '../../../client/src/backOff.ts';

test('what dies again is started later each time, and then no more', () => {
	const backOff = new BackOff();
	const pauses = [0, 1, 2, 3, 4].map((second) => backOff.pauseMs(second * 1000));
	expect(pauses.slice(0, 4)).toEqual([...pauses.slice(0, 4)].sort((a, b) => Number(a) - Number(b)));
	expect(pauses[0]).toBe(0);
	expect(pauses[4]).toBeUndefined();
});

test('a death now and then is no reason to give up', () => {
	const backOff = new BackOff();
	for (let hour = 0; hour < 20; hour++) expect(backOff.pauseMs(hour * 3_600_000)).toBe(0);
});

test("a start at the user's wish counts anew", () => {
	const backOff = new BackOff();
	for (let second = 0; second < 5; second++) backOff.pauseMs(second * 1000);
	backOff.forget();
	expect(backOff.pauseMs(6000)).toBe(0);
});
