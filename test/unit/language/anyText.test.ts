import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Range } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import { looseYaml, randomOf } from './looseYaml.ts';
import { documentOf, workspaceOf } from './support.ts';

const example = readFileSync(new URL('../../../examples/flights.odcs.yaml', import.meta.url), 'utf8');
const pieces = [
	'\n',
	':',
	'- ',
	'  ',
	'"',
	"'",
	'|',
	'[',
	'{',
	'}',
	']',
	'&a ',
	'*a',
	'#',
	'\t',
	'\r',
	'? ',
	'<<: *a\n',
	'---\n',
	'\uFEFF',
	'😀',
	'\0',
	',',
];

/** A contract that somebody is in the middle of writing, or something that is none. */
function brokenText(random: (below: number) => number): string {
	let text = random(4) === 0 ? looseYaml(random) : example.slice(0, random(4_000));
	for (let times = random(12); times > 0; times--) {
		const at = random(text.length + 1);
		text = text.slice(0, at) + pieces[random(pieces.length)] + text.slice(at + random(8));
	}
	return text;
}

/** Every range below a value lies in the document. */
function holdRanges(value: unknown, document: TextDocument): void {
	if (typeof value !== 'object' || value === null) return;
	if (Range.is(value)) {
		const [start, end] = [document.offsetAt(value.start), document.offsetAt(value.end)];
		expect(document.positionAt(start)).toEqual(value.start);
		expect(document.positionAt(end)).toEqual(value.end);
		expect(start).toBeLessThanOrEqual(end);
		return;
	}
	for (const each of Object.values(value)) holdRanges(each, document);
}

describe('any text', () => {
	it('is answered without an exception, within its bounds', async () => {
		for (let seed = 1; seed <= 40; seed++) {
			const random = randomOf(seed);
			const text = brokenText(random);
			const document = documentOf(text);
			const service = createLanguageService(workspaceOf({ files: { 'orders.odcs.yaml': text } }));
			const position = document.positionAt(random(text.length + 1));
			const range = { start: position, end: document.positionAt(document.offsetAt(position) + random(200)) };
			const options = { tabSize: 1 + random(4), insertSpaces: true };
			const all = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
			const answers = [
				service.documentSymbols(document, never),
				service.workspaceSymbols('a', never),
				service.selectionRanges(document, [position], never),
				service.documentLinks(document, never),
				service.definition(document, position, never),
				service.references(document, position, true, never),
				service.prepareRename(document, position, never),
				service.rename(document, position, 'new_name', never),
				service.formatting(document, options, never),
				service.rangeFormatting(document, range, options, never),
				service.onTypeFormatting(document, position, '\n', options, never),
				await service.codeLenses(document, true, never),
				await service.codeActions(document, range, { diagnostics: [] }, true, never),
				await service.codeActions(document, all, { diagnostics: [], only: ['source', 'refactor'] }, true, never),
				await service.inlayHints(document, all, never),
			];
			holdRanges(answers, document);
			for (const { startLine, endLine } of service.foldingRanges(document, undefined, never)) {
				expect(startLine).toBeLessThan(endLine);
				expect(endLine).toBeLessThan(document.lineCount);
			}
			expect(service.semanticTokens(document, never).data.length % 5).toBe(0);
			expect(service.semanticTokens(document, never).data.every((each) => each >= 0)).toBe(true);
		}
	});
});
