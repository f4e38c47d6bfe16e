import { TextDocumentEdit, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { inQueries } from '../language/rename.ts';
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

/** What only a user can agree to is left out for one who is not asked. */
function plain(edit: TextDocumentEdit['edits'][number]): TextEdit[] {
	if ('annotationId' in edit && edit.annotationId === inQueries) return [];
	return 'newText' in edit ? [{ range: edit.range, newText: edit.newText }] : [];
}
