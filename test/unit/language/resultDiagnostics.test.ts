import { expect, test } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import type { StoredResult, StoredRun } from '../../../server/src/shared/messages.ts';
import { defaultSettings } from '../../../server/src/shared/settings.ts';
import type { CheckResult } from '../../../server/src/spec/result.ts';
import { ruleHash } from '../../../server/src/workspace/ruleHash.ts';
import { documentOf, type Files, parsedOf, shown, workspaceOf, yaml } from './support.ts';

const name = 'orders.odcs.yaml';
const nowMs = Date.parse('2026-01-02T12:00:00Z');

const contract = yaml`
	apiVersion: v3.1.0
	kind: DataContract
	id: orders
	version: 1.0.0
	status: active
	servers:
	  - server: local
	    type: local
	    path: data/orders.csv
	    format: csv
	schema:
	  - name: orders
	    properties:
	      - name: id
	        logicalType: integer
	        required: true
	      - name: amount
	        logicalType: number
	        logicalTypeOptions:
	          minimum: 0
	        quality:
	          - id: words
	            type: text
	            description: Amounts are in euros.
`;

const belowZero: Partial<CheckResult> = {
	id: 'schema.orders.amount.minimum',
	rule: 'data.minimum',
	object: 'orders',
	property: 'amount',
	outcome: 'failed',
	severity: 'error',
	message: 'amount: 3 of 3,000,000 rows below 0 (minimum 0)',
};

test('a failed check is an error on its rule, with its age', async () => {
	const { document, diagnostics } = await diagnosed(contract, [await stored(belowZero)]);

	expect(diagnostics).toHaveLength(1);
	expect(diagnostics[0]).toMatchObject({
		severity: 1,
		code: 'data.minimum',
		source: 'plumbline',
		message: 'amount: 3 of 3,000,000 rows below 0 (minimum 0) · 2 min ago',
		data: { check: 'schema.orders.amount.minimum' },
	});
	expect(diagnostics[0]).not.toHaveProperty('tags');
	expect(diagnostics[0]?.codeDescription?.href).toMatch(/data\.minimum\.md$/);
	expect(shown(document, diagnostics[0]!.range)).toBe('19:19 0');
});

test.each([
	['error', 1],
	['warning', 2],
	['info', 3],
] as const)('a violation of a rule of severity %s has that severity', async (severity, expected) => {
	const outcome = severity === 'error' ? 'failed' : 'warned';
	const { diagnostics } = await diagnosed(contract, [await stored({ ...belowZero, severity, outcome })]);
	expect(diagnostics.map((diagnostic) => diagnostic.severity)).toEqual([expected]);
});

test('a passed check says nothing', async () => {
	const { diagnostics } = await diagnosed(contract, [await stored({ ...belowZero, outcome: 'passed' })]);
	expect(diagnostics).toEqual([]);
});

test('the first five failing rows are told, each at its line of the data, the breaking cells first', async () => {
	const samples = Array.from({ length: 7 }, (_, index) => ({
		cells: { id: index, amount: -1.5 - index },
		file: 'data/orders.csv',
		row: index + 1,
		line: index + 2,
		violating: ['amount'],
	}));
	const { diagnostics } = await diagnosed(contract, [await stored({ ...belowZero, samples })]);

	const related = diagnostics[0]?.relatedInformation ?? [];
	expect(related).toHaveLength(5);
	expect(related[0]).toEqual({
		location: { uri: 'file:///w/data/orders.csv', range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } } },
		message: 'row 1: amount -1.5, id 0',
	});
});

test('a failing row that no editor can show stands at the rule', async () => {
	const samples = [{ cells: { amount: -1 }, file: 'data/orders.parquet', row: 1204331, violating: ['amount'] }];
	const { document, diagnostics } = await diagnosed(contract, [await stored({ ...belowZero, samples })]);

	const [row] = diagnostics[0]?.relatedInformation ?? [];
	expect(row?.message).toBe('row 1,204,331: amount -1');
	expect(row?.location).toEqual({ uri: document.uri, range: diagnostics[0]?.range });
});

test('a result stays with its rule when lines are put in above it', async () => {
	const results = [await stored(belowZero)];
	const longer = contract.replace('schema:\n', '# one\n# two\nschema:\n');
	const { document, diagnostics } = await diagnosed(longer, results);

	expect(shown(document, diagnostics[0]!.range)).toBe('21:19 0');
	expect(diagnostics[0]).toMatchObject({ severity: 1 });
});

test('a result of a rule that says something else now is greyed', async () => {
	const results = [await stored(belowZero)];
	const { document, diagnostics } = await diagnosed(contract.replace('minimum: 0', 'minimum: -10'), results);

	expect(diagnostics).toHaveLength(1);
	expect(diagnostics[0]).toMatchObject({ severity: 4, tags: [1] });
	expect(diagnostics[0]?.message).toMatch(/2 min ago, rule changed since$/);
	expect(shown(document, diagnostics[0]!.range)).toBe('19:19 -10');
});

test('a result of data that changed is greyed, and without rows that may be there no more', async () => {
	const results = [await stored({ ...belowZero, samples: [{ cells: { amount: -1 } }] }, { dataFingerprint: 'before' })];
	const { diagnostics } = await diagnosed(contract, results, { fingerprints: { orders: 'after' } });

	expect(diagnostics[0]).toMatchObject({ severity: 4, tags: [1] });
	expect(diagnostics[0]?.message).toMatch(/data changed since$/);
	expect(diagnostics[0]).not.toHaveProperty('relatedInformation');
});

test('a result of long ago is greyed; one of long ago whose rule changed since is dropped', async () => {
	const results = [await stored(belowZero, { checkedIso: '2025-12-25T12:00:00Z' })];

	const { diagnostics } = await diagnosed(contract, results);
	expect(diagnostics[0]).toMatchObject({ severity: 4, tags: [1], message: expect.stringMatching(/8 d ago$/) });

	const changed = await diagnosed(contract.replace('minimum: 0', 'minimum: -10'), results);
	expect(changed.diagnostics).toEqual([]);
});

test('a result whose rule is gone is gone', async () => {
	const results = [await stored(belowZero)];
	const { diagnostics } = await diagnosed(contract.replace(/ +logicalTypeOptions:\n +minimum: 0\n/, ''), results);
	expect(diagnostics).toEqual([]);
});

test('what is not enforced is a hint without an age, which a setting turns off', async () => {
	const words: Partial<CheckResult> = {
		id: 'schema.orders.amount.quality.words',
		rule: 'data.text',
		outcome: 'notEnforced',
		message: 'amount: Amounts are in euros. not enforced: words for people',
		reason: 'words for people',
	};
	const results = [await stored(words)];

	const { diagnostics } = await diagnosed(contract, results);
	expect(diagnostics).toEqual([expect.objectContaining({ severity: 4, message: words.message })]);
	expect(diagnostics[0]).not.toHaveProperty('tags');

	const settings = { ...defaultSettings, diagnostics: { results: true, notEnforced: false } };
	expect((await diagnosed(contract, results, { settings })).diagnostics).toEqual([]);
});

test('a setting turns results off, and leaves what is wrong with the text', async () => {
	const settings = { ...defaultSettings, diagnostics: { results: false, notEnforced: true } };
	const text = contract.replace('status: active', 'status: active\ndomian: sales');
	const { diagnostics } = await diagnosed(text, [await stored(belowZero)], { settings });
	expect(diagnostics.map(({ code }) => code)).toEqual(['contract.unknown-key']);
});

test('a source that cannot be read is told once, on the words that name it', async () => {
	const reason = 'data/orders.csv does not exist';
	const results = [
		await stored(
			{ id: 'schema.orders.source', rule: 'data.source', object: 'orders', outcome: 'errored', message: `orders: ${reason}`, reason },
			{},
			'data/orders.csv',
		),
		await stored({ ...belowZero, outcome: 'errored', message: `amount: minimum 0 could not be checked: ${reason}`, reason }),
	];
	const { document, diagnostics } = await diagnosed(`# moved\n${contract}`, results);

	expect(diagnostics).toHaveLength(1);
	expect(diagnostics[0]).toMatchObject({ severity: 1, code: 'data.source' });
	expect(shown(document, diagnostics[0]!.range)).toBe('9:10 data/orders.csv');
});

test('a column that is missing is told once, on its name', async () => {
	const results = [
		await stored({ id: 'schema.orders.amount.presence', rule: 'data.presence', object: 'orders', property: 'amount', outcome: 'failed' }),
		await stored({ ...belowZero, outcome: 'notEnforced', reason: 'not run: column missing: amount' }),
	];
	const { document, diagnostics } = await diagnosed(contract, results);
	expect(diagnostics.map(({ range }) => shown(document, range))).toEqual(['16:14 amount']);
});

test('columns that nobody declared are told on the name of their object', async () => {
	const results = [
		await stored({
			id: 'schema.orders.undeclared-column',
			rule: 'data.undeclared-column',
			object: 'orders',
			outcome: 'warned',
			severity: 'warning',
		}),
	];
	const { document, diagnostics } = await diagnosed(contract, results);
	expect(diagnostics.map(({ range }) => shown(document, range))).toEqual(['11:10 orders']);
});

test('results of the second contract of a file stand in the second', async () => {
	const results = [await stored({ ...belowZero, id: `2/${belowZero.id}` })];
	const { document, diagnostics } = await diagnosed(`${contract}---\n${contract}`, results);
	expect(shown(document, diagnostics[0]!.range)).toBe('44:19 0');
});

test('all that is said of a text stands in its order', async () => {
	const text = `${contract}domian: sales\n`;
	const { diagnostics } = await diagnosed(text, [await stored(belowZero)]);
	expect(diagnostics.map(({ code }) => code)).toEqual(['data.minimum', 'contract.unknown-key']);
});

test('a file that is not open has the same diagnostics', async () => {
	const workspace = workspaceOf({ files: { [name]: contract }, results: { [name]: runOf([await stored(belowZero)]) }, nowMs });
	const service = createLanguageService(workspace);
	const document = documentOf(contract, name);

	expect(await service.fileDiagnostics(document.uri, never)).toEqual(await service.diagnostics(document, never));
	expect(await service.fileDiagnostics('file:///w/gone.odcs.yaml', never)).toBeUndefined();
});

async function diagnosed(text: string, results: readonly StoredResult[], world: Files = {}) {
	const document = documentOf(text, name);
	const service = createLanguageService(workspaceOf({ nowMs, ...world, results: { [name]: runOf(results) } }));
	return { document, diagnostics: await service.diagnostics(document, never) };
}

/** A result as the run on `contract` would have stored it. `words` of the text are where it stood. */
async function stored(result: Partial<CheckResult>, more: Partial<StoredResult> = {}, words?: string): Promise<StoredResult> {
	const service = createLanguageService(workspaceOf());
	const rule = (await service.rules(documentOf(contract, name), never)).get(String(result.id).replace(/^2\//, ''));
	const { lines, text } = parsedOf(contract).linted;
	const start = words === undefined ? (rule?.range.start ?? text.indexOf('orders', text.indexOf('schema:'))) : text.indexOf(words);
	return {
		result: {
			id: '',
			contract: name,
			rule: '',
			family: 'constraint',
			severity: 'error',
			outcome: 'failed',
			message: 'told',
			engine: 'duckdb',
			durationMs: 1,
			location: { file: name, range: lines.rangeAt({ start, end: start + (words?.length ?? 1) }) },
			...result,
		},
		checkedIso: '2026-01-02T11:57:30Z',
		ruleHash: ruleHash(parsedOf(contract).linted.contracts[0]!.root, start),
		...more,
	};
}

function runOf(results: readonly StoredResult[]): StoredRun {
	return { uri: `file:///w/${name}`, startedIso: '2026-01-02T11:57:30Z', durationMs: 5, results, history: [] };
}
