import {
	type Diagnostic,
	type DiagnosticRelatedInformation,
	DiagnosticSeverity,
	DiagnosticTag,
	type Range,
} from 'vscode-languageserver-types';
import { cellText, shorten } from '../report/visible.ts';
import { count } from '../report/words.ts';
import type { StoredResult } from '../shared/messages.ts';
import { durationMsOf } from '../shared/settings.ts';
import type { CheckResult, SampleRow } from '../spec/result.ts';
import { documentationUrl } from '../spec/rules/codes.ts';
import { siblingPath } from '../spec/siblingContracts.ts';
import { addressOf } from './address.ts';
import { ago } from './ago.ts';
import type { DeclaredRule } from './declaredRules.ts';
import { source } from './findingDiagnostic.ts';
import type { Parsed } from './parsed.ts';
import { placeOfResult } from './resultPlace.ts';
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
	const { uri } = parsed;
	const settings = workspace.settings(uri);
	if (!settings.diagnostics.results) return [];
	const results = workspace.results.of(uri)?.results ?? [];
	const causes = new Causes(results);
	const nowMs = workspace.nowMs();
	const context = { parsed, rules, workspace, nowMs, staleAfterMs: durationMsOf(settings.staleAfter) };
	return results.flatMap((stored) => {
		const { result } = stored;
		if (result.outcome === 'passed' || causes.explain(result)) return [];
		if (result.outcome === 'notEnforced' && !settings.diagnostics.notEnforced) return [];
		return diagnosticOf(stored, context);
	});
}

/** One cause is told once: what could not be checked because of it is not told again at every rule. */
class Causes {
	readonly #reasons = new Set<string | undefined>();
	/** Properties whose column is missing or of another type, by `object.property`. */
	readonly #broken = new Set<string>();

	constructor(results: readonly StoredResult[]) {
		for (const { result } of results) {
			const { rule, outcome, reason, object, property } = result;
			if (rule === 'data.source' && outcome === 'errored') this.#reasons.add(reason);
			if ((rule === 'data.presence' || rule === 'data.type') && outcome === 'failed') this.#broken.add(`${object}.${property}`);
		}
	}

	explain({ rule, outcome, reason, object, property }: CheckResult): boolean {
		if (reason === undefined) return false;
		if (outcome === 'errored') return rule !== 'data.source' && this.#reasons.has(reason);
		if (outcome !== 'notEnforced' || !reason.startsWith('not run: ')) return false;
		const missing = /^not run: column missing: (.+)$/.exec(reason)?.[1];
		return this.#broken.has(`${object}.${missing ?? property}`) || this.#broken.has(`${object}.${property}`);
	}
}

interface Context {
	readonly parsed: Parsed;
	readonly rules: ReadonlyMap<string, DeclaredRule>;
	readonly workspace: Pick<LanguageWorkspace, 'results'>;
	readonly nowMs: number;
	readonly staleAfterMs: number | undefined;
}

function diagnosticOf(stored: StoredResult, context: Context): Diagnostic[] {
	const { parsed, rules, nowMs } = context;
	const { result, checkedIso } = stored;
	const place = placeOfResult(stored, parsed.linted, rules);
	if (place === undefined) return [];
	const range = parsed.linted.lines.rangeAt(place.range);
	const age = staleness(stored, place.hash, context);
	const isEnforced = result.outcome !== 'notEnforced';
	// A hint that is out of date helps nobody.
	if (age === 'dropped' || (age !== 'fresh' && !isEnforced)) return [];
	const rows = age === 'fresh' ? failingRows(result, parsed.uri, range) : [];
	const told = age === 'changed rule' ? 'rule changed since' : age === 'changed data' ? 'data changed since' : undefined;
	const when = ago(checkedIso, nowMs);
	return [
		{
			range,
			severity: age === 'fresh' ? severityOf(result) : DiagnosticSeverity.Hint,
			code: result.rule,
			codeDescription: { href: documentationUrl(result.rule) },
			source,
			message: isEnforced ? `${result.message} · ${told === undefined ? when : `${when}, ${told}`}` : result.message,
			...(age === 'fresh' ? {} : { tags: [DiagnosticTag.Unnecessary] }),
			...(rows.length > 0 ? { relatedInformation: rows } : {}),
			data: { check: result.id },
		},
	];
}

type Staleness = 'fresh' | 'changed rule' | 'changed data' | 'old' | 'dropped';

/** What was both changed and is old says nothing any more. */
function staleness({ checkedIso, ruleHash, dataFingerprint, result }: StoredResult, hash: string, context: Context): Staleness {
	const { parsed, workspace, nowMs, staleAfterMs } = context;
	const isOld = staleAfterMs !== undefined && nowMs - Date.parse(checkedIso) > staleAfterMs;
	const fingerprint = result.object === undefined ? undefined : workspace.results.fingerprint(parsed.uri, result.object);
	const rule = hash !== ruleHash;
	const data = fingerprint !== undefined && dataFingerprint !== undefined && fingerprint !== dataFingerprint;
	if (!rule && !data) return isOld ? 'old' : 'fresh';
	if (isOld) return 'dropped';
	return rule ? 'changed rule' : 'changed data';
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
