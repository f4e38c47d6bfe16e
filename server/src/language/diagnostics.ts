import type { Diagnostic } from 'vscode-languageserver-types';
import type { CancellationToken } from './cancellation.ts';
import { findingDiagnostic } from './findingDiagnostic.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** What is wrong with a contract's text. */
export async function diagnosticsOf(parsed: Parsed, workspace: LanguageWorkspace, token: CancellationToken): Promise<Diagnostic[]> {
	if (token.isCancellationRequested) return [];
	return parsed.linted.findings.map((finding) => findingDiagnostic(finding, parsed, workspace));
}
