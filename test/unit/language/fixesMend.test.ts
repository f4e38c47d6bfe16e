import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocumentEdit } from 'vscode-languageserver-types';
import { never } from '../../../server/src/language/cancellation.ts';
import { codeActionsOf } from '../../../server/src/language/codeActions.ts';
import { DeclaredRules } from '../../../server/src/language/declaredRules.ts';
import { lintText } from '../../../server/src/spec/lint.ts';
import { randomOf } from './looseYaml.ts';
import { addressOf, documentOf, parsedOf, workspaceOf } from './support.ts';

const folders = ['../../../examples/', '../../../../shared/odcs/invalid/', '../../../../shared/odcs/examples/'].map(
	(path) => new URL(path, import.meta.url),
);
if (!folders.every((folder) => existsSync(folder))) console.warn('Without the documents of the standard, which are not beside the project');
const texts = folders
	.filter((folder) => existsSync(folder))
	.flatMap((folder) => readdirSync(folder).flatMap((name) => (/\.ya?ml$/.test(name) ? [readFileSync(new URL(name, folder), 'utf8')] : [])))
	.filter((text) => text.length < 9_000);
const line = /^(\s*(?:- )*)([A-Za-z]+): ?(.*)$/;
const keys = wordsOf(2);
const values = wordsOf(3);

test('each fix that is offered mends what it is offered for, and breaks nothing', async () => {
	const faults: string[] = [];
	let count = 0;
	for (let seed = 1; seed <= 200; seed++) {
		const random = randomOf(seed);
		const text = seed <= texts.length ? texts[seed - 1]! : worsened(texts[random(texts.length)]!, random);
		const before = linted(text);
		// What stands twice is judged as it comes.
		if (before.findings.some(({ code }) => code.startsWith('yaml.'))) continue;
		const places = new Set(before.findings.filter(({ fixes }) => fixes !== undefined).map(({ range }) => range.start));
		for (const place of places) {
			const at = before.lines.rangeAt({ start: place, end: place });
			const context = { diagnostics: [], only: ['quickfix'] };
			for (const action of await codeActionsOf(parsedOf(text), at, context, new DeclaredRules(), workspaceOf(), true, never)) {
				count++;
				const edits = (action.edit?.documentChanges ?? []).filter(TextDocumentEdit.is).flatMap((change) => change.edits);
				const after = TextDocument.applyEdits(
					documentOf(text),
					edits.flatMap((edit) => ('newText' in edit ? [edit] : [])),
				);
				const again = linted(after).findings;
				const problem = again.find(({ code }) => code.startsWith('yaml.'));
				if (problem !== undefined) faults.push(`${action.title} breaks the text: ${problem.message}`);
				for (const { code, message } of action.diagnostics ?? []) {
					const left = (findings: typeof again) => findings.filter((each) => each.code === code && each.message === message).length;
					if (left(again) >= left(before.findings)) faults.push(`${action.title} leaves: ${message}`);
				}
			}
		}
	}
	expect(count).toBeGreaterThan(500);
	expect([...new Set(faults)]).toEqual([]);
});

function linted(text: string) {
	return lintText(text, { file: addressOf('orders.odcs.yaml'), workspace: workspaceOf() });
}

/** A text with one to three mistakes of the kind that people make. */
function worsened(text: string, random: (below: number) => number): string {
	const lines = text.split('\n');
	for (let times = 1 + random(3); times > 0; times--) {
		const written = [...lines.keys()].filter((each) => line.test(lines[each]!));
		const index = written[random(written.length)] ?? 0;
		const [, lead = '', key = '', value = ''] = line.exec(lines[index]!) ?? [];
		const cut = random(key.length);
		const other = keys[random(keys.length)];
		const ways: readonly (readonly string[])[] = [
			[],
			[`${lead}${key.slice(0, cut)}${key.slice(cut + 1)}: ${value}`],
			[`${lead}${key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}: ${value}`],
			[`${lead}${other}: ${value}`],
			[`${lead}${key}: ${value === '' ? '' : values[random(values.length)]}`],
			[`${lead}${key}: ${value === '' ? '' : `"${value.replaceAll('"', '')}"`}`],
			[`${lead}${key}: ${value}`, `${lead.replace('-', ' ')}${other}: ${values[random(values.length)]}`],
		];
		if (random(8) > 0) lines.splice(index, 1, ...ways[random(ways.length)]!);
		else lines[lines.findIndex((each) => each.startsWith('apiVersion'))] = `apiVersion: v3.${random(3)}.0`;
	}
	return lines.join(random(5) === 0 ? '\r\n' : '\n');
}

/** Keys, or values of one line, that stand anywhere. */
function wordsOf(group: 2 | 3): string[] {
	const all = texts.flatMap((text) => text.split('\n').flatMap((each) => line.exec(each)?.[group] ?? []));
	return [...new Set(all)].filter((word) => word !== '' && !/^[|>#&*{[]/.test(word));
}
