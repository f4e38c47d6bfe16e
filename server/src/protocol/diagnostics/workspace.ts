import {
	type CancellationToken,
	DocumentDiagnosticReportKind,
	type ResultProgressReporter,
	type WorkspaceDiagnosticParams,
	type WorkspaceDiagnosticReport,
	type WorkspaceDiagnosticReportPartialResult,
	type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { turn } from '../../language/breather.ts';
import { answer, refuseCancelled } from '../connection.ts';
import type { StaticSession } from '../staticSession.ts';
import { diagnose } from './compute.ts';

/**
 * Diagnostics of every contract of the workspace. A client that takes partial results gets them as they are found, and
 * then, until it cancels, of each contract whose diagnostics change; any other gets them in one answer.
 */
export function answerWorkspacePulls(session: StaticSession): void {
	session.connection.languages.diagnostics.onWorkspace((params, token, _progress, partial) =>
		answer(token, () => new WorkspacePull(session, params, token, partial).run()),
	);
}

type Reporter = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;

class WorkspacePull {
	readonly #session: StaticSession;
	readonly #token: CancellationToken;
	readonly #partial: Reporter;
	/** Result of each file as the client has it. */
	readonly #sent = new Map<string, { readonly uri: string; readonly resultId: string }>();

	constructor(session: StaticSession, params: WorkspaceDiagnosticParams, token: CancellationToken, partial: Reporter) {
		this.#session = session;
		this.#token = token;
		this.#partial = partial;
		for (const { uri, value } of params.previousResultIds) this.#sent.set(session.documents.keyOf(uri), { uri, resultId: value });
	}

	async run(): Promise<WorkspaceDiagnosticReport> {
		const changes = new Changes(this.#session, this.#token);
		try {
			await this.#session.found;
			const items = await this.#look('all');
			if (this.#partial === undefined) return { items };
			for (;;) {
				refuseCancelled(this.#token);
				await this.#look(await changes.next());
			}
		} finally {
			changes.dispose();
		}
	}

	async #look(uris: readonly string[] | 'all'): Promise<WorkspaceDocumentDiagnosticReport[]> {
		const items: WorkspaceDocumentDiagnosticReport[] = [];
		const report = (item: WorkspaceDocumentDiagnosticReport) => {
			if (this.#partial) this.#partial.report({ items: [item] });
			else items.push(item);
		};
		const { keyOf } = this.#session.documents;
		const known = new Map([...this.#session.contracts()].map((uri) => [keyOf(uri), uri]));
		const wanted = uris === 'all' ? new Set([...known.keys(), ...this.#sent.keys()]) : new Set(uris.map(keyOf));
		for (const key of wanted) {
			await turn();
			refuseCancelled(this.#token);
			const uri = known.get(key);
			const before = this.#sent.get(key);
			if (uri === undefined) {
				// Gone, or no contract any more: what the client shows of it must go too.
				this.#sent.delete(key);
				if (before) report({ kind: DocumentDiagnosticReportKind.Full, uri: before.uri, version: null, items: [] });
				continue;
			}
			const diagnosed = await diagnose(this.#session, uri, this.#token);
			refuseCancelled(this.#token);
			if (diagnosed === undefined) continue;
			const { resultId, version } = diagnosed;
			this.#sent.set(key, { uri, resultId });
			if (before?.resultId !== resultId)
				report({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: diagnosed.items });
			else if (this.#partial === undefined) report({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
		}
		return items;
	}
}

/** Contracts that changed since they were asked for last. */
class Changes {
	readonly #quietMs = 200;
	readonly #changed = new Set<string>();
	#all = false;
	#wake: (() => void) | undefined;
	readonly #disposables: { dispose(): void }[];

	constructor({ documents, changes }: StaticSession, token: CancellationToken) {
		const note = (uris: readonly string[] | 'all') => {
			if (uris === 'all') this.#all = true;
			else for (const uri of uris) this.#changed.add(uri);
			this.#wake?.();
		};
		this.#disposables = [
			documents.onDidChange(({ document }) => note([document.uri])),
			documents.onDidClose(({ document }) => note([document.uri])),
			changes.on(note),
			token.onCancellationRequested(() => this.#wake?.()),
		];
	}

	async next(): Promise<readonly string[] | 'all'> {
		if (!this.#all && this.#changed.size === 0)
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		this.#wake = undefined;
		await new Promise((resolve) => setTimeout(resolve, this.#quietMs));
		const changed = this.#all ? 'all' : [...this.#changed];
		this.#all = false;
		this.#changed.clear();
		return changed;
	}

	dispose(): void {
		for (const disposable of this.#disposables) disposable.dispose();
	}
}
