import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Finding, RelatedPlace } from '../spec/finding.ts';
import { LineIndex } from '../spec/lineIndex.ts';
import { documentationUrl } from '../spec/rules/codes.ts';
import { addressOf } from './address.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** Name that every diagnostic of ours bears. */
export const source = 'plumbline';

/** A finding of the text as a diagnostic. */
export function findingDiagnostic(finding: Finding, { uri, linted }: Parsed, workspace: Pick<LanguageWorkspace, 'read'>): Diagnostic {
	const { code, message, range, severity, tags, related } = finding;
	const relatedInformation = (related ?? []).flatMap((place) => relatedPlace(place, uri, linted.lines, workspace));
	return {
		range: linted.lines.rangeAt(range),
		severity: severities[severity],
		code,
		codeDescription: { href: documentationUrl(code) },
		source,
		message,
		...(tags ? { tags: tags.map((tag) => tagNumbers[tag]) } : {}),
		...(relatedInformation.length > 0 ? { relatedInformation } : {}),
	};
}

function relatedPlace(
	{ file, range, message }: RelatedPlace,
	uri: string,
	lines: LineIndex,
	workspace: Pick<LanguageWorkspace, 'read'>,
): DiagnosticRelatedInformation[] {
	if (file === undefined) return [{ location: { uri, range: lines.rangeAt(range) }, message }];
	const text = workspace.read(file);
	return text === undefined ? [] : [{ location: { uri: addressOf(file), range: new LineIndex(text).rangeAt(range) }, message }];
}

const severities = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
} as const;

const tagNumbers = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;
