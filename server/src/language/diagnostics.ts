import type { Diagnostic } from 'vscode-languageserver-types';
import type { CancellationToken } from './cancellation.ts';
import type { DeclaredRules } from './declaredRules.ts';
import { findingDiagnostic } from './findingDiagnostic.ts';
import type { Parsed } from './parsed.ts';
import { resultDiagnostics } from './resultDiagnostics.ts';
import type { LanguageWorkspace } from './workspace.ts';

/**
 * What is wrong with a contract's text, and what the last checks found of its data, in the order of the text. Empty
 * where it was cancelled.
 */
export async function diagnosticsOf(
	parsed: Parsed,
	declared: DeclaredRules,
	workspace: LanguageWorkspace,
	token: CancellationToken,
): Promise<Diagnostic[]> {
	const found = parsed.linted.findings.map((finding) => findingDiagnostic(finding, parsed, workspace));
	// Where rules stand is worth finding out only where there is something to say of them.
	if ((workspace.results.of(parsed.uri)?.results.length ?? 0) === 0) return found;
	const rules = await declared.of(parsed, token);
	if (token.isCancellationRequested) return [];
	return inOrder([...found, ...resultDiagnostics(parsed, rules, workspace)]);
}

function inOrder(diagnostics: Diagnostic[]): Diagnostic[] {
	return diagnostics.sort(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character);
}
