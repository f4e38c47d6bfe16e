import { describe, expect, it } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { codeLensesOf } from '../../../server/src/language/codeLens.ts';
import { DeclaredRules } from '../../../server/src/language/declaredRules.ts';
import type { RunState } from '../../../server/src/shared/messages.ts';
import { defaultSettings } from '../../../server/src/shared/settings.ts';
import type { CheckResult } from '../../../server/src/spec/result.ts';
import { runOf } from './storedRun.ts';
import { type Files, parsedOf, workspaceOf, yaml } from './support.ts';

const name = 'orders.odcs.yaml';

const contract = yaml`
	apiVersion: v3.2.0
	kind: DataContract
	id: c
	version: 1.0.0
	schema:
	  - name: orders
	    properties:
	      - name: id
	        required: true
	        quality:
	          - type: text
	            description: By hand.
	    quality:
	      - id: rows
	        metric: rowCount
	        mustBeGreaterThan: 10
	slaProperties:
	  - property: latency
	    value: 1
	    unit: d
	    element: orders.id
`;

const failing: Partial<CheckResult> = { outcome: 'failed', failingRows: 3, totalRows: 3_000, observed: 3, unit: 'rows' };

async function lenses(text: string, world: Files = {}, isOurs = true): Promise<string[]> {
	const found = await codeLensesOf(parsedOf(text), new DeclaredRules(), workspaceOf(world), isOurs, never);
	return found.map(({ range, command }) => {
		expect(command?.title.length).toBeLessThanOrEqual(60);
		const [, second] = command?.arguments ?? [];
		const to =
			command?.command === ''
				? ''
				: ` → ${command?.command.replace('plumbline.', '')}${second === undefined ? '' : ` ${JSON.stringify(second)}`}`;
		return `${range.start.line} ${command?.title}${to}`;
	});
}

describe('code lens', () => {
	it('offers what can be run, before anything was', async () => {
		expect(await lenses(contract)).toEqual([
			'0 $(run-all)\u00a0Check → check',
			'5 $(run)\u00a0Check → check {"object":"orders"}',
			'5 $(table)\u00a0Sample rows → sampleRows {"object":"orders"}',
			'13 $(play)\u00a0Run → check {"ids":["schema.orders.quality.rows"]}',
			'17 $(play)\u00a0Run → check {"ids":["slaProperties.latency.1"]}',
		]);
	});

	it('shows no icons to clients that would show their names, and no commands that they lack', async () => {
		expect(await lenses(contract, {}, false)).toEqual([
			'0 Check → check',
			'5 Check → check {"object":"orders"}',
			'13 Run → check {"ids":["schema.orders.quality.rows"]}',
			'17 Run → check {"ids":["slaProperties.latency.1"]}',
		]);
	});

	it('tells what the last run found', async () => {
		const results = { [name]: await runOf(contract, { 'quality.rows': failing, 'id.required': { outcome: 'warned' } }) };
		const found = await lenses(contract, { results });
		expect(found[0]).toMatch(/^0 \$\(run-all\)\u00a0Check · \d passed, 1 failed, 1 warned · 10 min ago → check$/);
		expect(found[1]).toBe('0 Results → showResults');
		expect(found.at(-2)).toBe(
			'13 $(play)\u00a0Run · failed · 3 of 3,000 rows (0.1 %) · 10 min ago → check {"ids":["schema.orders.quality.rows"]}',
		);
		expect(found.at(-1)).toContain('$(play)\u00a0Run · passed · 10 min ago');
	});

	it('tells that the data was changed since', async () => {
		const results = { [name]: await runOf(contract, { 'quality.rows': failing }) };
		const found = await lenses(contract, { results, fingerprints: { orders: 'now' } });
		expect(found[0]).toMatch(/Check · \d passed, 1 failed · data changed since/);
		expect(found.at(-2)).toMatch(/Run · failed · data changed since →/);
	});

	it('tells that a rule was changed since', async () => {
		const results = { [name]: await runOf(contract, {}) };
		const found = await lenses(contract.replace('GreaterThan: 10', 'GreaterThan: 11'), { results });
		expect(found[0]).toMatch(/ · rules changed since/);
		expect(found.at(-2)).toMatch(/ · rule changed since/);
	});

	it('does not count what is no longer declared', async () => {
		const results = { [name]: await runOf(contract, { 'quality.rows': failing }) };
		const without = contract.replace(/ {4}quality:\n {6}- id: rows\n.*\n.*\n/, '');
		expect((await lenses(without, { results }))[0]).not.toContain('failed');
	});

	it('shows progress and offers to cancel', async () => {
		const state: RunState = { state: 'running', uri: '', done: 2, total: 5, phase: 'Checking' };
		const ids = ['schema.orders.quality.rows'];
		expect(await lenses(contract, { running: { [name]: { ...state, ids } } })).toEqual([
			'0 $(sync~spin)\u00a0Checking… 40 %',
			'0 Cancel → cancelCheck',
			'5 $(sync~spin)\u00a0Checking…',
			'5 $(table)\u00a0Sample rows → sampleRows {"object":"orders"}',
			'13 $(sync~spin)\u00a0Checking…',
			'17 $(play)\u00a0Run → check {"ids":["slaProperties.latency.1"]}',
		]);
		expect((await lenses(contract, { running: { [name]: { ...state, total: 0 } } }))[0]).toBe('0 $(sync~spin)\u00a0Checking…');
	});

	it('moves no line while a check runs', async () => {
		const state: RunState = { state: 'running', uri: '', done: 2, total: 5, phase: 'Checking' };
		for (const isOurs of [true, false]) {
			const lines = async (world: Files) => [...new Set((await lenses(contract, world, isOurs)).map((lens) => lens.split(' ')[0]))];
			for (const only of [{}, { object: 'orders' }, { object: 'others' }, { ids: [] }])
				expect(await lines({ running: { [name]: { ...state, ...only } } })).toEqual(await lines({}));
		}
	});

	it('tells that a result is too old to count', async () => {
		const results = { [name]: await runOf(contract, { 'quality.rows': failing }) };
		const found = await lenses(contract, { results, settings: { ...defaultSettings, staleAfter: '5m' } });
		expect(found[0]).toMatch(/Check · \d passed, 1 failed · stale, 10 min ago →/);
		expect(found.at(-2)).toContain('Run · failed · 3 of 3,000 rows (0.1 %)');
		expect(found.at(-1)).toContain('Run · passed · stale, 10 min ago');
	});

	it('stands on each contract of a file, with what was found of it', async () => {
		const text = `${contract}---\n${contract}`;
		const results = { [name]: await runOf(text, { '2/schema.orders.quality.rows': failing }) };
		expect((await lenses(text, { results })).map((lens) => lens.replaceAll('\u00a0', ' '))).toEqual([
			expect.stringMatching(/^0 \$\(run-all\) Check · 5 passed · 10 min ago → check {"contract":0}$/),
			'0 Results → showResults',
			'5 $(run) Check → check {"object":"orders","contract":0}',
			'5 $(table) Sample rows → sampleRows {"object":"orders","contract":0}',
			expect.stringMatching(/^13 .*passed.*{"ids":\["schema.orders.quality.rows"\]}$/),
			expect.stringMatching(/^17 .*passed/),
			expect.stringMatching(/^22 \$\(run-all\) Check · 4 passed, 1 failed · 10 min ago → check {"contract":1}$/),
			'22 Results → showResults',
			'27 $(run) Check → check {"object":"orders","contract":1}',
			'27 $(table) Sample rows → sampleRows {"object":"orders","contract":1}',
			expect.stringMatching(/^35 .*failed.*{"ids":\["2\/schema.orders.quality.rows"\]}$/),
			expect.stringMatching(/^39 .*passed/),
		]);
		const state: RunState = { state: 'running', uri: '', done: 2, total: 5, phase: 'Checking', contract: 1 };
		const running = await lenses(text, { results, running: { [name]: state } });
		expect(running.filter((lens) => lens.includes('Checking')).map((lens) => lens.split(' ')[0])).toEqual(['22', '27', '35', '39']);
	});

	it.each([
		['contract', /Check → check$/],
		['object', /"object"/],
		['rule', /"ids"/],
	] as const)('has a switch for each kind: %s', async (kind, pattern) => {
		const settings = { ...defaultSettings, codeLens: { ...defaultSettings.codeLens, [kind]: false } };
		const found = await lenses(contract, { settings });
		expect(found.length).toBeGreaterThan(0);
		expect(found.filter((lens) => pattern.test(lens))).toEqual([]);
	});

	it('has one switch for all', async () => {
		const settings = { ...defaultSettings, codeLens: { ...defaultSettings.codeLens, enabled: false } };
		expect(await lenses(contract, { settings })).toEqual([]);
	});

	it('keeps titles short, whatever was observed', async () => {
		const observed = 'x'.repeat(200);
		const results = { [name]: await runOf(contract, { 'quality.rows': { outcome: 'failed', observed, unit: 'value' } }) };
		expect((await lenses(contract, { results })).at(-2)).toContain('$(play)\u00a0Run · failed · 10 min ago →');
	});

	it('tells what is stale and what fails before how much passed', async () => {
		const properties = Array.from({ length: 3 }, (_, index) => `      - name: p${index}\n        required: true\n`).join('');
		const text = contract.replace('    quality:\n      - id: rows', `${properties}    quality:\n      - id: rows`);
		const differ = { 'p0.required': { outcome: 'warned' }, 'p1.required': { outcome: 'errored' }, 'quality.rows': failing } as const;
		const results = { [name]: await runOf(text, differ) };
		expect((await lenses(text, { results, fingerprints: { orders: 'now' } }))[0]).toBe(
			'0 $(run-all)\u00a0Check · 1 failed, 1 warned · data changed since → check',
		);
	});

	it('has none for what is no contract', async () => {
		expect(await lenses('just text\n')).toEqual([]);
	});
});
