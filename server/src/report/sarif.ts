import { createHash } from 'node:crypto';
import type { PositionRange } from '../spec/range.ts';
import type { CheckResult, SampleRow } from '../spec/result.ts';
import { isOfText } from './findings.ts';
import { toJson } from './json.ts';
import { headline, isProblem, subjectOf } from './outcome.ts';
import { uriOf } from './place.ts';
import type { Problem, RenderOptions, Report } from './report.ts';
import { ruleDocs } from './ruleDocs.ts';
import { summarise } from './summary.ts';
import { visible } from './visible.ts';

/**
 * SARIF 2.1.0. Results are what is wrong: failed (level by severity), warned, errored. What passed and what is not
 * enforced would be alerts to GitHub, which ignores `kind`; they are results of kind `pass` and `notApplicable` only
 * with `verbose`. Without it each rule that is not enforced is a notification of the invocation, so that none is lost,
 * and the counts of all outcomes stand in the run's properties.
 */
export function renderSarif(report: Report, options: RenderOptions = {}): string {
	const summary = summarise(report);
	const shown = report.results.filter((result) => isProblem(result) || options.verbose);
	const rules = [...new Map(shown.map((result) => [result.rule, result])).values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
	const ruleIndex = new Map(rules.map((result, index) => [result.rule, index]));
	const files = [...new Set([...report.sources.keys(), ...shown.map((result) => result.location.file)])];
	const artifactIndex = new Map(files.map((file, index) => [file, index]));
	const fingerprints = new Map<string, number>();
	const quiet = report.results.filter((result) => result.outcome === 'notEnforced' && !options.verbose);
	return `${toJson({
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: report.tool.name,
						version: report.tool.version,
						semanticVersion: report.tool.version,
						rules: rules.map((result) => ruleOf(result, report.ruleTitles)),
					},
				},
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: { SRCROOT: { description: { text: 'The folder in which plumbline ran' } } },
				invocations: [
					{
						executionSuccessful: summary.exitCode !== 2,
						exitCode: summary.exitCode,
						exitCodeDescription: summary.sentence,
						startTimeUtc: report.startedIso,
						endTimeUtc: endOf(report),
						toolExecutionNotifications: [...report.problems.map(problemNotification), ...quiet.map(notEnforcedNotification)],
					},
				],
				artifacts: files.map((file) => artifact(file, report.sources.get(file))),
				results: shown.map((result) => resultOf(result, ruleIndex, artifactIndex, fingerprints)),
				properties: { outcomes: summary.outcomes, findings: summary.text, contracts: summary.contracts, rows: summary.rows },
			},
		],
	})}\n`;
}

function ruleOf(result: CheckResult, titles: Report['ruleTitles']): object {
	const docs = ruleDocs(result.rule, titles);
	return {
		id: result.rule,
		name: result.rule.replace(/(?:^|[.-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
		shortDescription: { text: docs.title },
		...(docs.uri === undefined ? {} : { helpUri: docs.uri }),
		help: { text: docs.help },
		defaultConfiguration: { level: 'error' },
		properties: { tags: [result.family] },
	};
}

function resultOf(
	result: CheckResult,
	ruleIndex: ReadonlyMap<string, number>,
	artifactIndex: ReadonlyMap<string, number>,
	fingerprints: Map<string, number>,
): object {
	const kind = result.outcome === 'passed' ? 'pass' : result.outcome === 'notEnforced' ? 'notApplicable' : 'fail';
	const { observed, expected, unit, failingRows, totalRows, dimension, approximate, reason } = result;
	return {
		ruleId: result.rule,
		ruleIndex: ruleIndex.get(result.rule) ?? -1,
		kind,
		level: kind === 'fail' ? levelOf(result) : 'none',
		message: { text: messageOf(result) },
		locations: [
			{
				physicalLocation: {
					artifactLocation: artifactLocation(result.location.file, artifactIndex),
					region: region(result.location.range),
				},
				...(subjectOf(result) === '' ? {} : { logicalLocations: [{ fullyQualifiedName: subjectOf(result), kind: 'member' }] }),
			},
		],
		...related(result.samples ?? []),
		partialFingerprints: { 'plumblineRule/v1': fingerprint(result, fingerprints) },
		properties: {
			id: result.id,
			outcome: result.outcome,
			severity: result.severity,
			observed,
			expected,
			unit,
			failingRows,
			totalRows,
			dimension,
			approximate,
			reason,
			tags: result.tags,
		},
	};
}

function levelOf(result: CheckResult): 'error' | 'warning' | 'note' {
	return result.outcome === 'failed' || result.outcome === 'errored' ? 'error' : result.severity === 'info' ? 'note' : 'warning';
}

function messageOf(result: CheckResult): string {
	const { message, reason } = headline(result);
	return visible(reason === undefined ? message : `${message}: ${reason}`) || result.outcome;
}

/** One-based; `endColumn` is the column after the last. An empty range is the caret's place. */
function region({ start, end }: PositionRange): object {
	return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** Failing rows whose file and line are known. */
function related(samples: readonly SampleRow[]): object {
	const placed = samples.filter((row) => row.file !== undefined && row.line !== undefined).slice(0, 5);
	if (placed.length === 0) {
		return {};
	}
	return {
		relatedLocations: placed.map((row, id) => ({
			id,
			message: { text: `failing row${row.row === undefined ? '' : ` ${row.row}`}` },
			physicalLocation: { artifactLocation: baseLocation(row.file ?? ''), region: { startLine: row.line } },
		})),
	};
}

/** Stays the same while the rule does, whatever moves around it; equal ones are numbered. */
function fingerprint(result: CheckResult, seen: Map<string, number>): string {
	const identity = isOfText(result) ? [result.contract, result.rule, result.message] : [result.contract, result.id, result.rule];
	const hash = createHash('sha256').update(identity.join('\0')).digest('hex').slice(0, 32);
	const times = (seen.get(hash) ?? 0) + 1;
	seen.set(hash, times);
	return `${hash}:${times}`;
}

function artifact(file: string, text: string | undefined): object {
	return {
		location: baseLocation(file),
		roles: ['analysisTarget'],
		mimeType: 'text/yaml',
		sourceLanguage: 'yaml',
		...(text === undefined
			? {}
			: { length: Buffer.byteLength(text), encoding: 'utf-8', hashes: { 'sha-256': createHash('sha256').update(text).digest('hex') } }),
	};
}

function artifactLocation(file: string, index: ReadonlyMap<string, number>): object {
	return { ...baseLocation(file), index: index.get(file) ?? -1 };
}

function baseLocation(file: string): object {
	const uri = uriOf(file);
	return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: 'SRCROOT' };
}

function problemNotification({ file, message, mend }: Problem): object {
	return {
		level: 'error',
		message: { text: visible(mend === undefined ? message : `${message} ${mend}`) },
		...(file === undefined ? {} : { locations: [{ physicalLocation: { artifactLocation: baseLocation(file) } }] }),
	};
}

function notEnforcedNotification(result: CheckResult): object {
	return {
		level: 'note',
		message: { text: visible(`not enforced: ${subjectOf(result) || result.id}: ${result.reason ?? result.message}`) },
		associatedRule: { id: result.rule },
		locations: [{ physicalLocation: { artifactLocation: baseLocation(result.location.file), region: region(result.location.range) } }],
		properties: { id: result.id, outcome: result.outcome },
	};
}

function endOf(report: Report): string {
	const started = Date.parse(report.startedIso);
	return Number.isNaN(started) ? report.startedIso : new Date(started + report.durationMs).toISOString();
}
