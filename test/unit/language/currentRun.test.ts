import { expect, test } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import { runOf } from './storedRun.ts';
import { documentOf, workspaceOf, yaml } from './support.ts';

const name = 'orders.odcs.yaml';
const contract = yaml`
	apiVersion: v3.1.0
	kind: DataContract
	id: orders
	version: 1.0.0
	status: active
	schema:
	  - name: orders
	    properties:
	      - name: amount
	        logicalType: number
	        logicalTypeOptions:
	          minimum: 0
	          maximum: 9
`;

/** By the ends of their ids: line of each result, and what has changed since. */
async function current(text: string, fingerprint = 'then', isOpen = true) {
	const run = await runOf(contract, { 'amount.minimum': { outcome: 'failed' } });
	const service = createLanguageService(workspaceOf({ results: { [name]: run }, fingerprints: { orders: fingerprint } }));
	const found = await service.results(documentOf(text, name), isOpen, never);
	return Object.fromEntries(
		(found?.results ?? []).map(({ result, stale }) => [
			result.id.split('.').at(-1),
			`${result.location.range.start.line} ${stale ?? 'fresh'}`,
		]),
	);
}

test('results move with their rules, and those of rules that are gone are left out', async () => {
	expect(await current(contract)).toMatchObject({ minimum: '11 fresh', maximum: '12 fresh' });
	expect(await current(`# A comment\n${contract.replace('          maximum: 9\n', '')}`)).toMatchObject({ minimum: '12 fresh' });
	expect(await current(contract.replace('          maximum: 9\n', ''))).not.toHaveProperty('maximum');
});

test('a rule that was edited makes its result stale, other data makes all of them so', async () => {
	expect(await current(contract.replace('maximum: 9', 'maximum: 10'))).toMatchObject({ minimum: '11 fresh', maximum: '12 rule' });
	expect(await current(contract, 'now')).toMatchObject({ minimum: '11 data', maximum: '12 data' });
});

test('a file that is not open has the same results', async () => {
	expect(await current(contract, 'then', false)).toEqual(await current(contract));
});

test('where nothing was checked there is nothing', async () => {
	expect(await createLanguageService(workspaceOf()).results(documentOf(contract), true, never)).toBeUndefined();
});
