import { expect, test } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import { documentOf, shown, workspaceOf, yaml } from './support.ts';

test('a misspelt key is an error on the key, with a link to what it means', async () => {
	const document = documentOf(yaml`
		apiVersion: v3.1.0
		kind: DataContract
		id: orders
		version: 1.0.0
		status: active
		domian: sales
	`);

	const [diagnostic, ...others] = await createLanguageService(workspaceOf()).diagnostics(document, never);

	expect(others).toEqual([]);
	expect(diagnostic).toMatchObject({ code: 'contract.unknown-key', severity: 1, source: 'plumbline' });
	expect(diagnostic?.codeDescription?.href).toMatch(/contract\.unknown-key\.md$/);
	expect(shown(document, diagnostic!.range)).toBe('5:0 domian');
});
