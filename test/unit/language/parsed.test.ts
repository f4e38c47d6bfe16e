import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { never } from '../../../server/src/language/cancellation.ts';
import { ParsedContracts } from '../../../server/src/language/parsed.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import { LineIndex } from '../../../server/src/spec/lineIndex.ts';
import { parseSteps } from '../../../server/src/spec/yaml/parse.ts';
import { addressOf, documentOf, edited, workspaceOf, yaml } from './support.ts';

const contract = yaml`
	apiVersion: v3.1.0
	kind: DataContract
	id: orders
	version: 1.0.0
	status: active
	schema:
	  - name: orders
	    properties:
	      - name: customer
	        logicalType: string
	        relationships:
	          - to: customers.odcs.yaml#/schema/customers/properties/id
`;

const customers = yaml`
	apiVersion: v3.1.0
	kind: DataContract
	id: customers
	version: 1.0.0
	status: active
	schema:
	  - name: customers
	    id: customers
	    properties:
	      - name: id
	        id: id
	        logicalType: string
`;

/** A contract of about so many lines. */
function longContract(lines: number): string {
	const objects = Array.from({ length: Math.ceil(lines / 104) }, (_, object) => {
		const properties = Array.from({ length: 20 }, (__, property) => {
			return `      - name: column_${property}\n        logicalType: string\n        description: "Column ${property}: words."\n        logicalTypeOptions:\n          maxLength: 12\n`;
		});
		return `  - name: object_${object}\n    physicalType: table\n    description: One row each.\n    properties:\n${properties.join('')}`;
	});
	return `apiVersion: v3.1.0\nkind: DataContract\nid: long\nversion: 1.0.0\nstatus: active\nschema:\n${objects.join('')}`;
}

test('a text is parsed once, however often it is asked for', () => {
	const contracts = new ParsedContracts(workspaceOf());
	const document = documentOf(contract);
	expect(contracts.get(document)).toBe(contracts.get(document));
});

test('what was parsed stays as it was when the document changes', () => {
	const contracts = new ParsedContracts(workspaceOf());
	const document = documentOf(contract);
	const parsed = contracts.get(document);
	edited(document, 0, 0, '# on top\n');
	expect(parsed.linted.text).toBe(contract);
	expect(contracts.get(document).linted.text).toBe(`# on top\n${contract}`);
	expect(contracts.get(document).version).toBe(2);
});

test('a file that is closed and opened again with the same version is read anew', async () => {
	const service = createLanguageService(workspaceOf());
	expect(await service.diagnostics(documentOf(`${contract}domian: x\n`, 'a.odcs.yaml', 1), never)).not.toEqual([]);
	service.forget(addressOf('a.odcs.yaml'));
	const before = contract.slice(0, contract.indexOf('        relationships:'));
	expect(await service.diagnostics(documentOf(before, 'a.odcs.yaml', 1), never)).toEqual([]);
	// Even where nobody said that it was closed.
	expect(await service.diagnostics(documentOf(`${before}domian: x\n`, 'a.odcs.yaml', 1), never)).not.toEqual([]);
});

test('a contract is judged anew when another that it refers to changes', async () => {
	const files: { [name: string]: string } = { 'customers.odcs.yaml': customers };
	const service = createLanguageService(workspaceOf({ files }));
	const document = documentOf(contract);
	expect(await service.diagnostics(document, never)).toEqual([]);

	files['customers.odcs.yaml'] = customers.replaceAll(/: id$/gm, ': number');

	const codes = (await service.diagnostics(document, never)).map(({ code }) => code);
	expect(codes).toEqual(['contract.dangling-reference']);
});

test('a long text is parsed in turns, and not to the end where it is cancelled', async () => {
	const document = documentOf(longContract(10_000));
	const token = { isCancellationRequested: false };
	const answer = new ParsedContracts(workspaceOf()).getInTurns(document, token);
	setImmediate(() => {
		token.isCancellationRequested = true;
	});
	expect(await answer).toBeUndefined();
});

test('a document that closes while it is parsed is not parsed to the end, and not kept', async () => {
	const document = documentOf(longContract(10_000));
	const contracts = new ParsedContracts(workspaceOf());
	const answers = [contracts.getInTurns(document, never), contracts.getInTurns(document, never)];
	contracts.forget(document.uri);
	expect(await Promise.all(answers)).toEqual([undefined, undefined]);
	expect((await contracts.getInTurns(document, never))?.linted.contracts.length).toBe(1);
});

test('a text that changes while it is parsed is parsed as it is in the end', async () => {
	const document = documentOf(longContract(10_000));
	const answer = new ParsedContracts(workspaceOf()).getInTurns(document, never);
	setImmediate(() => edited(document, 0, 0, '# on top\n'));
	expect((await answer)?.linted.text.startsWith('# on top')).toBe(true);
});

test('many who wait for the same text get it from one reading', async () => {
	const document = documentOf(longContract(10_000));
	const contracts = new ParsedContracts(workspaceOf());
	const [first, second] = await Promise.all([contracts.getInTurns(document, never), contracts.getInTurns(document, never)]);
	expect(first).toBeDefined();
	expect(second).toBe(first);
});

test('a reading that one gives up goes on for the others', async () => {
	const document = documentOf(longContract(10_000));
	const contracts = new ParsedContracts(workspaceOf());
	const token = { isCancellationRequested: false };
	const [given, kept] = [contracts.getInTurns(document, token), contracts.getInTurns(document, never)];
	setImmediate(() => {
		token.isCancellationRequested = true;
	});
	expect(await given).toBeUndefined();
	expect((await kept)?.linted.text).toBe(document.getText());
});

test('a text that has to be read as a whole is read in turns too', async () => {
	const text = longContract(2_000).replaceAll('maxLength: 12', 'maxLength: *most').replace('*most', '&most 12');
	const steps = [...parseSteps(text, new LineIndex(text), undefined)];
	expect(steps.length).toBeGreaterThan(5);
});

// yaml-language-server takes 16 s for 10,000 aliases.
test('aliases that stand for more than any memory holds are read within a second', async () => {
	const levels = Array.from(
		{ length: 30 },
		(_, level) =>
			`    l${level}: &l${level} [${Array(10)
				.fill(level === 0 ? 'x' : `*l${level - 1}`)
				.join(', ')}]`,
	);
	const bomb = `${contract}customProperties:\n  - property: bomb\n    value:\n${levels.map((level) => `  ${level}`).join('\n')}\n`;
	const many = `${contract}tags: [&t tag${', *t'.repeat(10_000)}]\n`;
	for (const text of [bomb, many]) {
		const start = process.cpuUsage();
		await createLanguageService(workspaceOf()).diagnostics(documentOf(text), never);
		const { user, system } = process.cpuUsage(start);
		expect((user + system) / 1e6).toBeLessThan(1);
	}
});

// yaml-language-server keeps every document that was ever open: 3.4 GB after 200 of them.
test('hundreds of edits and closed files leave nothing behind', async () => {
	setFlagsFromString('--expose-gc');
	const collect: () => void = runInNewContext('gc');
	const service = createLanguageService(workspaceOf());
	const text = longContract(2_000);
	let document = documentOf(text);
	const type = async (count: number) => {
		for (let index = 0; index < count; index++) {
			const at = text.indexOf('words', (index * 997) % (text.length - 2_000));
			document = edited(document, at, at, index % 5 === 0 ? '"' : 'x');
			await service.diagnostics(document, never);
			document = edited(document, at, at + 1, '');
			await service.diagnostics(document, never);
		}
	};
	await type(20);
	collect();
	const before = process.memoryUsage().heapUsed;
	await type(150);
	for (let index = 0; index < 10; index++) {
		const other = TextDocument.create(addressOf(`${index}.odcs.yaml`), 'odcs', 1, `${text}# ${index}\n`);
		await service.diagnostics(other, never);
		service.forget(other.uri);
	}
	collect();
	expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(10);
});
