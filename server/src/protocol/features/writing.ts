import { codeActionKinds } from '../../language/codeActions.ts';
import { completionTriggers } from '../../language/completion.ts';
import { answer } from '../connection.ts';
import { editFor } from '../workspaceEdit.ts';
import { aboutContract, aboutText, type Feature } from './feature.ts';

export const completion: Feature = {
	capabilities: () => ({ completionProvider: { triggerCharacters: [...completionTriggers], resolveProvider: true } }),
	serve(session) {
		const { connection, service, client } = session;
		connection.onCompletion(({ textDocument: { uri }, position, context }, token) =>
			aboutText(session, uri, token, null, (document) =>
				service.completions(document, position, client.completion, token, context?.triggerCharacter),
			),
		);
		connection.onCompletionResolve((item, token) => answer(token, () => service.resolveCompletion(item)));
	},
};

export const hover: Feature = {
	capabilities: () => ({ hoverProvider: true }),
	serve(session) {
		session.connection.onHover(({ textDocument: { uri }, position }, token) =>
			aboutContract(session, uri, token, null, async (document) => (await session.service.hover(document, position, token)) ?? null),
		);
	},
};

export const codeActions: Feature = {
	capabilities: () => ({ codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: false } }),
	serve(session) {
		session.connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
			aboutContract(session, uri, token, [], async (document) => {
				const { service, client } = session;
				const actions = await service.codeActions(document, range, context, client.isOurs, token);
				return actions.map((action) => (action.edit === undefined ? action : { ...action, edit: editFor(client, action.edit) }));
			}),
		);
	},
};

export const formatting: Feature = {
	capabilities: () => ({
		documentFormattingProvider: true,
		documentRangeFormattingProvider: true,
		documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
	}),
	serve(session) {
		const { connection, service } = session;
		connection.onDocumentFormatting(({ textDocument: { uri }, options }, token) =>
			aboutContract(session, uri, token, [], (document) => service.formatting(document, options, token)),
		);
		connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }, token) =>
			aboutContract(session, uri, token, [], (document) => service.rangeFormatting(document, range, options, token)),
		);
		connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch, options }, token) =>
			aboutContract(session, uri, token, [], (document) => service.onTypeFormatting(document, position, ch, options, token)),
		);
	},
};
