import { expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { clientOf } from '../../../server/src/protocol/client.ts';
import { editFor } from '../../../server/src/protocol/workspaceEdit.ts';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const edit: WorkspaceEdit = {
	documentChanges: [{ textDocument: { uri: 'file:///a', version: 3 }, edits: [{ range, newText: 'x', annotationId: 'here' }] }],
	changeAnnotations: { here: { label: 'Here' } },
};

function client(workspaceEdit: object) {
	return clientOf({ processId: null, rootUri: null, capabilities: { workspace: { workspaceEdit } } });
}

it('is given as it is to a client that knows annotations', () => {
	expect(editFor(client({ documentChanges: true, changeAnnotationSupport: {} }), edit)).toBe(edit);
});

it('loses its annotations for a client that does not', () => {
	const changes = [{ textDocument: { uri: 'file:///a', version: 3 }, edits: [{ range, newText: 'x' }] }];
	expect(editFor(client({ documentChanges: true }), edit)).toEqual({ documentChanges: changes });
});

it('is a plain map of edits for a client that knows no versions', () => {
	expect(editFor(client({}), edit)).toEqual({ changes: { 'file:///a': [{ range, newText: 'x' }] } });
});
