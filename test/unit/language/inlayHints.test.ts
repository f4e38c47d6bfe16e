import { describe, expect, it } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { DeclaredRules } from '../../../server/src/language/declaredRules.ts';
import { inlayHintsOf } from '../../../server/src/language/inlayHints.ts';
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
	      - name: amount
	        logicalType: number
	        required: true # always
	        logicalTypeOptions: { minimum: 0, maximum: 100 }
	    quality:
	      - id: rows
	        metric: rowCount
	        mustBeGreaterThan: 10
`;

const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const rows = (failingRows: number, totalRows: number): Partial<CheckResult> => ({
	outcome: 'failed',
	failingRows,
	totalRows,
	observed: failingRows,
	unit: 'rows',
	message: 'what was found',
});

/** The lines of the contract that have hints, with each hint in place. */
async function hints(
	differ: { readonly [id: string]: Partial<CheckResult> },
	world: Files = {},
	text = contract,
	range = everything,
): Promise<string[]> {
	const results = { [name]: await runOf(contract, differ) };
	const found = await inlayHintsOf(parsedOf(text), range, new DeclaredRules(), workspaceOf({ results, ...world }), never);
	const lines = text.split('\n');
	return found.map(({ position, label }) => {
		expect(String(label).length).toBeLessThanOrEqual(24);
		const line = lines[position.line] ?? '';
		return `${line.slice(0, position.character)}«${label}»${line.slice(position.character)}`.trim();
	});
}

describe('inlay hints', () => {
	it('says nothing at rules that could not be checked because of a cause that is told elsewhere', async () => {
		const reason = 'orders.csv does not exist';
		const errored = { outcome: 'errored', reason, message: `could not be checked: ${reason}` } as const;
		const differ = { 'amount.minimum': errored, 'amount.required': errored, 'quality.rows': { ...errored, reason: 'out of memory' } };
		const run = await runOf(contract, differ);
		const [first] = run.results;
		const { property: _, ...ofObject } = first!.result;
		const source = { ...first!, result: { ...ofObject, ...errored, id: 'source.orders', rule: 'data.source', object: 'orders' } };
		const results = { [name]: { ...run, results: [...run.results, source] } };
		expect(await hints({}, { results })).toEqual(['metric: rowCount«errored»']);
	});

	it('shows none of a result that is too old to count', async () => {
		const settings = { ...defaultSettings, staleAfter: '5m' };
		expect(await hints({ 'amount.minimum': rows(12, 3_000_000) }, { settings })).toEqual([]);
	});

	it('shows what was observed behind the value of a rule', async () => {
		expect(await hints({ 'amount.minimum': rows(12, 3_000_000), 'amount.required': rows(6_000, 3_000_000) })).toEqual([
			'required: true«0.2 % null» # always',
			'logicalTypeOptions: { minimum: 0«12 rows», maximum: 100 }',
		]);
	});

	it('is silent where rules passed with nothing to say', async () => {
		expect(await hints({})).toEqual([]);
	});

	it('shows the figure of a quality rule that passed', async () => {
		const passed: Partial<CheckResult> = { family: 'quality', observed: 12_345, unit: 'rows' };
		expect((await hints({ 'quality.rows': passed })).map((line) => /«.*»/.exec(line)?.[0])).toEqual(['«12,345 rows»']);
	});

	it('marks what was estimated, and what could not be checked', async () => {
		expect(await hints({ 'amount.minimum': { ...rows(12, 100), approximate: true }, 'amount.maximum': { outcome: 'errored' } })).toEqual([
			'logicalTypeOptions: { minimum: 0«≈ 12 rows», maximum: 100 }',
			'logicalTypeOptions: { minimum: 0, maximum: 100«errored» }',
		]);
	});

	it('has nothing for rules that are not enforced: they have a diagnostic', async () => {
		expect(await hints({ 'amount.minimum': { outcome: 'notEnforced' } })).toEqual([]);
	});

	it('shows nothing that may no longer be so', async () => {
		const differ = { 'amount.minimum': rows(12, 100) };
		expect(await hints(differ, { fingerprints: { orders: 'now' } })).toEqual([]);
		expect(await hints(differ, {}, contract.replace('minimum: 0', 'minimum: 1'))).toEqual([]);
	});

	it('stays with its rule where lines move', async () => {
		expect(await hints({ 'amount.minimum': rows(12, 100) }, {}, contract.replace('schema:', '# a\nschema:'))).toHaveLength(1);
	});

	it('answers for the range that is asked', async () => {
		const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 99 } };
		const differ = { 'amount.minimum': rows(12, 100), 'amount.required': rows(1, 100) };
		expect(await hints(differ, {}, contract, range)).toEqual(['required: true«1 % null» # always']);
	});

	it('can be turned off', async () => {
		const settings = { ...defaultSettings, inlayHints: { enabled: false } };
		expect(await hints({ 'amount.minimum': rows(12, 100) }, { settings })).toEqual([]);
	});

	it('keeps labels short', async () => {
		const found = await hints({ 'quality.rows': { outcome: 'failed', observed: 'y'.repeat(80), unit: 'value', family: 'quality' } });
		expect(found).toHaveLength(1);
	});
});
