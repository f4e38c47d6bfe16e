import { TextDocumentEdit, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { Client } from './client.ts';

/** An edit in the words that a client knows: without annotations, or without versions, where it has none of them. */
export function editFor({ can }: Client, edit: WorkspaceEdit): WorkspaceEdit {
	const { documentChanges } = edit;
	if (documentChanges === undefined || (can.documentChanges && can.changeAnnotations)) return edit;
	const changes = documentChanges
		.filter(TextDocumentEdit.is)
		.map(({ textDocument, edits }) => ({ textDocument, edits: edits.flatMap(plain) }));
	if (can.documentChanges) return { documentChanges: changes };
	return { changes: Object.fromEntries(changes.map(({ textDocument: { uri }, edits }) => [uri, edits])) };
}

function plain(edit: TextDocumentEdit['edits'][number]): TextEdit[] {
	return 'newText' in edit ? [{ range: edit.range, newText: edit.newText }] : [];
}
