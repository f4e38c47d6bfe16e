import { type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { answer } from '../connection.ts';
import type { StaticSession } from '../staticSession.ts';
import { diagnose } from './compute.ts';

/** Answers for clients that ask for the diagnostics of a document when they want them. */
export function answerPulls(session: StaticSession): void {
	session.connection.languages.diagnostics.on((params, token) =>
		answer(token, async (): Promise<DocumentDiagnosticReport> => {
			const diagnosed = await diagnose(session, params.textDocument.uri, token);
			if (diagnosed === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
			const { resultId, items } = diagnosed;
			if (resultId === params.previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
			return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
		}),
	);
}
