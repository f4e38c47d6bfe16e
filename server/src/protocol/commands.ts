import {
	type CancellationToken,
	type ExecuteCommandParams,
	LSPErrorCodes,
	ResponseError,
	type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { commands } from '../shared/messages.ts';
import type { CheckRuns } from './checks/runs.ts';
import { answer, failure } from './connection.ts';
import { fixesOf } from './fixes.ts';
import { checkParamsOf, uriOf } from './params.ts';
import type { Session } from './session.ts';
import { editFor } from './workspaceEdit.ts';

/** What any client can ask to be done: by a lens, an action, or a command of its own. */
export function executeCommands(session: Session, runs: CheckRuns): void {
	session.connection.onExecuteCommand((params, token) => answer(token, () => execute(params, token, session, runs)));
}

async function execute(params: ExecuteCommandParams, token: CancellationToken, session: Session, runs: CheckRuns): Promise<unknown> {
	const [first, second] = params.arguments ?? [];
	switch (params.command) {
		case commands.check:
			return check(params, token, session, runs);
		case commands.cancelCheck:
			return runs.cancel(uriOf(first));
		case commands.fixAll:
			return fixAll(uriOf(first), session);
		default:
			throw failure(`There is no command "${params.command}"${second === undefined ? '' : ' with these arguments'}`);
	}
}

/** A failure is shown once, as a message: how a client shows the error of a command is anybody's guess. */
async function check(
	{ arguments: given = [], workDoneToken }: ExecuteCommandParams,
	token: CancellationToken,
	session: Session,
	runs: CheckRuns,
) {
	const params = checkParamsOf({ uri: uriOf(given[0]), ...(typeof given[1] === 'object' && given[1] !== null ? given[1] : {}) });
	try {
		return await runs.run(params, token, workDoneToken);
	} catch (error) {
		if (!(error instanceof ResponseError) || error.code !== LSPErrorCodes.RequestFailed || session.client.isOurs) throw error;
		session.show('error', error.message);
		return null;
	}
}

async function fixAll(uri: string, session: Session): Promise<boolean> {
	const document = session.documents.contract(uri);
	if (document === undefined) throw failure('Open the contract to mend it');
	if (!session.client.can.applyEdit) throw failure('This editor takes no edits from a language server: use the code action instead');
	const edits = [...(await fixesOf(document, session))];
	if (edits.length === 0) return false;
	const edit: WorkspaceEdit = { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] };
	return (await session.connection.workspace.applyEdit({ label: 'Fix all', edit: editFor(session.client, edit) })).applied;
}
