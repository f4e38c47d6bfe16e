import {
	type Diagnostic,
	type DiagnosticRelatedInformation,
	DiagnosticSeverity,
	DiagnosticTag,
	type Range,
} from 'vscode-languageserver-types';
import { cellText, shorten } from '../report/visible.ts';
import { count } from '../report/words.ts';
import type { CheckResult, SampleRow } from '../spec/result.ts';
import { documentationUrl } from '../spec/rules/codes.ts';
import { siblingPath } from '../spec/siblingContracts.ts';
import { addressOf } from './address.ts';
import { ago } from './ago.ts';
import { Causes } from './causes.ts';
import type { DeclaredRule } from './declaredRules.ts';
import { source } from './findingDiagnostic.ts';
import { type KnownResult, knownResults } from './knownResults.ts';
import type { Parsed } from './parsed.ts';
import type { LanguageWorkspace } from './workspace.ts';

/** Failing rows that a diagnostic names. */
const mostRows = 5;

/**
 * What the last checks found of the data, on the rules as they stand in the text now. A result of a rule that was
 * changed, of data that was changed or of long ago is greyed; one of a rule that is gone is not shown.
 */
export function resultDiagnostics(
	parsed: Parsed,
	rules: ReadonlyMap<string, DeclaredRule>,
	workspace: Pick<LanguageWorkspace, 'results' | 'settings' | 'nowMs'>,
): Diagnostic[] {
	const { diagnostics } = workspace.settings(parsed.uri);
	if (!diagnostics.results) return [];
	const causes = new Causes(workspace.results.of(parsed.uri)?.results ?? []);
	const nowMs = workspace.nowMs();
	return knownResults(parsed, rules, workspace).flatMap((known) => {
		const { result } = known.stored;
		if (result.outcome === 'passed' || causes.explain(result)) return [];
		if (result.outcome === 'notEnforced' && !diagnostics.notEnforced) return [];
		return diagnosticOf(known, parsed, nowMs);
	});
}

function diagnosticOf({ stored, range: place, changed, isOld }: KnownResult, { uri, linted }: Parsed, nowMs: number): Diagnostic[] {
	const { result, checkedIso } = stored;
	const range = linted.lines.rangeAt(place);
	const isFresh = changed === undefined && !isOld;
	const isEnforced = result.outcome !== 'notEnforced';
	// What was both changed and is old says nothing any more, and a hint that is out of date helps nobody.
	if ((changed !== undefined && isOld) || (!isFresh && !isEnforced)) return [];
	const rows = isFresh ? failingRows(result, uri, range) : [];
	const when = ago(checkedIso, nowMs);
	return [
		{
			range,
			severity: isFresh ? severityOf(result) : DiagnosticSeverity.Hint,
			code: result.rule,
			codeDescription: { href: documentationUrl(result.rule) },
			source,
			message: isEnforced ? `${result.message} · ${changed === undefined ? when : `${when}, ${changed} changed since`}` : result.message,
			...(isFresh ? {} : { tags: [DiagnosticTag.Unnecessary] }),
			...(rows.length > 0 ? { relatedInformation: rows } : {}),
			data: { check: result.id },
		},
	];
}

function severityOf({ outcome, severity }: CheckResult): DiagnosticSeverity {
	if (outcome === 'notEnforced') return DiagnosticSeverity.Hint;
	return { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information }[severity];
}

/** The first failing rows, each where it stands in its file; where no editor could show that, beside the rule. */
function failingRows(result: CheckResult, uri: string, range: Range): DiagnosticRelatedInformation[] {
	return (result.samples ?? []).slice(0, mostRows).map((row) => ({
		location: placeOfRow(row, uri) ?? { uri, range },
		message: rowText(row),
	}));
}

function placeOfRow({ file, line }: SampleRow, uri: string): { readonly uri: string; readonly range: Range } | undefined {
	if (file === undefined || line === undefined || !/\.(?:csv|tsv|txt|psv|json|jsonl|ndjson)$/i.test(file)) return undefined;
	const at = { line: line - 1, character: 0 };
	return { uri: addressOf(siblingPath(uri, file)), range: { start: at, end: at } };
}

const longestRow = 160;

/** `row 1,204,331: delay -1420, date 2001-01-01`: the cells that break the rule first. */
function rowText({ cells, violating = [], row, line }: SampleRow): string {
	const columns = [...new Set([...violating, ...Object.keys(cells)])].filter((column) => Object.hasOwn(cells, column));
	const words = columns.map((column) => `${column} ${shorten(cellText(cells[column]), 60)}`).join(', ');
	const where = row !== undefined ? `row ${count(row)}: ` : line !== undefined ? `line ${count(line)}: ` : '';
	return shorten(`${where}${words}`, longestRow);
}
