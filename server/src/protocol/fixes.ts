import type { TextEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { automaticFix } from '../spec/automaticFix.ts';
import { lintText } from '../spec/lint.ts';
import type { Session } from './session.ts';

/** The preferred mend of each finding, as far as they do not overlap; what is left is for the next time. */
export async function fixesOf(document: TextDocument, session: Session): Promise<TextEdit[]> {
	const linted = lintText(document.getText(), { file: document.uri, workspace: { read: (uri) => session.read(uri) } });
	const taken: { readonly start: number; readonly end: number }[] = [];
	const edits: TextEdit[] = [];
	for (const finding of linted.findings) {
		const fix = automaticFix(finding);
		if (!fix || fix.edits.some(({ range }) => taken.some((other) => range.start <= other.end && other.start <= range.end))) continue;
		for (const { range, newText } of fix.edits) {
			taken.push(range);
			edits.push({ range: linted.lines.rangeAt(range), newText });
		}
	}
	return edits;
}
