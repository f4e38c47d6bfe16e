import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, type Diagnostic, type Range, TextDocumentEdit } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { textEditsBetween } from '../../../server/src/language/codeActions/textEdits.ts';
import { codeActionsOf, fixAllKind, organizeKind } from '../../../server/src/language/codeActions.ts';
import { DeclaredRules } from '../../../server/src/language/declaredRules.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { finished } from '../../../server/src/spec/steps.ts';
import { randomOf } from './looseYaml.ts';
import { runOf } from './storedRun.ts';
import { documentOf, type Files, marked, parsedOf, workspaceOf, yaml } from './support.ts';

const name = 'orders.odcs.yaml';
const head = 'apiVersion: v3.2.0\nkind: DataContract\nid: c\nversion: 1.0.0\nstatus: active\n';

interface Asked extends Files {
	readonly only?: string[];
	readonly diagnostics?: Diagnostic[];
	readonly isOurs?: boolean;
}

async function actions(textWithCursor: string, { only, diagnostics = [], isOurs = true, ...world }: Asked = {}): Promise<CodeAction[]> {
	const { text, positions } = marked(textWithCursor);
	const range: Range = { start: positions[0]!, end: positions[1] ?? positions[0]! };
	const context = { diagnostics, ...(only === undefined ? {} : { only }) };
	return codeActionsOf(parsedOf(text), range, context, new DeclaredRules(), workspaceOf(world), isOurs, never);
}

async function titles(textWithCursor: string, asked: Asked = {}): Promise<string[]> {
	return (await actions(textWithCursor, asked)).map(({ title }) => title);
}

function applied(text: string, action: CodeAction | undefined): string {
	expect(action).toBeDefined();
	const changes = (action?.edit?.documentChanges ?? []).filter(TextDocumentEdit.is);
	expect(changes.map(({ textDocument }) => textDocument.version)).toEqual([1]);
	return TextDocument.applyEdits(
		documentOf(text),
		changes.flatMap(({ edits }) => edits.filter((edit) => 'newText' in edit)),
	);
}

/** The text, without its cursor, with the action of that title done. */
async function done(textWithCursor: string, title: RegExp, asked: Asked = {}): Promise<string> {
	const found = await actions(textWithCursor, asked);
	const action = found.find((each) => title.test(each.title));
	expect(action, found.map((each) => each.title).join('\n')).toBeDefined();
	return applied(textWithCursor.replaceAll('‸', ''), action);
}

describe('quick fixes', () => {
	const text = `${head}do‸mian: sales\ntenent: x\nschema:\n  - nmae: o\n`;

	it('mend what is wrong at the cursor', async () => {
		expect(await done(text, /^Rename to "domain"/)).toBe(text.replace('‸', '').replace('domian', 'domain'));
	});

	it('are linked to the diagnostic that the client sent', async () => {
		const document = documentOf(text.replace('‸', ''));
		const diagnostics = await createLanguageService(workspaceOf()).diagnostics(document, never);
		const sent = diagnostics.map((each) => ({ ...each, data: 'of the client' }));
		const [first] = await actions(text, { diagnostics: sent });
		expect(first?.diagnostics).toEqual([sent.find(({ range }) => range.start.line === 5)]);
		expect(first?.isPreferred).toBe(true);
		expect(first?.kind).toBe('quickfix');
	});

	it('mend all of a kind, and everything', async () => {
		const found = await titles(text);
		expect(found[0]).toBe('Rename to "domain"');
		expect(found).toContain('Fix all 3 of contract.unknown-key');
		expect(await done(text, /^Fix all 3 of contract.unknown-key/)).toBe(`${head}domain: sales\ntenant: x\nschema:\n  - name: o\n`);
	});

	it('are offered for every finding that a selection touches', async () => {
		const found = await titles(`${head}‸domian: sales\ntenent: x‸\n`);
		expect(found).toEqual(expect.arrayContaining(['Rename to "domain"', 'Rename to "tenant"']));
	});

	it('are none where nothing is wrong', async () => {
		expect(await titles(`${head}do‸main: sales\ntenent: x\n`)).toEqual([]);
	});

	it('keep CRLF', async () => {
		const windows = `${head}schema:\n  - name: o\n    properties:\n      - name: a\n        primar‸yKeyPosition: 1\n`.replaceAll(
			'\n',
			'\r\n',
		);
		for (const action of await actions(windows)) {
			expect(applied(windows.replace('‸', ''), action).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		}
	});

	it('are left out where the client asks for something else', async () => {
		expect(await titles(text, { only: ['source.organizeImports'] })).toEqual([]);
		expect((await titles(text, { only: ['quickfix'] })).length).toBeGreaterThan(0);
	});
});

describe('source.fixAll', () => {
	it('mends everything that mends itself, round after round', async () => {
		const text = `${head}domian: sales\ntenent: x\n`;
		expect(await done(`‸${text}`, /./, { only: ['source.fixAll'] })).toBe(`${head}domain: sales\ntenant: x\n`);
		expect((await actions(`‸${text}`, { only: [fixAllKind] })).map(({ kind }) => kind)).toEqual([fixAllKind]);
		expect(await titles(`‸${head}`, { only: ['source.fixAll'] })).toEqual([]);
	});

	it('is not offered unasked', async () => {
		expect((await actions(`${head}do‸mian: x\n`)).map(({ kind }) => kind)).not.toContain(fixAllKind);
	});
});

describe('source.organize', () => {
	it('orders keys', async () => {
		const text = 'kind: DataContract\napiVersion: v3.2.0\n';
		expect(await done(`‸${text}`, /order of the standard/, { only: ['source'] })).toBe('apiVersion: v3.2.0\nkind: DataContract\n');
		expect((await actions(`‸${text}`, { only: ['source.organize'] })).map(({ kind }) => kind)).toEqual([organizeKind]);
	});
});

describe('migration', () => {
	const old = yaml`
		apiVersion: "v3.0.2" # of last year
		kind: DataContract
		id: c
		version: 1.0.0
		status: active
		slaDefaultElement: o.x
		slaProperties:
		  - property: latency
		    value: 1
		    unit: d
		team:
		  # who to ask
		  - username: 'a'
		schema:
		  - name: o
		    quality:
		      - rule: rowCount # the metric
		        mustBe: 1
		    properties:
		      - name: x
		        logicalType: date
	`;

	it('raises the version and writes what was replaced the new way', async () => {
		const after = await done(old.replace('v3.0.2', 'v3.‸0.2'), /^Migrate to v3\.2\.0$/);
		expect(after).toContain('apiVersion: "v3.2.0" # of last year\n');
		expect(after).toContain("team:\n  members:\n    # who to ask\n    - username: 'a'\n");
		expect(after).toContain('      - metric: rowCount # the metric\n');
		expect(after).toContain('element: o.x\n');
		expect(after).not.toContain('slaDefaultElement');
		const { findings } = lintText(after, { file: name, workspace: { read: () => undefined } });
		expect(findings.filter(({ code, severity }) => code === 'contract.deprecated' || severity === 'error')).toEqual([]);
	});

	it('is offered on the version, or where refactorings are asked for', async () => {
		expect(await titles(old.replace('version: 1', 'version: ‸1'))).toEqual([]);
		expect(await titles(old.replace('version: 1', 'version: ‸1'), { only: ['refactor'] })).toEqual(['Migrate to v3.2.0']);
		expect(await titles(head.replace('v3.2', 'v3‸.2'), { only: ['refactor'] })).toEqual([]);
	});

	const shared = new URL('../../../../shared/odcs/examples', import.meta.url).pathname;
	it.skipIf(!existsSync(shared))('leaves no example of the standard worse than it was', async () => {
		let count = 0;
		for (const file of globSync('*.yaml', { cwd: shared })) {
			const text = readFileSync(`${shared}/${file}`, 'utf8');
			if (text.length > 60_000) continue;
			const [action] = await actions(`‸${text}`, { only: ['refactor'] });
			if (action === undefined) continue;
			count++;
			const errors = (each: string) =>
				lintText(each, { file, workspace: { read: () => undefined } }).findings.filter(({ severity }) => severity === 'error');
			expect(errors(applied(text, action)).length, file).toBeLessThanOrEqual(errors(text).length);
		}
		expect(count).toBeGreaterThan(5);
	});
});

describe('properties for unlisted columns', () => {
	const columns = {
		o: [
			{ name: 'id', type: 'BIGINT' },
			{ name: 'at', type: 'TIMESTAMP' },
			{ name: 'a b', type: 'VARCHAR' },
			{ name: 'odd', type: 'GEOMETRY' },
		],
	};
	const text = `${head}schema:\n  - name: o‸\n    properties:\n      - name: ID # own\n    quality: []\n`;

	it('are created together or one by one, behind those that are there', async () => {
		expect(await titles(text, { columns })).toEqual([
			'Create properties for all 3 unlisted columns',
			'Create property for unlisted column "at"',
			'Create property for unlisted column "a b"',
			'Create property for unlisted column "odd"',
		]);
		expect(await done(text, /all 3/, { columns })).toBe(
			text
				.replace('‸', '')
				.replace(
					'# own\n',
					'# own\n      - name: at\n        logicalType: timestamp\n      - name: a b\n        logicalType: string\n      - name: odd\n',
				),
		);
	});

	it.each([
		['has none yet', 'schema:\n  - name: o‸\n    tags: [x]', '\n    properties:\n      - name: at\n        logicalType: timestamp'],
		['has an empty list', 'schema:\n  - name: o‸\n    properties:', '\n      - name: at\n        logicalType: timestamp'],
		['has dashes in line with its keys', 'schema:\n- name: o‸\n  properties:\n  - name: x', '\n  - name: at\n    logicalType: timestamp'],
	])('where the object %s', async (_, schema, added) => {
		expect(await done(head + schema, /column "at"/, { columns })).toBe(head + schema.replace('‸', '') + added);
		expect(await done(`${head}${schema}\n`.replaceAll('\n', '\r\n'), /column "at"/, { columns })).toBe(
			`${head}${schema.replace('‸', '')}${added}\n`.replaceAll('\n', '\r\n'),
		);
	});

	it('mend the finding of the last check', async () => {
		const plain = text.replace('‸', '');
		const run = await runOf(plain, {});
		const [first] = run.results;
		const result = { ...first!.result, id: 'schema.o.undeclared', rule: 'data.undeclared-column', object: 'o', observed: ['extra'] };
		const diagnostics: Diagnostic[] = [
			{
				source: 'plumbline',
				code: 'data.undeclared-column',
				message: 'm',
				range: { start: { line: 6, character: 10 }, end: { line: 6, character: 11 } },
			},
		];
		const results = { [name]: { ...run, results: [{ ...first!, result }] } };
		const found = await actions(text, { results, diagnostics });
		expect(found.map(({ title, kind }) => `${kind} ${title}`)).toEqual(['quickfix Create property for unlisted column "extra"']);
		expect(found[0]?.diagnostics).toEqual(diagnostics);
	});

	it('are not offered inside a property, nor where the list is in brackets', async () => {
		expect(await titles(text.replace('o‸', 'o').replace('ID', 'I‸D'), { columns })).toEqual([]);
		expect(await titles(`${head}schema:\n  - name: o‸\n    properties: [{name: x}]\n`, { columns })).toEqual([]);
	});
});

describe('explaining SQL', () => {
	it('is offered on a rule that was held with SQL, to our own client', async () => {
		const text = `${head}schema:\n  - name: o\n    properties:\n      - name: a\n        required: true\n`;
		const results = { [name]: await runOf(text, { 'a.required': { sql: 'SELECT 1' } }) };
		const at = text.replace('true', 'tr‸ue');
		const [action] = await actions(at, { results });
		expect(action?.command).toMatchObject({ command: 'plumbline.showSql', arguments: [documentOf(text).uri, 'schema.o.a.required'] });
		expect(await titles(at, { results, isOurs: false })).toEqual([]);
		expect(await titles(text.replace('name: a', 'name: ‸a'), { results })).toEqual([]);
	});
});

describe('edits between two texts', () => {
	it('turn the one into the other, whatever they are', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const random = randomOf(seed);
			const text = () =>
				Array.from({ length: random(12) }, () => `${'abc'[random(3)]}${random(4) ? '\n' : '\r\n'}`).join('') + (random(2) ? 'z' : '');
			const [before, after] = [text(), text()];
			expect(TextDocument.applyEdits(documentOf(before), finished(textEditsBetween(before, after)))).toBe(after);
		}
	});

	it('are small', () => {
		const edits = finished(textEditsBetween('a\nb\nc\nd\ne\n', 'a\nB\nc\nd\ne\nf\n'));
		expect(edits.map(({ newText }) => newText)).toEqual(['B\n', 'f\n']);
	});
});
