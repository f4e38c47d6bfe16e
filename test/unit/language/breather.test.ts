import { expect, test } from 'vitest';
import { turn } from '../../../server/src/language/breather.ts';

test('of many who wait for a turn, each has one to itself, in order', async () => {
	const order: string[] = [];
	const waiting = ['first', 'second'].map((name) => turn().then(() => order.push(name)));
	setImmediate(() => order.push('what arrived meanwhile'));
	await Promise.all(waiting);
	expect(order).toEqual(['first', 'what arrived meanwhile', 'second']);
});
