import { CodeActionTriggerKind, type TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { never } from '../language/cancellation.ts';
import { fixAllKind } from '../language/codeActions.ts';
import type { Session } from './session.ts';

/** The edits that mend all that can be mended, as the code action of that kind has them. */
export async function fixesOf(document: TextDocument, { service, client }: Session): Promise<readonly TextEdit[]> {
	const start = { line: 0, character: 0 };
	const range = { start, end: document.positionAt(document.getText().length) };
	const context = { diagnostics: [], only: [fixAllKind], triggerKind: CodeActionTriggerKind.Invoked };
	const [action] = await service.codeActions(document, range, context, client.isOurs, never);
	const { changes, documentChanges = [] } = action?.edit ?? {};
	const ofChanges = changes?.[document.uri] ?? [];
	return [
		...ofChanges,
		...documentChanges.flatMap((change) => ('edits' in change ? change.edits.flatMap((edit) => ('newText' in edit ? [edit] : [])) : [])),
	];
}
