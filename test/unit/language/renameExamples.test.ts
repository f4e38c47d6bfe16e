import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { mentionsOf } from '../../../server/src/language/names/mentions.ts';
import { createLanguageService } from '../../../server/src/language/service.ts';
import { addressOf, documentOf, workspaceOf } from './support.ts';

const names = ['Another name', 'dotted.name', "it's", '12', 'a: b #c'];

type Texts = { readonly [name: string]: string };

const folder = new URL('../../../examples/', import.meta.url);
const examples: Texts = Object.fromEntries(
	globSync('*.odcs.yaml', { cwd: folder }).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);

/** Every name of every example, changed and changed back. */
it.each(Object.keys(examples))('renaming anything in %s breaks no reference, and can be undone by renaming', async (name) => {
	const text = examples[name] ?? '';
	const parsed = createLanguageService(workspaceOf({ files: examples })).parsed(documentOf(text, name));
	const declarations = mentionsOf(parsed.uri, parsed.linted, workspaceOf({ files: examples })).things.filter(
		({ isDeclaration }) => isDeclaration,
	);
	expect(declarations.length).toBeGreaterThan(3);
	const before = await broken(examples);
	// Of hundreds of plain columns, some are enough.
	for (const [index, { node, by }] of declarations.filter((_, each) => each < 2 || each % 20 === 0).entries()) {
		const other = by === 'id' ? 'another-id' : (names[index % names.length] ?? '');
		const renamed = rename(examples, name, node.range.start, other);
		expect(await broken(renamed), `${node.text} → ${other}`).toEqual(before);
		const undone = rename(renamed, name, node.range.start, node.text);
		expect(withoutQuotes(undone), node.text).toEqual(withoutQuotes(examples));
	}
});

/** Quotes that YAML needed for the other name may stay. */
function withoutQuotes(files: Texts): Texts {
	return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/["']/g, '')]));
}

function rename(files: Texts, name: string, offset: number, newName: string): Texts {
	const document = documentOf(files[name] ?? '', name);
	const service = createLanguageService(workspaceOf({ files }));
	const answer = service.rename(document, document.positionAt(offset), newName, never);
	if (!answer.ok) throw new Error(answer.reason);
	return { ...files, ...changed(files, answer.edit) };
}

function changed(files: Texts, { documentChanges = [] }: WorkspaceEdit): Texts {
	return Object.fromEntries(
		documentChanges.filter(TextDocumentEdit.is).map(({ textDocument, edits }) => {
			const name = Object.keys(files).find((each) => addressOf(each) === textDocument.uri) ?? '';
			return [
				name,
				TextDocument.applyEdits(
					documentOf(files[name] ?? '', name),
					edits.filter((edit) => 'newText' in edit),
				),
			];
		}),
	);
}

/** How many findings each code has, in all files together. */
async function broken(files: Texts): Promise<Record<string, number>> {
	const service = createLanguageService(workspaceOf({ files }));
	const counts: Record<string, number> = {};
	for (const [name, text] of Object.entries(files)) {
		for (const { code } of service.parsed(documentOf(text, name)).linted.findings) counts[code] = (counts[code] ?? 0) + 1;
	}
	return counts;
}
