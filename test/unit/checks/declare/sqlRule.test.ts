import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CheckResult } from '../../../../server/src/spec/result.ts';
import { Checking } from './checking.ts';

let checking: Checking;
beforeEach(() => {
	checking = new Checking();
	checking.write('t.csv', 'a\nt\na\n');
});
afterEach(() => checking.close());

/** The result of one rule on the object `t`, or on its property `a`. */
async function rule(text: string, on: 'object' | 'property' = 'object', environment: Record<string, string> = {}): Promise<CheckResult> {
	const quality = `quality: [{ type: sql, ${text} }]`;
	const [ofObject, ofProperty] = on === 'object' ? [`${quality}, `, ''] : ['', `, ${quality}`];
	const results = await checking.check(
		`servers: [{ server: s, type: local, path: t.csv, format: csv }]\nschema: [{ name: t, ${ofObject}properties: [{ name: a, logicalType: string${ofProperty} }] }]\n`,
		{ environment },
	);
	const found = results.find(({ rule: code }) => code === 'data.sql');
	if (!found) throw new Error('no result of the rule');
	return found;
}

test.each([
	['9007199254740993', 'mustBe: 9007199254740992', 'failed'],
	['9007199254740993', 'mustBe: 9007199254740993', 'passed'],
	['9007199254740993', 'mustBeGreaterThan: 9007199254740992', 'passed'],
	['9007199254740993', 'mustBeBetween: [9007199254740993, 9007199254740994]', 'passed'],
	['9007199254740993', 'mustBeLessOrEqualTo: 9007199254740992', 'failed'],
	['0.1 + 0.2', 'mustBe: 0.3', 'passed'],
	['1e3::DOUBLE', 'mustBe: 1000', 'passed'],
	["'nan'::DOUBLE", 'mustBeLessThan: 5', 'failed'],
	["'-inf'::DOUBLE", 'mustBeLessThan: 5', 'passed'],
])('SELECT %s, %s: %s', async (figure, operator, outcome) => {
	const result = await rule(`query: "SELECT ${figure}", ${operator}`);
	expect(result.outcome).toBe(outcome);
	expect(result.expected).not.toContain('"');
});

test.each([
	['{object}', 'object'],
	['${table}', 'object'],
	['{property}', 'property'],
	['${column}', 'property'],
] as const)('%s in quotes of a text is the bare name', async (written, on) => {
	const wanted = on === 'object' ? 't' : 'a';
	expect(await rule(`query: "SELECT count(*) FROM {object} WHERE a = '${written}'", mustBe: 1`, on)).toMatchObject({ outcome: 'passed' });
	expect(await rule(`query: "SELECT count(*) FROM {object} WHERE '${wanted}' = '${written}'", mustBe: 2`, on)).toMatchObject({
		observed: 2,
	});
});

test('a variable is filled in quotes as well, and one that is not set is never compared with', async () => {
	const query = `query: "SELECT count(*) FROM t WHERE a = '\${WANTED}'", mustBe: 0`;
	expect(await rule(query, 'object', { WANTED: 't' })).toMatchObject({ outcome: 'failed', observed: 1 });
	expect(await rule(query)).toMatchObject({ outcome: 'errored', reason: expect.stringMatching(/^\$\{WANTED\} is not set; set it/) });
	expect(await rule(query.replace('WANTED', 'WANTED:-t'))).toMatchObject({ observed: 1 });
});

test.each([
	['name: Rows arrive complete, description: Something long', 't: 2 (Rows arrive complete: must be 0)'],
	['id: no-rows', 't: 2 (no-rows: must be 0)'],
	['id: no-rows, description: "There are no rows."', 't: 2 (There are no rows: must be 0)'],
	[`id: no-rows, description: "${'There are no rows at all. '.repeat(9)}"`, 't: 2 (no-rows: must be 0)'],
	['dimension: accuracy', 't: 2 (query must be 0)'],
])('the finding calls a rule what its author does: %s', async (words, message) => {
	expect((await rule(`${words}, query: "SELECT count(*) FROM t", mustBe: 0`)).message).toBe(message);
});
