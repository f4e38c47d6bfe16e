import { afterEach, beforeEach, expect, test } from 'vitest';
import { Checking } from './checking.ts';

let checking: Checking;
beforeEach(() => {
	checking = new Checking();
	checking.write('t.csv', 'text,day,number\nb,2024-01-02,1\na,2024-01-01,2\n');
});
afterEach(() => checking.close());

test.each([
	['text', 'string', 'minimum, mustBe: a', 'passed', 'text: a (minimum must be "a")'],
	['day', 'date', "maximum, mustBe: '2024-01-02'", 'passed', 'day: 2024-01-02 (maximum must be "2024-01-02")'],
	['day', 'date', 'maximum, mustNotBe: 2024-01-02', 'failed', 'day: 2024-01-02 (maximum must not be "2024-01-02")'],
	['number', 'integer', 'maximum, mustBe: 2', 'passed', 'number: 2 (maximum must be 2)'],
	[
		'day',
		'date',
		'maximum, mustBeLessThan: 3',
		'errored',
		'day: maximum could not be checked: the maximum of type date is no number: write mustBe or mustNotBe',
	],
	[
		'text',
		'string',
		'mean, mustBe: 1',
		'errored',
		'text: mean could not be checked: mean is of numbers, and the property is of type string',
	],
])('%s of type %s, %s: %s', async (name, type, rule, outcome, message) => {
	const results = await checking.check(
		`servers: [{ server: s, type: local, path: t.csv, format: csv }]\nschema: [{ name: t, properties: [{ name: ${name}, logicalType: ${type}, quality: [{ type: custom, engine: plumbline, implementation: { metric: ${rule} } }] }] }]\n`,
	);
	expect(results.find(({ family, rule: code }) => family === 'statistics' || code.startsWith('data.statistic'))).toMatchObject({
		outcome,
		message,
	});
});
