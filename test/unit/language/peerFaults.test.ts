import { describe, expect, test } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import { documentOf, shown, workspaceOf, yaml } from './support.ts';

/**
 * What yaml-language-server 2 with the standard's schema gets wrong, and we must not. Of its faults four more have tests
 * elsewhere, which name it: documents that are never forgotten and aliases without end (parsed.test.ts), a file that is
 * opened again under its old version (protocol/story.test.ts), cancellation (protocol/rules.test.ts).
 */
async function told(text: string): Promise<string[]> {
	const document = documentOf(text);
	const found = await createLanguageService(workspaceOf()).diagnostics(document, never);
	return found.map(({ range, message }) => `${shown(document, range)}: ${message}`);
}

const head = 'apiVersion: v3.1.0\nkind: DataContract\nid: c\nversion: 1.0.0\nstatus: active\n';

describe('where yaml-language-server says', () => {
	test('"Matches multiple schemas when only one must validate" of two operators, we say how to write them as one', async () => {
		const text = `${head}schema:\n  - name: o\n    quality:\n      - metric: rowCount\n        mustBeGreaterThan: 1\n        mustBeLessThan: 10\n`;
		expect(await told(text)).toEqual(['10:8 mustBeLessThan: Two operators on one rule; write the pair as "mustBeBetween: [1, 10]"']);
	});

	test('nine times at one character that a key is missing, we say once of each object what it needs', async () => {
		const text = yaml`
			name: c
			servers:
			  - description: none
			schema:
			  - description: none
			slaProperties:
			  - description: none
			support:
			  - description: none
			roles:
			  - description: none
			customProperties:
			  - description: none
		`;
		expect(await told(text)).toEqual([
			'0:0 name: The contract needs "apiVersion", "kind", "id" and "version"',
			'2:4 description: A server needs "server" and "type"',
			'4:4 description: A schema object needs "name"',
			'6:4 description: An SLA property needs "property" and "value"',
			'8:4 description: A support channel needs "channel"',
			'10:4 description: A role needs "role"',
			'12:4 description: A custom property needs "property" and "value"',
		]);
	});

	test('"Property maxLength is not allowed" of options without a type, we say that the type is missing', async () => {
		const text = `${head}schema:\n  - name: o\n    properties:\n      - name: p\n        logicalTypeOptions: { maxLength: 3 }\n`;
		expect(await told(text)).toEqual(['9:8 logicalTypeOptions: "logicalTypeOptions" needs a "logicalType" beside it, here string']);
	});
});
