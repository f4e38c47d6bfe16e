import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import { hash } from '../../workspace/ruleHash.ts';
import type { StaticSession } from '../staticSession.ts';

export interface Diagnosed {
	/** The same as long as the diagnostics are. */
	readonly resultId: string;
	readonly items: Diagnostic[];
	/** Of the open document; null for a stored file. */
	readonly version: number | null;
}

/** Diagnostics of one contract, open or not; undefined where there is none at that address. */
export async function diagnose(session: StaticSession, uri: string, token: CancellationToken): Promise<Diagnosed | undefined> {
	const open = session.documents.get(uri);
	if (open) {
		if (session.documents.contract(uri) === undefined) return undefined;
		const { version } = open;
		return diagnosed(await session.whenRead(() => session.service.diagnostics(open, token), token), version);
	}
	const items = await session.whenRead(() => session.service.fileDiagnostics(uri, token), token);
	return items && diagnosed(items, null);
}

function diagnosed(items: Diagnostic[], version: number | null): Diagnosed {
	return { items, version, resultId: hash(JSON.stringify(items)) };
}
