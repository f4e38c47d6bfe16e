import { commands, Disposable, type TextDocumentContentProvider, Uri, ViewColumn, window, workspace } from 'vscode';
import { requests, type StoredRun } from '../../../server/src/shared/messages.ts';
import type { LanguageServer } from '../languageServer.ts';

const scheme = 'plumbline-sql';

/** Shows the SQL that a rule was held with, as a document that nobody can change: `plumbline.showSql` [uri, id of the check]. */
export function registerRuleSql(server: LanguageServer): Disposable {
	const provider: TextDocumentContentProvider = {
		async provideTextDocumentContent({ query }) {
			const { contract, id } = placeOf(query);
			const run = await server.request<StoredRun | null>(requests.results, { uri: contract });
			const stored = run?.results.find(({ result }) => result.id === id);
			if (stored?.result.sql === undefined) return `-- There is no SQL of ${id} any more. Run the check again.\n`;
			const { message, engine, sql } = stored.result;
			return `-- ${message}\n-- ${id}, run by ${engine}, ${stored.checkedIso}\n\n${sql.trimEnd()}\n`;
		},
	};
	return Disposable.from(
		workspace.registerTextDocumentContentProvider(scheme, provider),
		commands.registerCommand('plumbline.showSql', async (contract: unknown, id: unknown) => {
			if (typeof contract !== 'string' || typeof id !== 'string') return;
			const query = new URLSearchParams({ contract, id }).toString();
			const uri = Uri.from({ scheme, path: `/${id.replaceAll('/', ' ')}.sql`, query });
			const document = await workspace.openTextDocument(uri);
			await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
		}),
	);
}

function placeOf(query: string): { readonly contract: string; readonly id: string } {
	const place = new URLSearchParams(query);
	return { contract: place.get('contract') ?? '', id: place.get('id') ?? '' };
}
