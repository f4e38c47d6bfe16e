import { expect, test } from 'vitest';
import { never } from '../../../server/src/language/cancellation.ts';
import { findingDiagnostic } from '../../../server/src/language/findingDiagnostic.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import { addressOf, documentOf, parsedOf, shown, workspaceOf, yaml } from './support.ts';

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

test('what is related to a finding stands beside it, in its own file', () => {
	const workspace = workspaceOf({ files: { 'other file.yaml': 'a: 1\nb: 2\n' } });
	const finding = {
		code: 'contract.duplicate-id',
		severity: 'error',
		message: 'Twice',
		range: { start: 3, end: 4 },
		tags: ['deprecated', 'unnecessary'],
		related: [
			{ range: { start: 0, end: 1 }, message: 'First used here' },
			{ file: 'file:///w/other file.yaml', range: { start: 8, end: 9 }, message: 'And there' },
			{ file: 'file:///w/gone.yaml', range: { start: 0, end: 1 }, message: 'Nowhere' },
		],
	} as const;

	const { relatedInformation, tags } = findingDiagnostic(finding, parsedOf('a: b\n'), workspace);

	expect(tags).toEqual([2, 1]);
	expect(relatedInformation).toEqual([
		{
			location: { uri: addressOf('orders.odcs.yaml'), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } },
			message: 'First used here',
		},
		{
			location: { uri: addressOf('other file.yaml'), range: { start: { line: 1, character: 3 }, end: { line: 1, character: 4 } } },
			message: 'And there',
		},
	]);
});
